import { counted } from '../catalog/entry.ts'
import type { IdentityResult } from './judge-identity.ts'
import { hasLdapNames } from './person-names.ts'

/**
 * What the table says about the choice of a way: SCIM where sign-in and provisioning give one name, LDAP provisioning where they do not and
 * cannot be made to (vendor page 000).
 */
export function recommendWay(result: IdentityResult): string {
  const { counts, people, waysInUse, rules } = result
  if (people.count === 0) return 'Nobody was read, so nothing can be recommended.'
  const unlike = counts['mail-unlike-upn'] + result.doubledGuests
  const shared = counts['two-people-one-name']
  const sharing =
    shared === 0 ? '' : ` First give the ${counted(shared, 'person who shares', 'people who share')} a user name one of their own.`
  const isOauthOnly = waysInUse.includes('oauth') && !waysInUse.includes('saml')
  if (counts['ldap-unlike-sign-in'] > 0)
    return `LDAP names ${counted(counts['ldap-unlike-sign-in'], 'person', 'people')} otherwise than the sign-in: change LDAP username field or LDAP domain before LDAP provisioning is used, or use SCIM.${sharing}`
  if (isOauthOnly)
    return `SCIM does not work with OAuth. With OAuth, just-in-time provisioning or LDAP provisioning makes the accounts; with SAML it could be SCIM.${sharing}`
  if (unlike > 0)
    return `For ${counted(unlike, 'person', 'people')} sign-in and provisioning give different names. Let both take the same value, or align mail and user principal name; then SCIM fits. Where that cannot be done${groupsOfLdap(result)}, use LDAP provisioning with a user name field that gives the name of the sign-in.${sharing}`
  if (rules.nameId !== rules.scimUserName && !waysInUse.includes('scim'))
    return `Before SCIM is switched on, let it take the same value as the sign-in, which is the ${valueText(rules.nameId)}; then it fits.${sharing}`
  return `Sign-in and provisioning give the same name, so SCIM fits: it needs SAML. LDAP provisioning is for filters by group, which SCIM from Entra ID cannot do.${sharing}`
}

function groupsOfLdap({ rules, people, ways }: IdentityResult): string {
  if (!hasLdapNames(rules, people)) return ''
  const { kept, created } = ways.ldap
  return ` (LDAP as set up would keep ${counted(kept, 'account', 'accounts')} and make ${counted(created, 'new one', 'new ones')})`
}

function valueText(source: 'upn' | 'mail'): string {
  return source === 'mail' ? 'mail' : 'user principal name'
}
