import { NO_ROW } from '../preview/preview-codes.ts'
import { siteUserState } from '../preview/site-users.ts'
import type { IdentityAccount, IdentityRow, NamingWay } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { hasLdapNames, nameIn, type NameParts, namingWays, slotOf } from './person-names.ts'

/** What the sources say of the person’s names. */
export function namePartsOf({ people }: Pick<IdentityResult, 'people'>, person: number): NameParts {
  return { upn: people.text(person, 'upn'), mail: people.text(person, 'mail'), ldapName: people.text(person, 'ldapName') }
}

/** What each way would call the person. */
export function namesByWay({ rules, people }: IdentityResult, parts: NameParts): IdentityRow['names'] {
  const names: Partial<Record<NamingWay, string>> = {}
  for (const way of namingWays) {
    const name = way === 'ldap' && !hasLdapNames(rules, people) ? '' : nameIn(slotOf(way), parts, rules)
    if (name !== '') names[way] = name
  }
  return names
}

/** A user as an account is shown; `NO_ROW`: none. */
export function accountAt({ users }: IdentityResult, user: number): IdentityAccount | undefined {
  if (users === undefined || user === NO_ROW) return undefined
  return {
    id: users.id(user),
    username: users.text(user, 'username'),
    email: users.text(user, 'email'),
    authenticationMethod: users.text(user, 'authenticationMethod'),
    isDisabled: (users.state(user) & siteUserState.disabled) !== 0
  }
}
