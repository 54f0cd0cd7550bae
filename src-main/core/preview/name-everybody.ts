import type { DirectorySnapshot } from './directory-snapshot.ts'
import { findNames, type NamesFound } from './names-found.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'
import { textKeysOf } from './snapshot/text-keys.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/** People and users by the comparable form of their user names, which are numbers from 0; `NO_ROW` for a person without a name. */
export interface NameTable {
  readonly count: number
  readonly keyOfPerson: Uint32Array
  readonly keyOfUser: Uint32Array
  /** The number of a value of the user name field in its comparable form, without the domain; `NO_ROW` when nobody has it. */
  keyOf(comparable: string): number
}

/**
 * Whoever has the same name has the same number. Both sides have numbered their names already, so each name of the site is looked up once
 * among those of the people: without the domain that all of them have.
 */
export function nameEverybody(
  { people }: DirectorySnapshot,
  site: SiteUsers | undefined,
  rules: PreviewRules,
  found?: NamesFound
): NameTable {
  const own = people.usernameKeys ?? textKeysOf(people.count, (person) => people.text(person, 'username'))
  const keyOf = (comparable: string): number => {
    const bytes = encodeUtf8(comparable)
    const key = own.find(bytes, 0, bytes.length)
    return key === -1 ? NO_ROW : key
  }
  if (site === undefined) return { count: own.count, keyOfPerson: own.keyOf, keyOfUser: new Uint32Array(0), keyOf }
  const sites = site.usernameKeys ?? textKeysOf(site.count, (user) => site.text(user, 'username'))
  const { numbers, count } = commonNumbers(own.count, (found ?? findNames(own, sites, rules)).ownKeyOf)
  const keyOfUser = new Uint32Array(site.count)
  for (let user = 0; user < keyOfUser.length; user += 1) {
    const key = sites.keyOf[user] ?? NO_ROW
    keyOfUser[user] = key === NO_ROW ? NO_ROW : (numbers[key] ?? NO_ROW)
  }
  return { count, keyOfPerson: own.keyOf, keyOfUser, keyOf }
}

/** By key of the site: the key of the people, or a number beyond them. */
function commonNumbers(ownCount: number, ownKeyOf: Uint32Array): { readonly numbers: Uint32Array; readonly count: number } {
  const numbers = new Uint32Array(ownKeyOf.length)
  let count = ownCount
  for (let key = 0; key < numbers.length; key += 1) {
    const found = ownKeyOf[key] ?? NO_ROW
    numbers[key] = found === NO_ROW ? count++ : found
  }
  return { numbers, count }
}
