import type { IdentityPeople } from '../../src-main/core/identity/identity-people.ts'
import { createSiteUserTable } from '../../src-main/core/preview/site-user-table.ts'
import type { SiteUsers } from '../../src-main/core/preview/site-users.ts'
import { peopleOf, person, type PlainPerson, user } from './identity-world.ts'

export const PEOPLE = 100_000

export interface GeneratedCompany {
  /** As Entra ID exports them: user principal name, display name, mail, enabled, LDAP name. */
  readonly csv: string
  readonly people: IdentityPeople
  readonly users: SiteUsers
  readonly usernames: readonly string[]
}

/**
 * A company whose people have every trouble there is, each hundredth another one: mail unlike UPN, no mail, guests, shared mails, capitals,
 * accounts of the mail, both accounts, LDAP names, nobody's accounts. The same each time.
 */
export function generatedCompany(count = PEOPLE): GeneratedCompany {
  const list = Array.from({ length: count }, (_, index) => generatedPerson(index))
  const records = list.flatMap((each, index) => accountsOf(each, index).map((username, place) => user(index * 2 + place + 1, username)))
  const table = createSiteUserTable()
  table.add(records)
  return {
    csv: [
      'userPrincipalName,displayName,mail,accountEnabled,onPremisesSamAccountName',
      ...list.map(({ upn, name, mail, disabled, ldapName }) => [upn, name, mail, String(!disabled), ldapName].join(','))
    ].join('\n'),
    people: peopleOf(list, 'sAMAccountName'),
    users: table.finish({ isComplete: true, cutBecause: undefined }, new Map()),
    usernames: records.map(({ username }) => username)
  }
}

function generatedPerson(index: number): PlainPerson {
  const given = GIVEN[index % GIVEN.length] ?? ''
  const family = FAMILY[index % FAMILY.length] ?? ''
  const address = `${given}.${family}${String(index)}@corp.example`
  const base = {
    upn: address,
    mail: address,
    name: `${given} ${family} ${String(index)}`,
    ldapName: `u${String(index)}`,
    disabled: index % 50 === 49
  }
  switch (index % 100) {
    case 1:
      return person({ ...base, mail: `u${String(index)}@old.example` })
    case 2:
      return person({ ...base, mail: '' })
    case 3:
      return person({
        ...base,
        upn: `${given}${String(index)}_partner.example#EXT#@corp.example`,
        mail: `${given}${String(index)}@partner.example`
      })
    case 4:
    case 5:
      return person({ ...base, mail: `team${String(Math.floor(index / 100))}@corp.example` })
    case 6:
      return person({ ...base, upn: '', mail: '' })
    default:
      return person(base)
  }
}

function accountsOf({ upn, mail, ldapName }: PlainPerson, index: number): readonly string[] {
  switch (index % 100) {
    case 1:
      return index % 200 === 1 ? [upn] : [upn, mail]
    case 4:
    case 5:
    case 6:
      return [`gone${String(index)}@corp.example`]
    case 10:
      return [upn.toUpperCase()]
    case 11:
      return [`${ldapName}@corp.example`]
    case 12:
      return []
    default:
      return [upn]
  }
}

const GIVEN = ['anna', 'bea', 'carl', 'dora', 'emil', 'zoë', 'fritz', 'gül']
const FAMILY = ['li', 'muster', 'smith', 'ångström', 'doe', 'yaşar', 'roe']
