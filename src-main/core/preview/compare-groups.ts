import type { UserMatch } from './match-users.ts'
import { NO_ROW } from './preview-codes.ts'
import type { ProvisionedGroups } from './provisioned-groups.ts'
import type { SiteUsers } from './site-users.ts'
import { SiteGroups } from './snapshot/site-groups.ts'

export interface GroupDifference {
  readonly gained: readonly string[]
  /** Only groups that the sync keeps: those of the site's own stay as they are. */
  readonly lost: readonly string[]
}

/**
 * The groups that people shall be in, compared by name with those that their users are in. Without a user everything is gained. Where nobody
 * knows the groups of users, those of people who have one do not differ.
 */
export interface GroupComparison {
  /** By number of a name: people whom the directory has in groups of this name, and whether a user of the site is in one, as far as anybody knows. */
  readonly peopleIn: Uint32Array
  readonly isOnSite: Uint8Array
  /** By person: groups she shall be in, groups that the sync keeps and her user is in (where memberships stay: only those that are both), and those that are both. */
  readonly wanted: Uint32Array
  readonly there: Uint32Array
  readonly common: Uint32Array
  differs(person: number): boolean
  difference(person: number): GroupDifference
  /** The same by number of a name, over all people who are counted. */
  changes(isCounted: (person: number) => boolean): MembershipChanges
}

export interface MembershipChanges {
  readonly gained: Uint32Array
  readonly lost: Uint32Array
}

/**
 * Goes through one group after the other and counts for each person, so that no list of all memberships is ever made: with hundreds of thousands
 * of them that would be the dearest part of a preview.
 */
export function createGroupComparison(
  people: number,
  groups: ProvisionedGroups,
  site: SiteUsers | undefined,
  match: UserMatch,
  keepsMemberships = false
): GroupComparison {
  const siteGroups = site?.siteGroups ?? siteGroupsOf(site)
  const siteGroupsOfName = groupsByName(groups, siteGroups.names)
  const counts = {
    peopleIn: new Uint32Array(groups.names.length),
    isOnSite: new Uint8Array(groups.names.length).fill(site?.namesGroups === false ? 1 : 0),
    wanted: new Uint32Array(people),
    there: new Uint32Array(people),
    common: new Uint32Array(people)
  }
  /** By person: the number and 1 of the last name that her user was found in. */
  const lastThere = new Uint32Array(people)

  /** Calls once for each person whose user is in a group of this name, and marks her. */
  const eachThere = (name: number, visit: (person: number) => void): void => {
    for (const siteGroup of siteGroupsOfName.get(name) ?? [])
      siteGroups.eachUser(siteGroup, (user) => {
        counts.isOnSite[name] = 1
        const person = match.personOfUser[user] ?? NO_ROW
        if (person === NO_ROW || lastThere[person] === name + 1) return
        lastThere[person] = name + 1
        visit(person)
      })
  }
  const { wanted, there, common } = counts
  const countThere = (person: number): void => {
    there[person] = (there[person] ?? 0) + 1
  }
  let current = 0
  const countWanted = (person: number): void => {
    wanted[person] = (wanted[person] ?? 0) + 1
    if (lastThere[person] === current + 1) common[person] = (common[person] ?? 0) + 1
  }
  for (; current < groups.names.length; current += 1) {
    eachThere(current, countThere)
    counts.peopleIn[current] = groups.eachPersonIn(current, countWanted)
  }

  if (keepsMemberships) there.set(common)
  const isUnknown = (person: number): boolean => site?.namesGroups === false && (match.userOfPerson[person] ?? NO_ROW) !== NO_ROW
  const differs = (person: number): boolean => (wanted[person] !== common[person] || there[person] !== common[person]) && !isUnknown(person)
  return {
    ...counts,
    differs,
    difference(person) {
      if (!differs(person)) return NO_GROUP_DIFFERENCE
      const user = match.userOfPerson[person] ?? NO_ROW
      const missing = new Set(groups.namesOf(person))
      const found = new Set<number>()
      const lost: string[] = []
      for (const siteGroup of user === NO_ROW ? [] : (site?.groups(user) ?? [])) {
        const name = groups.nameNumber(siteGroup)
        if (name === undefined || found.has(name)) continue
        if (!missing.delete(name) && !keepsMemberships) lost.push(siteGroup)
        found.add(name)
      }
      return { gained: Array.from(missing, (name) => groups.names[name] ?? ''), lost }
    },
    changes(isCounted) {
      const gained = new Uint32Array(groups.names.length)
      const lost = new Uint32Array(groups.names.length)
      lastThere.fill(0)
      for (let name = 0; name < groups.names.length; name += 1) {
        let inBoth = 0
        let onSite = 0
        let inDirectory = 0
        eachThere(name, (person) => {
          if (isCounted(person)) onSite += 1
        })
        groups.eachPersonIn(name, (person) => {
          if (!isCounted(person) || isUnknown(person)) return
          inDirectory += 1
          if (lastThere[person] === name + 1) inBoth += 1
        })
        gained[name] = inDirectory - inBoth
        lost[name] = keepsMemberships ? 0 : onSite - inBoth
      }
      return { gained, lost }
    }
  }
}

export const NO_GROUP_DIFFERENCE: GroupDifference = { gained: [], lost: [] }

/** By number of a name: the groups of the site that have it, however they are spelled. */
function groupsByName(groups: ProvisionedGroups, siteGroups: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const byName = new Map<number, number[]>()
  siteGroups.forEach((siteGroup, number) => {
    const name = groups.nameNumber(siteGroup)
    if (name === undefined) return
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [number])
    else known.push(number)
  })
  return byName
}

/** For tables that keep their groups as texts. */
function siteGroupsOf(site: SiteUsers | undefined): SiteGroups {
  const numbers = new Map<string, number>()
  const groups = new SiteGroups()
  for (let user = 0; user < (site?.count ?? 0); user += 1)
    for (const name of site?.groups(user) ?? []) {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      groups.add(number, user)
    }
  groups.names = [...numbers.keys()]
  return groups
}
