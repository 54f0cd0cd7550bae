import type { DirectorySnapshot } from './directory-snapshot.ts'
import { comparableText, serviceUsername } from './name-person.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'

/** People and users by the comparable form of their user names, which are numbers from 0; `NO_ROW` for a person without a name. */
export interface NameTable {
  readonly count: number
  readonly keyOfPerson: Uint32Array
  readonly keyOfUser: Uint32Array
}

/** One pass over both sides, so that whoever has the same name has the same number. */
export function nameEverybody({ people }: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): NameTable {
  const numbers = new Map<string, number>()
  const numberOf = (username: string): number => {
    const comparable = comparableText(username)
    if (comparable === '') return NO_ROW
    const known = numbers.get(comparable)
    if (known !== undefined) return known
    numbers.set(comparable, numbers.size)
    return numbers.size - 1
  }
  const keyOfPerson = new Uint32Array(people.count)
  for (let person = 0; person < people.count; person += 1)
    keyOfPerson[person] = numberOf(serviceUsername(people.text(person, 'username'), rules.domain))
  const keyOfUser = new Uint32Array(site?.count ?? 0)
  for (let user = 0; user < keyOfUser.length; user += 1) keyOfUser[user] = numberOf(site?.text(user, 'username') ?? '')
  return { count: numbers.size, keyOfPerson, keyOfUser }
}
