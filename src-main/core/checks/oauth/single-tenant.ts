import { seen } from '../../evidence.ts'
import { type Check, skipped } from '../check.ts'
import { type OauthProbes, OTHER_PROVIDER } from './probes.ts'

export const singleTenant: Check<OauthProbes> = {
  id: 'oauth.single-tenant',
  title: 'Only accounts of this tenant can sign in',
  origin: 'microsoft',
  async run({ authority }) {
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    return {
      status: 'not-provable-here',
      because: 'The account type of a registration is shown in the portal only.',
      next: 'In the app registration open Authentication and look at “Supported account types”.',
      evidence: [seen('It should be', 'Accounts in this organizational directory only (single tenant)')]
    }
  }
}
