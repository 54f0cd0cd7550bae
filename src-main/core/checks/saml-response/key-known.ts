import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import type { SamlTrust } from '../../saml/saml-source.ts'
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
    const stranger = signatures.find((signature) => !isByKnownKey(signature, trust))
    if (stranger !== undefined) return failed(unknownKey(stranger, trust))
    const [first, ...more] = [...new Set(signatures.map(signerOf))].map((sha256) =>
      seen('Signed with', `SHA-256 ${fingerprintNotations(sha256).colonUpper}`)
    )
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
