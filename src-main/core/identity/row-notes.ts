import { LONGEST_USERNAME, usernameFault } from '../preview/name-person.ts'
import { NO_ROW } from '../preview/preview-codes.ts'
import { siteUserState } from '../preview/site-users.ts'
import { isOfProvider } from './find-accounts.ts'
import type { IdentityClass } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { type RowFacts, usedNames } from './used-names.ts'

/** What else is true of the person or the accounts, whatever the class: nothing of it may be lost from sight. */
export function rowNotes(row: RowFacts, result: IdentityResult): readonly string[] {
  const isPerson = row.row < result.people.count
  if (!isPerson) return []
  const users = [result.accountOf[row.row] ?? NO_ROW, result.otherAccountOf[row.row] ?? NO_ROW].filter((user) => user !== NO_ROW)
  return [
    ...users.flatMap((user) => accountNotes(user, row.class, result)),
    ...nameNotes(row, result),
    ...(row.isDisabled ? ['The person is disabled, so nobody signs in for now.'] : [])
  ]
}

function accountNotes(user: number, name: IdentityClass, { users, rules }: IdentityResult): readonly string[] {
  if (users === undefined) return []
  const username = users.text(user, 'username')
  const method = users.text(user, 'authenticationMethod')
  const isAdministrator = (users.state(user) & siteUserState.siteAdmin) !== 0
  const isElsewhere = !isOfProvider(users, user, rules)
  const care = REPAIRED_AT_SITE.has(name) ? ' See whose it is before anything is renamed or deleted.' : ''
  const way = method === 'sso' ? 'by another provider' : `by ${method}`
  return [
    ...(isElsewhere && isAdministrator
      ? [`${username} is a site administrator who signs in ${way}: it may be the way back in.${care}`]
      : []),
    ...(isElsewhere && !isAdministrator ? [`${username} signs in ${way} for now.${care}`] : []),
    ...(!isElsewhere && isAdministrator && care !== '' ? [`${username} is a site administrator.${care}`] : []),
    ...((users.state(user) & siteUserState.disabled) === 0 ? [] : [`${username} is disabled.`])
  ]
}

/** Classes whose repair renames or deletes accounts. */
const REPAIRED_AT_SITE: ReadonlySet<IdentityClass> = new Set([
  'two-people-one-name',
  'account-under-other-name',
  'mail-unlike-upn',
  'ldap-unlike-sign-in',
  'guest',
  'case-only'
])

function nameNotes(row: RowFacts, result: IdentityResult): readonly string[] {
  const faults = new Set(usedNames(result, row).flatMap(({ name }) => usernameFault(name) ?? []))
  return [
    ...(faults.has('username-too-long')
      ? [`The name has more than ${String(LONGEST_USERNAME)} characters: whether Files.com takes it is not documented.`]
      : []),
    ...(faults.has('username-forbidden-characters')
      ? ['The name has a slash, a comma or a mark that nobody sees: whether Files.com takes it is not documented.']
      : [])
  ]
}
