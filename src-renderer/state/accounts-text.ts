import { isScimOn } from '../../src-main/core/model/scim-method.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'

/** By what accounts come about at a provider, in one line. */
export function accountsText(provider: StrategyView): string {
  const scim = provider.protocol !== 'oauth' && isScimOn(provider.fields)
  if (scim && provider.ldapProvisioning)
    return 'In use there: SCIM and LDAP provisioning, both at once. Which of them wins is not documented: use one.'
  if (scim) return 'In use there: SCIM. Entra ID makes, changes and disables the accounts.'
  if (provider.ldapProvisioning) return 'In use there: LDAP provisioning. The directory is read every hour.'
  if (provider.fields['provision_users'] === true) return 'In use there: just in time. An account is made at the first sign-in.'
  return 'In use there: none. People sign in by it only when they have an account.'
}
