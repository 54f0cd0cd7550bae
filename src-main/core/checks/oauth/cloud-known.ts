import { entraClouds } from '../../entra/entra-cloud.ts'
import { readTenant } from '../../entra/tenant.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { cloudOfDomain } from '../../oauth/form/tenant-findings.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { type OauthProbes, OTHER_PROVIDER } from './probes.ts'

export const cloudKnown: Check<OauthProbes> = {
  id: 'oauth.cloud-known',
  title: 'The cloud to ask is known',
  origin: 'this-computer',
  needs: ['oauth.tenant-readable'],
  async run({ form, cloud, authority }) {
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    const tenant = readTenant(form.tenantId)
    const told = tenant.kind === 'domain' ? cloudOfDomain(tenant.domain) : undefined
    const home = entraClouds.find(({ id }) => id === told)
    if (tenant.kind === 'domain' && home !== undefined && home.id !== cloud.id)
      return failed(
        problem('oauth.tenant.in-other-cloud', { tenant: tenant.domain, asked: cloud.name, found: home.name }, [
          seen('Domain', tenant.domain),
          seen('How we know', `Microsoft gives domains of this ending in ${home.name}`)
        ])
      )
    return passed(`Asked is ${cloud.name}.`, [seen('Sign-in host', cloud.loginHost)])
  }
}
