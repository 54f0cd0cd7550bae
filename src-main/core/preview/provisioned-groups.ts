import type { DirectorySnapshot, GroupTable } from './directory-snapshot.ts'
import { type GroupMatch, matchGroups } from './group-patterns.ts'
import { comparableText } from './name-person.ts'
import type { PreviewRules } from './preview-rules.ts'
import { type GroupWalk, groupWalk } from './snapshot/walk.ts'

/**
 * The groups that the sync would keep on the site, by name: two groups of the directory with one name are one group there. Names are
 * numbers from 0.
 */
export interface ProvisionedGroups {
  readonly included: GroupMatch
  readonly excluded: GroupMatch
  readonly names: readonly string[]
  /** Rows of the directory's groups that have this name. */
  readonly rowsOf: readonly (readonly number[])[]
  /** `undefined`: the sync keeps no group of this name. */
  nameNumber(siteGroup: string): number | undefined
  /** Everybody in a group of this name, each once. */
  peopleOf(name: number): readonly number[]
  /** Visits them without making a list, and returns how many they are. */
  eachPersonIn(name: number, visit: (person: number) => void): number
  /** Numbers of the names that a person shall be in, in ascending order. */
  namesOf(person: number): readonly number[]
}

export function provisionedGroups(
  snapshot: DirectorySnapshot,
  rules: PreviewRules,
  naming = nameProvisionedGroups(snapshot.groups, rules)
): ProvisionedGroups {
  return { ...naming, ...membersByName(snapshot, naming.rowsOf, rules.directMembersOnly) }
}

/** What is known of them without their members. */
export type GroupNaming = Pick<ProvisionedGroups, 'included' | 'excluded' | 'names' | 'rowsOf' | 'nameNumber'>

export function nameProvisionedGroups(groups: GroupTable, rules: PreviewRules): GroupNaming {
  const included = matchGroups(rules.includedGroups, groups)
  const excluded = matchGroups(rules.excludedGroups, groups)
  const names: string[] = []
  const rowsOf: number[][] = []
  const numbers = new Map<string, number>()
  for (let group = 0; group < groups.count && rules.provisionsGroups; group += 1) {
    if ((!included.isEmpty && included.matched[group] !== 1) || excluded.matched[group] === 1) continue
    const name = groups.name(group).trim()
    const comparable = comparableText(name)
    if (comparable === '') continue
    const known = numbers.get(comparable)
    if (known !== undefined) rowsOf[known]?.push(group)
    else {
      numbers.set(comparable, names.length)
      names.push(name)
      rowsOf.push([group])
    }
  }
  return { included, excluded, names, rowsOf, nameNumber: cachedNumber(numbers) }
}

/** Site users name the same few groups again and again, so the text as it stands is looked up first. */
function cachedNumber(numbers: ReadonlyMap<string, number>): (siteGroup: string) => number | undefined {
  const known = new Map<string, number | undefined>()
  return (siteGroup) => {
    if (known.has(siteGroup)) return known.get(siteGroup)
    const number = numbers.get(comparableText(siteGroup))
    known.set(siteGroup, number)
    return number
  }
}

function membersByName(snapshot: DirectorySnapshot, rowsOf: readonly (readonly number[])[], directMembersOnly: boolean) {
  let lastWalk: GroupWalk | undefined
  // Made when somebody looks: not all that is counted is counted here.
  const walk = (): GroupWalk => (lastWalk ??= groupWalk(snapshot))
  const options = { directOnly: directMembersOnly }
  const eachPersonIn = (name: number, visit: (person: number) => void): number => {
    const rows = rowsOf[name] ?? []
    const [row = 0] = rows
    return rows.length === 1 ? walk().peopleBelow(row, options, visit) : walk().peopleBelowAny(rows, options, visit)
  }
  let nameOfRow: ReadonlyMap<number, number> | undefined
  return {
    eachPersonIn,
    peopleOf(name: number) {
      const people: number[] = []
      eachPersonIn(name, (person) => people.push(person))
      return people
    },
    namesOf(person: number) {
      nameOfRow ??= new Map(rowsOf.flatMap((rows, name) => rows.map((row) => [row, name] as const)))
      const names = new Set<number>()
      walk().groupsAround(person, options, (row) => {
        const name = nameOfRow?.get(row)
        if (name !== undefined) names.add(name)
      })
      return [...names].sort((one, other) => one - other)
    }
  }
}
