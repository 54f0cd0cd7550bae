import type { ProvisionedGroups } from './provisioned-groups.ts'

export interface GroupDifference {
  readonly gained: readonly string[]
  /** Only groups that the sync keeps: those of the site's own stay as they are. */
  readonly lost: readonly string[]
}

/** Compares the groups that a person shall be in with those that the user is in, by name. */
export function createGroupComparison(groups: ProvisionedGroups): (person: number, siteGroups: readonly string[]) => GroupDifference {
  const marks = new Uint32Array(groups.names.length)
  let mark = 0
  return (person, siteGroups) => {
    const wanted = groups.namesOf(person)
    if (wanted.length === 0 && siteGroups.length === 0) return NO_DIFFERENCE
    mark += 2
    const isWanted = mark - 1
    const isThere = mark
    for (const name of wanted) marks[name] = isWanted
    const lost: string[] = []
    for (const siteGroup of siteGroups) {
      const name = groups.nameNumber(siteGroup)
      if (name === undefined || marks[name] === isThere) continue
      if (marks[name] !== isWanted) lost.push(siteGroup)
      marks[name] = isThere
    }
    const gained: string[] = []
    for (const name of wanted) if (marks[name] === isWanted) gained.push(groups.names[name] ?? '')
    return gained.length + lost.length === 0 ? NO_DIFFERENCE : { gained, lost }
  }
}

const NO_DIFFERENCE: GroupDifference = { gained: [], lost: [] }
