import { readTenant } from '../../entra/tenant.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { tenantOfIssuer } from '../../oauth/tenant-of-issuer.ts'
import { type Check, failed, passed } from '../check.ts'
import { documentOf, type OauthProbes } from './probes.ts'

export const issuerSame: Check<OauthProbes> = {
  id: 'oauth.issuer-same',
  title: 'The answer is about what was asked',
  origin: 'microsoft',
  needs: ['oauth.discovery-answers'],
  async run(probes) {
    const { issuer } = await documentOf(probes)
    const evidence = seen('Issuer', issuer)
    const { authority, form } = probes
    if (authority !== undefined)
      // OpenID Connect Discovery 1.0, 4.3: exactly the same; the slash that was taken away for asking may be part of it.
      return issuer === authority || issuer === authority.replace(/\/$/, '') || issuer === `${authority}/`
        ? passed('The provider names itself as it was asked.', [evidence])
        : failed(problem('oauth.issuer.other-tenant', { issuer, wanted: authority }, [evidence]))
    const found = tenantOfIssuer(issuer)
    const wanted = readTenant(form.tenantId)
    if (found === undefined || (wanted.kind === 'id' && wanted.id !== found))
      return failed(problem('oauth.issuer.other-tenant', { issuer, wanted: form.tenantId }, [evidence]))
    return wanted.kind === 'domain'
      ? passed(`The domain ${wanted.domain} belongs to the tenant ${found}: enter this id in Files.com.`, [
          seen('Tenant id', found),
          evidence
        ])
      : passed(`The issuer names the tenant ${found}.`, [evidence])
  }
}
