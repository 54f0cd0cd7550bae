import type { DirectorySnapshot } from './directory-snapshot.ts'
import { type GroupMatch, matchGroups } from './group-patterns.ts'
import { createGroupReach } from './group-reach.ts'
import { comparableText } from './name-person.ts'
import type { PreviewRules } from './preview-rules.ts'

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
  peopleOf(name: number): Uint32Array
  /** Numbers of the names that a person shall be in. */
  namesOf(person: number): Uint32Array
}

export function provisionedGroups(snapshot: DirectorySnapshot, rules: PreviewRules): ProvisionedGroups {
  const included = matchGroups(rules.includedGroups, snapshot.groups)
  const excluded = matchGroups(rules.excludedGroups, snapshot.groups)
  const names: string[] = []
  const rowsOf: number[][] = []
  const numbers = new Map<string, number>()
  for (let group = 0; group < snapshot.groups.count && rules.provisionsGroups; group += 1) {
    if ((!included.isEmpty && included.matched[group] !== 1) || excluded.matched[group] === 1) continue
    const name = snapshot.groups.name(group).trim()
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
  const lists = membersByName(snapshot, rowsOf, rules.directMembersOnly)
  return { included, excluded, names, rowsOf, nameNumber: cachedNumber(numbers), ...lists }
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

function membersByName(
  snapshot: DirectorySnapshot,
  rowsOf: readonly (readonly number[])[],
  directMembersOnly: boolean
): Pick<ProvisionedGroups, 'peopleOf' | 'namesOf'> {
  const reach = createGroupReach(snapshot, directMembersOnly)
  const people = new GrowingList()
  const nameStarts = new Uint32Array(rowsOf.length + 1)
  const personStarts = new Uint32Array(snapshot.people.count + 1)
  rowsOf.forEach((rows, name) => {
    reach.eachPerson(rows, (person) => {
      people.push(person)
      personStarts[person + 1] = (personStarts[person + 1] ?? 0) + 1
    })
    nameStarts[name + 1] = people.length
  })
  for (let person = 0; person < snapshot.people.count; person += 1)
    personStarts[person + 1] = (personStarts[person + 1] ?? 0) + (personStarts[person] ?? 0)
  const byName = people.finish()
  const byPerson = new Uint32Array(byName.length)
  const next = personStarts.slice()
  for (let name = 0; name < rowsOf.length; name += 1) {
    for (let index = nameStarts[name] ?? 0; index < (nameStarts[name + 1] ?? 0); index += 1) {
      const person = byName[index] ?? 0
      const place = next[person] ?? 0
      byPerson[place] = name
      next[person] = place + 1
    }
  }
  return {
    peopleOf: (name) => byName.subarray(nameStarts[name], nameStarts[name + 1]),
    namesOf: (person) => byPerson.subarray(personStarts[person], personStarts[person + 1])
  }
}

class GrowingList {
  #numbers = new Uint32Array(1024)
  length = 0

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.length] = number
    this.length += 1
  }

  finish(): Uint32Array {
    return this.#numbers.slice(0, this.length)
  }
}
