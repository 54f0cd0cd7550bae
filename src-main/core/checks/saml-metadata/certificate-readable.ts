import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import { certificateEvidence } from '../../saml/certificate-line.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const certificateReadable: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.certificate-readable',
  title: 'There is one certificate, or its SHA-256 fingerprint',
  origin: 'this-computer',
  async run(probes) {
    const { content } = await probes.reading()
    if (content.kind === 'no-certificate') return failed(content.problem)
    if (content.kind === 'fingerprint') {
      const { colonUpper, openssl } = fingerprintNotations(content.sha256)
      return passed('It is a SHA-256 fingerprint. The certificate behind it is not known.', [
        seen('With colons', colonUpper),
        seen('As openssl prints it', openssl)
      ])
    }
    if (content.kind !== 'certificates') throw new TypeError('This ladder is for certificates')
    const [first, ...more] = content.certificates
    if (first === undefined) throw new TypeError('A readable file has a certificate')
    const evidence = [
      seen('As openssl prints it', fingerprintNotations(first.fingerprintSha256).openssl),
      certificateEvidence(first),
      ...more.map(certificateEvidence)
    ] as const
    if (content.holdsPrivateKey === true) return warned(problem('saml.metadata.private-key-inside', { from: probes.name }, evidence))
    if (more.length === 0) return passed(`It is the certificate of ${certificateName(first)}.`, evidence)
    return warned(problem('saml.metadata.several-certificates', { count: more.length + 1, chosen: certificateName(first) }, evidence))
  }
}
