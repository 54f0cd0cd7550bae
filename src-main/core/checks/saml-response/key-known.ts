import { type Problem, problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import type { SamlTrust } from '../../saml/saml-source.ts'
import { signatureProblem } from '../../saml/signature-problem.ts'
import { fingerprintOf, howToTellKey, shortFingerprint, trustedKeysEvidence } from '../../saml/trust-words.ts'
import type { XmlSignatureFacts } from '../../saml/xml-signature.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'
import { carriedEvidence, signatureEvidence } from './signature-evidence.ts'

export const keyKnown: Check<ResponseProbes> = {
  id: 'saml-response.key-known',
  title: 'The signing key is one that the configuration knows',
  origin: 'microsoft',
  needs: ['saml-response.signature-sound'],
  async run(probes) {
    const { signatures } = readingOf(probes)
    if (signatures.length === 0) return skipped('There is no signature that can be seen.')
    const { trust } = probes
    // The one key that is known has no certificate here, and none came along: whose key it was stays open.
    const unread = signatures.find((signature) => signature.verdict.kind === 'no-key' && signature.carried === undefined)
    const unanswered = unread === undefined || trust.keys.length === 0 ? undefined : signatureProblem(unread, 'the response')
    if (unanswered !== undefined) return failed(unanswered)
    const stranger = signatures.find((signature) => !isByKnownKey(signature, trust))
    if (stranger !== undefined) return failed(unknownKey(stranger, trust))
    const [first, ...more] = [...new Map(signatures.map((signature) => [signerOf(signature), signature])).values()].map(signerEvidence)
    if (first === undefined) return skipped('There is no signature that can be seen.')
    return passed(`The key was found by its fingerprint in ${trust.from}.`, [first, ...more, ...trustedKeysEvidence(trust.keys)])
  }
}

/** A verified signature names its key; of one that does not verify, the certificate that came along says whose it claims to be. */
function isByKnownKey(signature: XmlSignatureFacts, trust: SamlTrust): boolean {
  if (signature.verdict.kind === 'valid') return true
  const { carried } = signature
  if (carried === undefined) return signature.verdict.kind === 'digest-differs'
  return trust.keys.some((key) => fingerprintOf(key) === carried.fingerprintSha256)
}

function signerOf({ verdict, carried }: XmlSignatureFacts): string {
  return verdict.kind === 'valid' ? verdict.by : (carried?.fingerprintSha256 ?? '')
}

/** Until it is verified, a signature only claims whose it is. */
function signerEvidence(signature: XmlSignatureFacts): EvidenceItem {
  const signer = signerOf(signature)
  return seen(
    signature.verdict.kind === 'valid' ? 'Signed with' : 'Says it is signed with',
    signer === '' ? 'a key whose certificate did not come along' : `SHA-256 ${fingerprintNotations(signer).colonUpper}`
  )
}

function unknownKey(signature: XmlSignatureFacts, trust: SamlTrust): Problem {
  const { carried } = signature
  const signer =
    carried === undefined
      ? 'a key whose certificate did not come along'
      : `key ${shortFingerprint(carried.fingerprintSha256)} (${certificateName(carried)})`
  const known = trust.keys.length === 0 ? 'no key at all' : trust.keys.map((key) => shortFingerprint(fingerprintOf(key))).join(', ')
  return problem('saml.response.key-unknown', { signer, known, trust: trust.from, how: howToTellKey(trust.mode) }, [
    signatureEvidence(signature),
    carriedEvidence(signature),
    ...trustedKeysEvidence(trust.keys)
  ])
}
