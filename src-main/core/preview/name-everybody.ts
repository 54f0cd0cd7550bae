import type { DirectorySnapshot } from './directory-snapshot.ts'
import { bareDomain, comparableText } from './name-person.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'
import { type TextKeys, textKeysOf } from './snapshot/text-keys.ts'
import { foldedByte, TextSpan } from './snapshot/text-span.ts'
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
export function nameEverybody({ people }: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): NameTable {
  const own = people.usernameKeys ?? textKeysOf(people.count, (person) => people.text(person, 'username'))
  const keyOf = (comparable: string): number => {
    const bytes = encodeUtf8(comparable)
    const key = own.find(bytes, 0, bytes.length)
    return key === -1 ? NO_ROW : key
  }
  if (site === undefined) return { count: own.count, keyOfPerson: own.keyOf, keyOfUser: new Uint32Array(0), keyOf }
  const sites = site.usernameKeys ?? textKeysOf(site.count, (user) => site.text(user, 'username'))
  const { numbers, count } = commonNumbers(own, sites, bareDomain(rules.domain))
  const keyOfUser = new Uint32Array(site.count)
  for (let user = 0; user < keyOfUser.length; user += 1) {
    const key = sites.keyOf[user] ?? NO_ROW
    keyOfUser[user] = key === NO_ROW ? NO_ROW : (numbers[key] ?? NO_ROW)
  }
  return { count, keyOfPerson: own.keyOf, keyOfUser, keyOf }
}

/** By key of the site: the key of the people, or a number beyond them. */
function commonNumbers(own: TextKeys, sites: TextKeys, domain: string): { readonly numbers: Uint32Array; readonly count: number } {
  const suffix = domain === '' ? NO_SUFFIX : encodeUtf8(comparableText(`@${domain}`))
  const numbers = new Uint32Array(sites.count)
  const span = new TextSpan()
  let count = own.count
  for (let key = 0; key < numbers.length; key += 1) {
    sites.place(key, span)
    const end = span.end - suffix.length
    // A name is never empty, so there is something before the domain.
    const found = end > span.start && endsWith(span, suffix) ? own.find(span.bytes, span.start, end) : -1
    numbers[key] = found === -1 ? count++ : found
  }
  return { numbers, count }
}

const NO_SUFFIX = new Uint8Array(0)

function endsWith({ bytes, end }: TextSpan, suffix: Uint8Array): boolean {
  const from = end - suffix.length
  for (let index = 0; index < suffix.length; index += 1) if (foldedByte(bytes[from + index] ?? 0) !== suffix[index]) return false
  return true
}
