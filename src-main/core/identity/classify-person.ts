import { createSiteUserTable, type SiteUserRecord } from '../preview/site-user-table.ts'
import type { IdentityPeople } from './identity-people.ts'
import { identityRow } from './identity-rows.ts'
import type { IdentityRow, IdentityRules } from './identity-views.ts'
import { judgeIdentity } from './judge-identity.ts'

export interface OnePerson {
  readonly upn: string
  readonly mail: string
  readonly name: string
  /** Value of the LDAP username field, without the domain; absent: not known. */
  readonly ldapName?: string | undefined
  readonly disabled: boolean
}

/** As `judgeIdentity` for a company of one: nobody shares a name, and no account is somebody else’s. */
export function classifyOne(person: OnePerson, users: readonly SiteUserRecord[], rules: IdentityRules): IdentityRow {
  const table = createSiteUserTable()
  table.add(users)
  return identityRow(
    judgeIdentity(peopleOfOne(person, rules), table.finish({ isComplete: true, cutBecause: undefined }, new Map()), rules),
    0
  )
}

function peopleOfOne({ upn, mail, name, ldapName, disabled }: OnePerson, { ldap }: IdentityRules): IdentityPeople {
  const texts = { upn, mail, name, ldapName: ldapName ?? '' }
  return {
    count: 1,
    text: (_person, column) => texts[column].trim(),
    isDisabled: () => disabled,
    usernameField: ldapName === undefined ? undefined : ldap?.usernameField,
    source: 'directory'
  }
}
