import { serviceUsername } from '../preview/name-person.ts'
import type { IdentityPeople } from './identity-people.ts'
import type { IdentityRules, NamingWay } from './identity-views.ts'

/** Ways that name by the same rule share a slot: everything that follows the sign-in is one. */
export type NameSlot = 'sign-in' | 'scim' | 'ldap'

export const nameSlots = ['sign-in', 'scim', 'ldap'] as const satisfies readonly NameSlot[]

export const namingWays = ['saml', 'oauth', 'jit', 'scim', 'ldap'] as const satisfies readonly NamingWay[]

export function slotOf(way: NamingWay): NameSlot {
  return way === 'scim' || way === 'ldap' ? way : 'sign-in'
}

/** The ways that count. LDAP is none of them where it is not set up, or where the source has no LDAP names. */
export function waysInUse(rules: IdentityRules, people: Pick<IdentityPeople, 'usernameField'>): readonly NamingWay[] {
  const ways = namingWays.filter((way) => rules.ways.includes(way) && (way !== 'ldap' || hasLdapNames(rules, people)))
  return ways.length === 0 ? ['saml'] : ways
}

export function hasLdapNames({ ldap }: IdentityRules, { usernameField }: Pick<IdentityPeople, 'usernameField'>): boolean {
  return ldap !== undefined && usernameField !== undefined && ldap.usernameField.toLowerCase() === usernameField.toLowerCase()
}

/** What a person would be called; empty text: this way has no name for the person. */
export interface NameParts {
  readonly upn: string
  readonly mail: string
  /** Without the domain. */
  readonly ldapName: string
}

/** An empty `user.mail` falls back to the UPN in a SAML sign-in; provisioning sends no empty attribute, and has no name then. */
export function nameIn(slot: NameSlot, { upn, mail, ldapName }: NameParts, rules: IdentityRules): string {
  switch (slot) {
    case 'sign-in':
      return rules.nameId === 'mail' && mail !== '' ? mail : upn
    case 'scim':
      return rules.scimUserName === 'mail' ? mail : provisionedUpn(upn)
    case 'ldap':
      return rules.ldap === undefined ? '' : serviceUsername(ldapName, rules.ldap.domain)
  }
}

/** Entra’s provisioning takes `#EXT#` out of the UPN of a guest; the sign-in leaves it there. */
export function provisionedUpn(upn: string): string {
  return upn.includes('#') ? upn.replace(GUEST_MARK, '') : upn
}

export function isGuestUpn(upn: string): boolean {
  return upn.includes('#') && GUEST_MARK.test(upn)
}

const GUEST_MARK = /#EXT#/i
