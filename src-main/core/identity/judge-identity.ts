import type { SiteUsers } from '../preview/site-users.ts'
import { classifyPeople, type PeopleClasses } from './classify-people.ts'
import { isOfProvider } from './find-accounts.ts'
import type { IdentityPeople } from './identity-people.ts'
import { type IdentityClass, identityClasses, type IdentityRules, type NamingWay } from './identity-views.ts'
import { createNameKeys } from './name-keys.ts'
import { waysInUse } from './person-names.ts'
import { countWays, type WayCounts } from './count-ways.ts'

/** Everybody judged. Rows: the people in their order, then the users whom nobody of the people has as account. */
export interface IdentityResult extends PeopleClasses {
  readonly people: IdentityPeople
  readonly users: SiteUsers | undefined
  readonly rules: IdentityRules
  /** As they count: without LDAP where nothing is known of it, and never none. */
  readonly waysInUse: readonly NamingWay[]
  readonly rowCount: number
  /** By row, the place in `identityClasses`. */
  readonly classes: Uint8Array
  readonly counts: Readonly<Record<IdentityClass, number>>
  /** The users of the rows behind the people. */
  readonly usersAlone: Uint32Array
  readonly ways: Readonly<Record<NamingWay, WayCounts>>
  classOf(row: number): IdentityClass
}

/** Who would be called what, and what becomes of the accounts that there are. Without users everybody is judged as new. */
export function judgeIdentity(people: IdentityPeople, users: SiteUsers | undefined, rules: IdentityRules): IdentityResult {
  const keys = createNameKeys(people, users, rules)
  const inUse = waysInUse(rules, people)
  const classified = classifyPeople(people, users, rules, { keys, waysInUse: inUse })
  const usersAlone = aloneIn(classified.isShown)
  const rowCount = people.count + usersAlone.length
  const classes = new Uint8Array(rowCount)
  classes.set(classified.classOfPerson)
  for (let index = 0; index < usersAlone.length; index += 1) {
    const isOwn = users !== undefined && isOfProvider(users, usersAlone[index] ?? 0, rules)
    classes[people.count + index] = isOwn ? ORPHAN : NOT_CONCERNED
  }
  return {
    ...classified,
    people,
    users,
    rules,
    waysInUse: inUse,
    rowCount,
    classes,
    counts: countClasses(classes),
    usersAlone,
    ways: countWays(people, rules, { keys, accounts: classified }),
    classOf: (row) => identityClasses[classes[row] ?? 0] ?? 'not-concerned'
  }
}

const ORPHAN = identityClasses.indexOf('orphan')
const NOT_CONCERNED = identityClasses.indexOf('not-concerned')

/** Users who are in no row of a person, in their order. */
function aloneIn(isShown: Uint8Array): Uint32Array {
  const alone = new Uint32Array(isShown.length)
  let length = 0
  for (let user = 0; user < isShown.length; user += 1) if (isShown[user] === 0) alone[length++] = user
  return alone.slice(0, length)
}

function countClasses(classes: Uint8Array): Readonly<Record<IdentityClass, number>> {
  const counts = new Uint32Array(identityClasses.length)
  for (const index of classes) counts[index] = (counts[index] ?? 0) + 1
  const entries = identityClasses.map((name, index) => [name, counts[index] ?? 0] as const)
  // `Object.fromEntries` does not say that every class is there.
  return { ...noCounts, ...Object.fromEntries(entries) }
}

const noCounts: Readonly<Record<IdentityClass, number>> = {
  'two-people-one-name': 0,
  'account-under-other-name': 0,
  'mail-unlike-upn': 0,
  'ldap-unlike-sign-in': 0,
  guest: 0,
  'no-name': 0,
  'mail-empty': 0,
  'case-only': 0,
  orphan: 0,
  new: 0,
  same: 0,
  'not-concerned': 0
}
