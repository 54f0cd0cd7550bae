import { applicationMetadataUrl } from '../../entra/tenant-addresses.ts'
import { type Check } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const certificateOfApplication: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.certificate-of-application',
  title: 'The certificate is the active one of the application',
  origin: 'microsoft',
  needs: ['saml-metadata.certificate-readable'],
  async run({ expected }) {
    const { tenant, cloud } = expected.tenant
    const address =
      tenant?.kind === 'id' && expected.applicationId !== '' ? applicationMetadataUrl(cloud, tenant.id, expected.applicationId) : undefined
    return {
      status: 'not-provable-here',
      because: 'A certificate names neither its tenant nor its application, and not whether it is active.',
      next:
        address === undefined
          ? 'Compare its SHA-1 thumbprint and end date with the active certificate on the single sign-on page in Entra ID, or inspect the App Federation Metadata Url, which lists the keys.'
          : `Inspect ${address}, which lists the keys of the application, and compare the fingerprint.`
    }
  }
}
