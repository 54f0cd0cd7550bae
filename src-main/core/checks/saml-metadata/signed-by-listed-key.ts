import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { fingerprintNotations } from '../../model/fingerprint.ts'
import { certificateEvidence } from '../../saml/certificate-line.ts'
import { signaturesOfProvider } from '../../saml/signatures-of-provider.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { certificatesOf, metadataOf, providerOf, type SamlMetadataProbes } from './probes.ts'

export const signedByListedKey: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.signed-by-listed-key',
  title: 'The key that signed the document is one that it lists',
  origin: 'microsoft',
  needs: ['saml-metadata.signature-valid'],
  async run(probes) {
    const signatures = signaturesOfProvider(await metadataOf(probes), await providerOf(probes))
    const valid = signatures.find(({ verdict }) => verdict.kind === 'valid')
    if (valid?.verdict.kind !== 'valid') return skipped('No signature covers the identity provider.')
    const { by } = valid.verdict
    const listed = await certificatesOf(probes)
    const signer = listed.find(({ fingerprintSha256 }) => fingerprintSha256 === by)
    if (signer !== undefined)
      return passed(`It is signed by ${certificateName(signer)}, one of its signing keys.`, [certificateEvidence(signer)])
    const { colonUpper } = fingerprintNotations(by)
    const name = valid.carried === undefined ? `the key ${colonUpper}` : certificateName(valid.carried)
    return warned(
      problem('saml.metadata.signed-by-other-key', { signer: name }, [
        seen('Signed by (SHA-256)', colonUpper),
        ...listed.map(certificateEvidence)
      ])
    )
  }
}
