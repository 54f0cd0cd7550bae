import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { type StrengthProblem, strengthProblems } from '../../model/certificate-strength.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { certificatesOf, type SamlMetadataProbes } from './probes.ts'

export const keysStrong: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.keys-strong',
  title: 'Every signing key is strong enough',
  origin: 'microsoft',
  needs: ['saml-metadata.signing-key-present'],
  async run(probes) {
    if ((await probes.reading()).content.kind === 'fingerprint') return skipped('A fingerprint tells nothing about its key.')
    const certificates = await certificatesOf(probes)
    const [first, ...more] = certificates.map((certificate) => seen(certificateName(certificate), certificate.key.text))
    if (first === undefined) throw new TypeError('The rung below proves that there is a key')
    const weak = certificates.flatMap((certificate) => keyProblems(certificate).map((weakness) => ({ certificate, weakness })))
    const isBroken = weak.some(({ weakness }) => isBreakable(weakness))
    const odd = isBroken ? [] : certificates.filter(({ key }) => !SIGNING_KINDS.has(key.kind))
    if (odd.length > 0) {
      const kinds = odd.map((certificate) => `${certificateName(certificate)}: its key is ${certificate.key.text}`).join('; ')
      return warned(problem('saml.metadata.key-kind', { kinds }, [first, ...more]))
    }
    if (weak.length === 0) return passed('RSA keys have 2048 bits or more, elliptic-curve keys 256 or more.', [first, ...more])
    const weaknesses = weak.map(({ certificate, weakness }) => `${certificateName(certificate)}: ${weakness.text}`).join('; ')
    const found = problem('saml.metadata.key-weak', { weaknesses }, [first, ...more])
    return isBroken ? failed(found) : warned(found)
  }
}

/** For which XML signatures have algorithms that providers and services share. */
const SIGNING_KINDS: ReadonlySet<CertificateFacts['key']['kind']> = new Set(['rsa', 'rsa-pss', 'ec'])

/** Nobody relies on the signature of a self-signed certificate: the key is trusted because it is listed. */
function keyProblems(certificate: CertificateFacts): readonly StrengthProblem[] {
  return strengthProblems(certificate).filter(({ kind }) => kind !== 'weak-signature')
}

/** RSA with 829 bits was factored in 2020; with 1024 nobody has shown it yet. */
function isBreakable(weakness: StrengthProblem): boolean {
  return weakness.kind === 'ec-key-too-short' || (weakness.kind === 'rsa-key-too-short' && weakness.bits < 1024)
}
