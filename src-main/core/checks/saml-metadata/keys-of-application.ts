import { seen } from '../../evidence.ts'
import { applicationMetadataUrl } from '../../entra/tenant-addresses.ts'
import { certificateEvidence } from '../../saml/certificate-line.ts'
import { type Check, skipped } from '../check.ts'
import { certificatesOf, isEntra, NOT_ENTRA, type SamlMetadataProbes } from './probes.ts'

export const keysOfApplication: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.keys-of-application',
  title: 'The keys are those of the application, not of the whole tenant',
  origin: 'microsoft',
  needs: ['saml-metadata.signing-key-present'],
  async run(probes) {
    if (!(await isEntra(probes))) return skipped(NOT_ENTRA)
    if (probes.address !== undefined) return skipped('The address says for which application it is.')
    const { tenant, applicationId } = probes.expected
    const address =
      tenant.tenant?.kind === 'id' && applicationId !== ''
        ? applicationMetadataUrl(tenant.cloud, tenant.tenant.id, applicationId)
        : 'the App Federation Metadata Url of the application'
    return {
      status: 'not-provable-here',
      because: 'A saved document does not say for which application it was made: with and without an application id it looks alike.',
      next: `Inspect ${address}, and compare the fingerprints with those of this document.`,
      evidence: [seen('Read from', probes.from), ...(await certificatesOf(probes)).map(certificateEvidence)]
    }
  }
}
