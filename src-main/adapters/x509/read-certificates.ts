import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import { certificateDers, failureOf, type CertificateFileFormat, type ReadingOptions } from './certificate-ders.ts'
import { certificateFacts } from './certificate-facts.ts'
import { DerFault } from './der.ts'
import { newVerificationBudget } from './verify-signature.ts'
import type { OtherContent } from './recognise-text.ts'

export interface CertificateFile {
  readonly format: CertificateFileFormat
  /** In the order of the file; never empty. */
  readonly certificates: readonly CertificateFacts[]
  /** What else is in it: a private key beside the certificate deserves a word of caution. */
  readonly alsoFound: readonly OtherContent[]
}

/** Reads PEM, DER, base64 without header and PKCS#7, with one or several certificates. Never throws, whatever the bytes are. */
export function readCertificates(bytes: Uint8Array, options: ReadingOptions = {}): Result<CertificateFile, CertificateFileFailure> {
  const found = certificateDers(bytes, options)
  if (!found.ok) return found
  const { format, ders, alsoFound, budget } = found.value
  const certificates: CertificateFacts[] = []
  const verifications = newVerificationBudget()
  try {
    for (const der of ders) certificates.push(certificateFacts(der, budget, verifications))
    return succeed({ format, certificates, alsoFound })
  } catch (error) {
    if (error instanceof DerFault) return fail(failureOf(error, certificates.length + 1, format !== 'der'))
    throw error
  }
}
