import { NO_ROW } from '../preview/preview-codes.ts'
import { siteUserState } from '../preview/site-users.ts'
import { classTitles } from './class-texts.ts'
import type { IdentityAccount, IdentityRow, NamingWay } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { hasLdapNames, nameIn, type NameParts, namingWays, slotOf } from './person-names.ts'
import { rowSentence } from './row-sentence.ts'

/** A row as it is shown. */
export function identityRow(result: IdentityResult, row: number): IdentityRow {
  return row < result.people.count ? personRow(result, row) : userRow(result, row)
}

/** What the sources say of the person’s names. */
export function namePartsOf({ people }: Pick<IdentityResult, 'people'>, person: number): NameParts {
  return { upn: people.text(person, 'upn'), mail: people.text(person, 'mail'), ldapName: people.text(person, 'ldapName') }
}

function personRow(result: IdentityResult, person: number): IdentityRow {
  const parts = namePartsOf(result, person)
  const described = {
    row: person,
    class: result.classOf(person),
    classText: classTitles[result.classOf(person)],
    name: result.people.text(person, 'name'),
    upn: parts.upn,
    mail: parts.mail,
    isDisabled: result.people.isDisabled(person),
    names: namesByWay(result, parts),
    account: accountAt(result, result.accountOf[person] ?? NO_ROW),
    otherAccount: accountAt(result, result.otherAccountOf[person] ?? NO_ROW)
  }
  return { ...described, sentence: rowSentence(result, described) }
}

function userRow(result: IdentityResult, row: number): IdentityRow {
  const user = result.usersAlone[row - result.people.count] ?? NO_ROW
  const described = {
    row,
    class: result.classOf(row),
    classText: classTitles[result.classOf(row)],
    name: result.users?.text(user, 'name') ?? '',
    upn: '',
    mail: '',
    isDisabled: false,
    names: {},
    account: accountAt(result, user),
    otherAccount: undefined
  }
  return { ...described, sentence: rowSentence(result, described) }
}

function namesByWay({ rules, people }: IdentityResult, parts: NameParts): IdentityRow['names'] {
  const names: Partial<Record<NamingWay, string>> = {}
  for (const way of namingWays) {
    const name = way === 'ldap' && !hasLdapNames(rules, people) ? '' : nameIn(slotOf(way), parts, rules)
    if (name !== '') names[way] = name
  }
  return names
}

function accountAt({ users }: IdentityResult, user: number): IdentityAccount | undefined {
  if (users === undefined || user === NO_ROW) return undefined
  return {
    id: users.id(user),
    username: users.text(user, 'username'),
    email: users.text(user, 'email'),
    authenticationMethod: users.text(user, 'authenticationMethod'),
    isDisabled: (users.state(user) & siteUserState.disabled) !== 0
  }
}
