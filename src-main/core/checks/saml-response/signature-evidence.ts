import { type EvidenceItem, seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import type { XmlSignatureFacts } from '../../saml/xml-signature.ts'

/** What is said about each signature; nobody reads more than a few, and a report has to be of a size. */
export function signaturesEvidence(signatures: readonly XmlSignatureFacts[]): readonly EvidenceItem[] {
  return signatures.slice(0, MOST_SHOWN).map(signatureEvidence)
}

const MOST_SHOWN = 10

/** Where a signature stands, what it covers and how it was made. */
export function signatureEvidence(signature: XmlSignatureFacts): EvidenceItem {
  const covers =
    signature.covers === undefined ? 'covers nothing that was found' : `covers ${signature.covers.element} ${signature.covers.id}`
  const digest = signature.digest === undefined ? '' : `, digest ${signature.digest.name}`
  return seen(
    `Signature of the ${signature.place === 'elsewhere' ? 'document' : signature.place}`,
    `${signature.algorithm.name}${digest}, ${covers}`
  )
}

/** The certificate that came along: who it says it is. */
export function carriedEvidence({ carried }: XmlSignatureFacts): EvidenceItem {
  if (carried === undefined) return seen('Certificate in the response', 'none')
  return seen(
    'Certificate in the response',
    `${certificateName(carried)}, SHA-256 ${fingerprintNotations(carried.fingerprintSha256).colonUpper}`
  )
}
