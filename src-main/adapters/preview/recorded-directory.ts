import type { DirectorySnapshot, MembershipSource, PersonText, ReadingFacts } from '../../core/preview/directory-snapshot.ts'
import { listOf, type NumberLists, TAG_SHIFT, turnedRound, VALUE_MASK } from '../../core/preview/snapshot/number-lists.ts'
import { type GroupBlock, type PeopleBlock, personTexts, sourceLetters } from './run-format.ts'

export interface RecordedDirectory {
  addPeople(block: PeopleBlock): boolean
  addGroups(block: GroupBlock): boolean
  /** Undefined: members are named that are not there. */
  finish(reading: ReadingFacts): DirectorySnapshot | undefined
}

/** A directory out of the blocks of a recorded run; a block whose columns differ in length is refused with `false`. */
export function createRecordedDirectory(): RecordedDirectory {
  const texts: readonly string[][] = personTexts.map(() => [])
  const states: number[] = []
  const extraUsernames: number[] = []
  const dns: string[] = []
  const names: string[] = []
  const unknown: number[] = []
  const foreign: number[] = []
  const people = createLists()
  const groups = createLists()

  return {
    addPeople(block) {
      if ([...block.texts, block.extraUsernames].some((column) => column.length !== block.states.length)) return false
      block.texts.forEach((column, index) => append(texts[index] ?? [], column))
      append(states, block.states)
      append(extraUsernames, block.extraUsernames)
      return true
    },

    addGroups(block) {
      const columns = [block.names, block.people, block.sources, block.groups, block.unknown, block.foreign]
      if (columns.some((column) => column.length !== block.dns.length)) return false
      if (block.people.some((members, index) => members.length !== block.sources[index]?.length)) return false
      append(dns, block.dns)
      append(names, block.names)
      append(unknown, block.unknown)
      append(foreign, block.foreign)
      block.people.forEach((members, index) => people.add(members, block.sources[index]))
      for (const members of block.groups) groups.add(members)
      return true
    },

    finish(reading) {
      if (people.largest >= states.length || groups.largest >= dns.length) return undefined
      const members = people.lists()
      const groupsOfPeople = turnedRound(members, states.length)
      const sources = untagged(groupsOfPeople)
      untagged(members)
      const groupsIn = groups.lists()
      const groupsAbove = turnedRound(groupsIn, dns.length)
      const columnOf = new Map<PersonText, readonly string[]>(personTexts.map((column, index) => [column, texts[index] ?? []]))
      return {
        people: {
          count: states.length,
          text: (person, column) => columnOf.get(column)?.[person] ?? '',
          state: (person) => states[person] ?? 0,
          extraUsernames: (person) => extraUsernames[person] ?? 0
        },
        groups: { count: dns.length, dn: (group) => dns[group] ?? '', name: (group) => names[group] ?? '' },
        memberships: {
          peopleIn: (group) => listOf(members, group),
          groupsIn: (group) => listOf(groupsIn, group),
          groupsOf: (person) => listOf(groupsOfPeople, person),
          groupsAbove: (group) => listOf(groupsAbove, group),
          sourceOf(group, person) {
            const index = listOf(groupsOfPeople, person).indexOf(group)
            return index === -1 ? undefined : sourceNames[sources[(groupsOfPeople.starts[person] ?? 0) + index] ?? 0]
          },
          unknownIn: (group) => unknown[group] ?? 0,
          foreignIn: (group) => foreign[group] ?? 0
        },
        reading
      }
    }
  }
}

const sourceNames = ['member', 'unique-member', 'member-uid', 'primary'] as const satisfies readonly MembershipSource[]
const letters = sourceNames.map((source) => sourceLetters[source])

function createLists() {
  const starts: number[] = [0]
  let items = new Uint32Array(1024)
  let count = 0
  let largest = -1

  return {
    /** `sources`: a letter for each member. */
    add(members: readonly number[], sources = ''): void {
      if (count + members.length > items.length) {
        const larger = new Uint32Array(Math.max(items.length * 2, count + members.length))
        larger.set(items)
        items = larger
      }
      members.forEach((member, index) => {
        largest = Math.max(largest, member)
        items[count] = (member | (Math.max(0, letters.indexOf(sources[index] ?? '')) << TAG_SHIFT)) >>> 0
        count += 1
      })
      starts.push(count)
    },
    get largest() {
      return largest
    },
    lists: (): NumberLists => ({ starts: Uint32Array.from(starts), items: items.slice(0, count) })
  }
}

/** Takes the sources out of the lists and gives them beside. */
function untagged({ items }: NumberLists): Uint8Array {
  const tags = Uint8Array.from(items, (item) => item >>> TAG_SHIFT)
  for (let index = 0; index < items.length; index += 1) items[index] = (items[index] ?? 0) & VALUE_MASK
  return tags
}

/** Without spreading: a block may be long. */
function append<T>(column: T[], more: readonly T[]): void {
  for (const value of more) column.push(value)
}
