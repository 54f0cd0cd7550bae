import type { UserMatch } from './match-users.ts'
import { countMemberships, createThereVisitor, type MembershipCounts, type NamedSiteGroups } from './membership-counts.ts'
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
 * knows the groups of users, those of people who have one do not differ. Where memberships stay, only those in `there` count that are wanted too.
 */
export interface GroupComparison extends MembershipCounts {
  differs(person: number): boolean
  difference(person: number): GroupDifference
  /** The same by number of a name, over all people who are counted. */
  changes(isCounted: (person: number) => boolean): MembershipChanges
}

export interface MembershipChanges {
  readonly gained: Uint32Array
  readonly lost: Uint32Array
}

/** `counted`: what was counted ahead of this for the same people, groups and match. */
export function createGroupComparison(
  people: number,
  groups: ProvisionedGroups,
  site: SiteUsers | undefined,
  match: UserMatch,
  {
    keepsMemberships = false,
    counted
  }: { readonly keepsMemberships?: boolean | undefined; readonly counted?: MembershipCounts | undefined }
): GroupComparison {
  let lastNamed: NamedSiteGroups | undefined
  const named = (): NamedSiteGroups => (lastNamed ??= nameSiteGroups(site, groups))
  const counts = counted ?? countMemberships(people, groups, site, named(), match)
  const { wanted, there, common } = counts
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
      const eachThere = createThereVisitor(named(), match, people)
      for (let name = 0; name < groups.names.length; name += 1) {
        let inBoth = 0
        let onSite = 0
        let inDirectory = 0
        eachThere.visit(name, (person) => {
          if (isCounted(person)) onSite += 1
        })
        groups.eachPersonIn(name, (person) => {
          if (!isCounted(person) || isUnknown(person)) return
          inDirectory += 1
          if (eachThere.lastOf(person) === name) inBoth += 1
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
function nameSiteGroups(site: SiteUsers | undefined, groups: Pick<ProvisionedGroups, 'nameNumber'>): NamedSiteGroups {
  const siteGroups = site?.siteGroups ?? siteGroupsOf(site)
  const groupsOf = new Map<number, number[]>()
  siteGroups.names.forEach((siteGroup, number) => {
    const name = groups.nameNumber(siteGroup)
    if (name === undefined) return
    const known = groupsOf.get(name)
    if (known === undefined) groupsOf.set(name, [number])
    else known.push(number)
  })
  return { siteGroups, groupsOf }
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
