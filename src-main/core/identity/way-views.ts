import { counted } from '../catalog/entry.ts'
import type { WayCounts } from './count-ways.ts'
import type { IdentityWayView, NamingWay } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { hasLdapNames, namingWays } from './person-names.ts'

/** Each way as if it were used alone, the one with the most trouble first. LDAP only where its names are set up. */
export function wayViews(result: IdentityResult): readonly IdentityWayView[] {
  return namingWays
    .filter((way) => way !== 'ldap' || result.rules.ldap !== undefined)
    .map((way) => wayView(way, result))
    .sort((one, other) => trouble(other) - trouble(one))
}

function trouble({ doubled, failing }: IdentityWayView): number {
  return doubled + failing
}

function wayView(way: NamingWay, result: IdentityResult): IdentityWayView {
  const counts = result.ways[way]
  const isUnknown = way === 'ldap' && !hasLdapNames(result.rules, result.people)
  return {
    way,
    title: wayTitles[way],
    isInUse: result.waysInUse.includes(way),
    ...counts,
    sentence: isUnknown
      ? 'These people were read from where LDAP names are not known; read the directory instead.'
      : sentence(way, counts, result)
  }
}

const wayTitles: Readonly<Record<NamingWay, string>> = {
  saml: 'SAML sign-in',
  oauth: 'OAuth sign-in',
  jit: 'Just-in-time provisioning',
  scim: 'SCIM provisioning',
  ldap: 'LDAP provisioning'
}

function sentence(way: NamingWay, { kept, doubled, created, failing }: WayCounts, { users, rules }: IdentityResult): string {
  const parts = [
    ...(users === undefined ? [] : [`${counted(kept, 'person keeps', 'people keep')} the account`]),
    ...(doubled === 0 ? [] : [`${counted(doubled, 'person', 'people')} would get a second one`]),
    ...(created === 0
      ? []
      : [
          users === undefined
            ? `${counted(created, 'person has', 'people have')} a name`
            : `${counted(created, 'person', 'people')} would get ${way === 'saml' || way === 'oauth' ? 'in only once an account is made' : 'a first one'}`
        ]),
    ...(failing === 0
      ? []
      : [`${counted(failing, 'person', 'people')} cannot be named, or ${failing === 1 ? 'shares' : 'share'} a name or an account`])
  ]
  return `Names by ${ruleOf(way, rules)}: ${parts.join(', ')}.`
}

function ruleOf(way: NamingWay, { nameId, scimUserName, ldap }: IdentityResult['rules']): string {
  if (way === 'ldap')
    return ldap === undefined ? 'nothing' : `${ldap.usernameField}${ldap.domain === '' ? '' : ` and @${ldap.domain.replace(/^@/, '')}`}`
  if (way === 'scim') return scimUserName === 'mail' ? 'mail' : 'user principal name'
  return nameId === 'mail' ? 'mail, or user principal name where that is empty' : 'user principal name'
}
