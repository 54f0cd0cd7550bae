import { bestUserOfEachName, managedUsers } from '../match-users.ts'
import { createNameFinder, type NamesFound } from '../names-found.ts'
import { NO_ROW } from '../preview-codes.ts'
import type { PreviewRules } from '../preview-rules.ts'
import type { TextKeys } from '../snapshot/text-keys.ts'
import type { ComparableSite } from './comparable-site.ts'

/** Finds the user that a person will probably have: the one of her name. */
export interface UserFinder extends NamesFound {
  readonly isManaged: Uint8Array
  /** `NO_ROW`: none. Every name is to be asked for once at least, when somebody has it. */
  userOf(own: TextKeys, key: number): number
}

export function createUserFinder(site: ComparableSite, rules: PreviewRules): UserFinder {
  const sites = site.usernameKeys
  const isManaged = managedUsers(site, rules)
  const bestUsers = bestUserOfEachName(isManaged, sites.keyOf, sites.count)
  const ownKeyOf = new Uint32Array(sites.count).fill(NO_ROW)
  const findName = createNameFinder(sites, rules)
  return {
    isManaged,
    ownKeyOf,
    userOf(own, key) {
      const found = key === NO_ROW ? -1 : findName(own, key)
      if (found === -1) return NO_ROW
      ownKeyOf[found] = key
      return bestUsers[found] ?? NO_ROW
    }
  }
}
