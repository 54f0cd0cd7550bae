import { readTenant } from '../../entra/tenant.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { tenantFindings } from '../../oauth/form/tenant-findings.ts'
import { shownText } from '../../oauth/shown-text.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { type OauthProbes, OTHER_PROVIDER } from './probes.ts'

export const tenantReadable: Check<OauthProbes> = {
  id: 'oauth.tenant-readable',
  title: 'The tenant id can be one',
  origin: 'this-computer',
  async run({ form, authority }) {
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    const evidence = seen('Tenant id entered', shownText(form.tenantId))
    const wrong = tenantFindings(form).find(({ severity }) => severity === 'error')
    if (wrong !== undefined) return failed(problem('oauth.tenant.unusable', { because: wrong.text }, [evidence]))
    return passed(
      readTenant(form.tenantId).kind === 'domain'
        ? 'It is a domain: which tenant it belongs to, Microsoft will say.'
        : 'It has the form of an id and names one tenant.',
      [evidence]
    )
  }
}
