import { NO_ROW } from '../preview/preview-codes.ts'
import type { SiteUsers } from '../preview/site-users.ts'
import type { IdentityRules } from './identity-views.ts'
import type { NameKeys, PersonNameKind } from './name-keys.ts'

/** Which users of the site could be a person’s accounts, the likeliest first. */
export type AccountFinder = (person: number, usedKeys: readonly number[]) => readonly number[]

/**
 * By the names of the ways in use; then by any other name that nobody else has; and when there is none, by the mail address on the account of
 * somebody who signs in by the provider. A name that two people have tells nothing about either, unless a way in use says so.
 */
export function createAccountFinder(keys: NameKeys, users: SiteUsers | undefined, rules: IdentityRules): AccountFinder {
  if (users === undefined) return () => []
  const byName = usersByKey(users, keys.count, (user) => keys.ofUsername(user))
  const byEmail = usersByKey(users, keys.count, (user) => (isOfProvider(users, user, rules) ? keys.ofEmail(user) : NO_ROW))
  const isOnlyOwner = (key: number): boolean => key !== NO_ROW && keys.owners[key] === 1

  return (person, usedKeys) => {
    const found: number[] = []
    const take = (user: number): void => {
      if (user < SEVERAL && !found.includes(user)) found.push(user)
    }
    for (const key of usedKeys) take(byName.first[key] ?? NO_ROW)
    for (const kind of otherNames) {
      const key = keys.ofPerson(person, kind)
      if (isOnlyOwner(key)) take(byName.first[key] ?? NO_ROW)
    }
    if (found.length > 0) return found
    for (const kind of mailNames) {
      const key = keys.ofPerson(person, kind)
      const user = isOnlyOwner(key) ? (byEmail.only[key] ?? NO_ROW) : NO_ROW
      // Somebody who goes by the account's name has more of a claim to it.
      if (user < SEVERAL && keys.owners[keys.ofUsername(user)] === 0) take(user)
    }
    return found
  }
}

/** Users who would be left behind if the provider did not name them. A list that does not say how its users sign in is taken to be of the provider. */
export function isOfProvider(users: SiteUsers, user: number, { strategyId }: Pick<IdentityRules, 'strategyId'>): boolean {
  const ownStrategy = users.ssoStrategyId(user)
  if (strategyId !== undefined) return ownStrategy === strategyId
  const method = users.text(user, 'authenticationMethod')
  return method === 'sso' || method === '' || ownStrategy !== undefined
}

const otherNames: readonly PersonNameKind[] = ['upn', 'provisioned', 'mail', 'ldap']
const mailNames: readonly PersonNameKind[] = ['mail', 'upn']

/** Stands for two users or more. */
const SEVERAL = NO_ROW - 1

/** `first`: of several users the one with the smallest id, whatever their order. */
function usersByKey(
  users: SiteUsers,
  keyCount: number,
  keyOf: (user: number) => number
): { readonly first: Uint32Array; readonly only: Uint32Array } {
  const first = new Uint32Array(keyCount).fill(NO_ROW)
  const only = new Uint32Array(keyCount).fill(NO_ROW)
  for (let user = 0; user < users.count; user += 1) {
    const key = keyOf(user)
    if (key === NO_ROW) continue
    const before = first[key] ?? NO_ROW
    only[key] = before === NO_ROW ? user : SEVERAL
    if (before === NO_ROW || users.id(user) < users.id(before)) first[key] = user
  }
  return { first, only }
}
