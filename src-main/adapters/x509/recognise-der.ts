import { childrenOf, contentOf, DerFault, tags, type DerElement } from './der.ts'
import { hexOf } from './der-values.ts'
import { isCertificate } from './parse-certificate.ts'

export type DerKind =
  | 'certificate'
  | 'pkcs7'
  | 'pkcs12'
  | 'private-key'
  | 'encrypted-private-key'
  | 'public-key'
  | 'certificate-request'
  | 'revocation-list'
  /** Binary in the right notation, but nothing known. */
  | 'unknown'

/** Tells by its outline what an outermost element is. Never throws: what cannot be walked is `unknown`. */
export function recogniseDer(element: DerElement): DerKind {
  try {
    return element.tag === tags.sequence ? kindOf(element) : 'unknown'
  } catch (error) {
    if (!(error instanceof DerFault) || error.kind === 'too-complex') throw error
    return 'unknown'
  }
}

/** Content octets of 1.2.840.113549.1.7.2, signedData. */
export const SIGNED_DATA = '2a864886f70d010702'

function kindOf(element: DerElement): DerKind {
  const parts = childrenOf(element)
  const [first, second, third] = parts
  if (first?.tag === tags.objectIdentifier) return second?.tag === 0xa0 ? 'pkcs7' : 'unknown'
  if (first?.tag === tags.integer) return kindByVersion(first, second, third)
  if (first?.tag !== tags.sequence) return 'unknown'
  if (parts.length === 2 && second?.tag === tags.octetString) return 'encrypted-private-key'
  if (parts.length === 2 && second?.tag === tags.bitString) return 'public-key'
  if (isCertificate(element)) return 'certificate'
  return second?.tag === tags.sequence && third?.tag === tags.bitString ? signedKind(childrenOf(first)) : 'unknown'
}

/** Structures that begin with a number: PKCS#12 (3), PKCS#8 and PKCS#1 keys (0 or 1), SEC 1 keys (1), a PKCS#1 public key (its modulus). */
function kindByVersion(first: DerElement, second: DerElement | undefined, third: DerElement | undefined): DerKind {
  const version = hexOf(contentOf(first))
  if (version === '03' && second?.tag === tags.sequence) return 'pkcs12'
  if (version === '01' && second?.tag === tags.octetString) return 'private-key'
  if (version === '00' || version === '01') return isPrivateKeyBody(second, third) ? 'private-key' : 'unknown'
  return second?.tag === tags.integer && third === undefined ? 'public-key' : 'unknown'
}

function isPrivateKeyBody(second: DerElement | undefined, third: DerElement | undefined): boolean {
  return (second?.tag === tags.sequence && third?.tag === tags.octetString) || (second?.tag === tags.integer && third?.tag === tags.integer)
}

/** A request: version, name, key, attributes. A revocation list: (version), algorithm, issuer, date. */
function signedKind(fields: readonly DerElement[]): DerKind {
  const [version, name, key, attributes] = fields
  if (
    version?.tag === tags.integer &&
    name?.tag === tags.sequence &&
    key?.tag === tags.sequence &&
    (attributes === undefined || attributes.tag === 0xa0)
  )
    return 'certificate-request'
  const date = version?.tag === tags.integer ? fields[3] : fields[2]
  return date?.tag === tags.utcTime || date?.tag === tags.generalizedTime ? 'revocation-list' : 'unknown'
}
