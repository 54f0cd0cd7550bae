import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { DerFault, readElement, wholeOf, type DerBudget, type DerElement } from './der.ts'
import { isCertificate, parseCertificate } from './parse-certificate.ts'
import { certificatesInPkcs7 } from './pkcs7.ts'
import { recogniseDer } from './recognise-der.ts'
import type { OtherContent } from './recognise-text.ts'

/** What has been found in a file so far. */
export interface CertificateCollection {
  readonly ders: Uint8Array[]
  readonly budget: DerBudget
  readonly maximumCertificates: number
  readonly alsoFound: Set<OtherContent>
  hasPkcs7: boolean
}

/** Keeps the certificates in an outermost element. Throws `FoundFailure` when it is something else, and `DerFault` when it is damaged. */
export function collectElement(element: DerElement, collection: CertificateCollection): void {
  const kind = recogniseDer(element)
  switch (kind) {
    case 'certificate':
      keep(wholeOf(element), collection)
      return
    case 'pkcs7':
      collection.hasPkcs7 = true
      for (const der of certificatesInPkcs7(element)) {
        if (!isCertificate(readElement({ bytes: der, budget: collection.budget })))
          throw new DerFault('damaged', 'it has not the outline of a certificate', 0)
        keep(der, collection)
      }
      return
    case 'private-key':
    case 'encrypted-private-key':
      throw new FoundFailure({ code: 'certificate.file.private-key', isEncrypted: kind === 'encrypted-private-key' })
    case 'unknown':
      throw faultIn(element)
    default:
      throw new FoundFailure({ code: `certificate.file.${kind}` })
  }
}

function keep(der: Uint8Array, collection: CertificateCollection): void {
  if (der.length > LONGEST_CERTIFICATE_BYTES) throw new FoundFailure({ code: 'certificate.file.too-complex' })
  if (collection.ders.length >= collection.maximumCertificates)
    throw new FoundFailure({ code: 'certificate.file.too-many-certificates', limit: collection.maximumCertificates })
  collection.ders.push(der)
}

/** The longest real ones, with thousands of names or post-quantum signatures, stay below 100 kB. */
const LONGEST_CERTIFICATE_BYTES = 250_000

/** Reads it as a certificate all the same, to be able to say where it goes wrong. */
function faultIn(element: DerElement): DerFault {
  try {
    parseCertificate(wholeOf(element), element.source.budget)
  } catch (error) {
    if (error instanceof DerFault) return error
    throw error
  }
  return new DerFault('damaged', 'it has not the outline of a certificate', 0)
}

/** Leaves the search as soon as the answer is known; caught at the door, `certificateDers`. */
export class FoundFailure extends Error {
  readonly failure: CertificateFileFailure
  constructor(failure: CertificateFileFailure) {
    super(failure.code)
    this.failure = failure
  }
}
