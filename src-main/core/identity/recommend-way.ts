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
  if (counts['no-name'] === people.count) return 'None of the people read has a name by all the ways in use, so nothing can be recommended.'
  const unlike = result.unlikeInUse + result.guestsOfTwoNames
  const sharing = beforeAnything(result)
  const isOauthOnly = waysInUse.includes('oauth') && !waysInUse.includes('saml')
  if (counts['ldap-unlike-sign-in'] > 0)
    return `LDAP names ${counted(counts['ldap-unlike-sign-in'], 'person', 'people')} otherwise than the sign-in: change LDAP username field or LDAP domain before LDAP provisioning is used${unlike > 0 || isOauthOnly ? '' : ', or use SCIM'}.${sharing}`
  if (isOauthOnly)
    return `SCIM does not work with OAuth. With OAuth, just-in-time provisioning or LDAP provisioning makes the accounts; with SAML it could be SCIM.${sharing}`
  if (unlike > 0)
    return `For ${counted(unlike, 'person', 'people')} sign-in and provisioning give different names. Let both take the same value, or align mail and user principal name; then SCIM fits. Where that cannot be done${groupsOfLdap(result)}, use LDAP provisioning with a user name field that gives the name of the sign-in.${sharing}`
  if (rules.nameId !== rules.scimUserName && !waysInUse.includes('scim'))
    return `Before SCIM is switched on, let it take the same value as the sign-in, which is the ${valueText(rules.nameId)}; then it fits.${sharing}`
  if (counts['mail-unlike-upn'] > 0)
    return `For ${counted(counts['mail-unlike-upn'], 'person', 'people')} mail and user principal name differ. SCIM fits once they are aligned, or once the sign-in of one of them has arrived in the right account. Where they cannot be aligned and the sign-in takes the mail${groupsOfLdap(result)}, use LDAP provisioning with a user name field that gives the name of the sign-in.${sharing}`
  return `Sign-in and provisioning give the same name, so SCIM fits: it needs SAML. LDAP provisioning is for filters by group, which SCIM from Entra ID cannot do.${sharing}`
}

/** What has to be repaired whichever way is chosen. */
function beforeAnything({ counts }: IdentityResult): string {
  const shared = counts['two-people-one-name']
  const otherwise = counts['account-under-other-name']
  const nameless = counts['no-name']
  return [
    ...(shared === 0
      ? []
      : [` First give the ${counted(shared, 'person who shares', 'people who share')} a user name or an account one of their own.`]),
    ...(otherwise === 0
      ? []
      : [` First repair the ${counted(otherwise, 'account', 'accounts')} under another name: any way would make a second one.`]),
    ...(nameless === 0 ? [] : [` ${counted(nameless, 'person has', 'people have')} no name by one of the ways in use.`])
  ].join('')
}

function groupsOfLdap({ rules, people, ways }: IdentityResult): string {
  if (!hasLdapNames(rules, people)) return ''
  const { kept, created } = ways.ldap
  return ` (LDAP as set up would keep ${counted(kept, 'account', 'accounts')} and make ${counted(created, 'new one', 'new ones')})`
}

function valueText(source: 'upn' | 'mail'): string {
  return source === 'mail' ? 'mail' : 'user principal name'
}
