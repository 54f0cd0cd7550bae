import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { tenantText } from '../../entra/tenant.ts'
import { tenantAddresses } from '../../entra/tenant-addresses.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const tenantKnown: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.tenant-known',
  title: 'The tenant is known, so the addresses can be filled in',
  origin: 'this-computer',
  async run({ expected }) {
    const { tenant, cloud, isCloudAssumed } = expected.tenant
    if (tenant === undefined)
      return warned(problem('saml.metadata.tenant-needed', { because: 'A certificate names no tenant, and none was given.' }))
    const evidence = seen('Tenant given', tenantText(tenant))
    if (tenant.kind === 'domain')
      return failed(
        problem(
          'saml.metadata.tenant-needed',
          { because: `The domain ${tenant.domain} is not enough: which tenant owns it, only Microsoft can tell.` },
          [evidence]
        )
      )
    if (tenant.kind !== 'id')
      return failed(problem('saml.metadata.tenant-needed', { because: `The text ${tenantText(tenant)} is no tenant id.` }, [evidence]))
    const { issuer, signOnUrl, logoutUrl } = tenantAddresses(cloud, tenant.id)
    return passed(
      isCloudAssumed
        ? `The addresses follow from the tenant id. Assumed is ${cloud.name}; give an address of the tenant for another cloud.`
        : `The addresses follow from the tenant id in ${cloud.name}.`,
      [seen('Issuer', issuer), seen('Sign-in address', signOnUrl), seen('Sign-out address', logoutUrl)]
    )
  }
}
