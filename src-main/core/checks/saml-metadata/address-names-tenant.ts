import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { tenantText } from '../../entra/tenant.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const addressNamesTenant: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.address-names-tenant',
  title: 'The address names one tenant',
  origin: 'this-computer',
  needs: ['saml-metadata.address-of-metadata'],
  async run({ address }) {
    if (address?.read?.cloud === undefined) return skipped('Only addresses of Entra ID name a tenant.')
    const { tenant, text } = address.read
    const evidence = seen('Address', text)
    switch (tenant?.kind) {
      case 'shared':
        return failed(problem('saml.metadata.shared-tenant', { name: `“${tenant.name}”` }, [evidence]))
      case 'placeholder':
        return failed(problem('saml.metadata.tenant-placeholder', { where: 'the address', text: tenant.text }, [evidence]))
      case 'other':
        return failed(problem('saml.metadata.shared-tenant', { name: `“${tenant.text}”` }, [evidence]))
      case undefined:
        return failed(problem('saml.metadata.shared-tenant', { name: 'nothing' }, [evidence]))
      case 'id':
      case 'domain':
        return passed(`The tenant is ${tenantText(tenant)}.`, [seen('Tenant', tenantText(tenant))])
    }
  }
}
