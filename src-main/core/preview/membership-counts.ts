import type { UserMatch } from './match-users.ts'
import { NO_ROW } from './preview-codes.ts'
import type { ProvisionedGroups } from './provisioned-groups.ts'
import type { SiteUsers } from './site-users.ts'
import type { SiteGroups } from './snapshot/site-groups.ts'

/** Memberships in groups that the sync keeps, counted: in the directory, of the users beside the people, and both. */
export interface MembershipCounts {
  /** By number of a name: people whom the directory has in groups of this name, and whether a user of the site is in one, as far as anybody knows. */
  readonly peopleIn: Uint32Array
  readonly isOnSite: Uint8Array
  /** By person: groups she shall be in, groups that the sync keeps and her user is in, and those that are both. */
  readonly wanted: Uint32Array
  readonly there: Uint32Array
  readonly common: Uint32Array
  /** Pairs of a person and a group of the directory that she is in, whether the sync keeps it or not; absent when only the kept ones were looked at. */
  readonly effective?: number | undefined
}

/** Groups of the site by number of a name, however they are spelled there. */
export interface NamedSiteGroups {
  readonly siteGroups: SiteGroups
  readonly groupsOf: ReadonlyMap<number, readonly number[]>
}

/**
 * Goes through one group after the other and counts for each person, so that no list of all memberships is ever made: with hundreds of thousands
 * of them that would be the dearest part of a preview.
 */
export function countMemberships(
  people: number,
  groups: ProvisionedGroups,
  site: SiteUsers | undefined,
  named: NamedSiteGroups,
  match: UserMatch
): MembershipCounts {
  const peopleIn = new Uint32Array(groups.names.length)
  const isOnSite = groupsOnSite(groups.names.length, site, named)
  const wanted = new Uint32Array(people)
  const there = new Uint32Array(people)
  const common = new Uint32Array(people)
  const eachThere = createThereVisitor(named, match, people)
  let current = 0
  const countThere = (person: number): void => {
    there[person] = (there[person] ?? 0) + 1
  }
  const countWanted = (person: number): void => {
    wanted[person] = (wanted[person] ?? 0) + 1
    if (eachThere.lastOf(person) === current) common[person] = (common[person] ?? 0) + 1
  }
  for (; current < peopleIn.length; current += 1) {
    eachThere.visit(current, countThere)
    peopleIn[current] = groups.eachPersonIn(current, countWanted)
  }
  return { peopleIn, isOnSite, wanted, there, common }
}

/** By number of a name: 1 when a user of the site is in a group of this name, or when nobody knows. */
function groupsOnSite(names: number, site: SiteUsers | undefined, { siteGroups, groupsOf }: NamedSiteGroups): Uint8Array {
  const isOnSite = new Uint8Array(names)
  if (site?.namesGroups === false) return isOnSite.fill(1)
  for (const [name, numbers] of groupsOf) if (numbers.some((group) => siteGroups.hasUsers(group))) isOnSite[name] = 1
  return isOnSite
}

/** Visits the people whose users are in groups of a name, each once, and remembers of each in which name she was seen last. */
export function createThereVisitor({ siteGroups, groupsOf }: NamedSiteGroups, match: UserMatch, people: number) {
  /** The number and 1. */
  const last = new Uint32Array(people)
  return {
    visit(name: number, visit: (person: number) => void): void {
      for (const siteGroup of groupsOf.get(name) ?? [])
        siteGroups.eachUser(siteGroup, (user) => {
          const person = match.personOfUser[user] ?? NO_ROW
          if (person === NO_ROW || last[person] === name + 1) return
          last[person] = name + 1
          visit(person)
        })
    },
    lastOf: (person: number): number => (last[person] ?? 0) - 1
  }
}
