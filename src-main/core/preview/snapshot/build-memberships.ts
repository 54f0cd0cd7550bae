import type { Memberships, MembershipSource } from '../directory-snapshot.ts'
import { type MemberLog, writtenSources } from './member-log.ts'
import { listOf, type NumberLists, TAG_SHIFT, turnedRound, VALUE_MASK } from './number-lists.ts'

/** What the members that were written down turned out to be, once the last entry has arrived. */
export interface ArrivedMembers {
  readonly people: number
  readonly groups: number
  readonly names: number
  readonly log: MemberLog
  /** By name: the row and 1; 0 or nothing: no such person or group in this reading. A name can be both. */
  readonly personOf: Uint32Array
  readonly groupOf: Uint32Array
  isForeign(name: number): boolean
  readonly uids: number
  peopleOfUid(uid: number): readonly number[]
  /** False: nobody has one. */
  readonly hasPrimaryGroups: boolean
  primaryGroupsOf(person: number): readonly number[]
}

/**
 * Direct memberships as lists of numbers, each pair once whatever number of ways it is written down in. Only what is in a group is worked out at
 * once; the other way round, from people to groups, can wait until somebody asks.
 */
export function buildMemberships(arrived: ArrivedMembers): Memberships & { readonly byteLength: number } {
  const unknown = new Uint32Array(arrived.groups)
  const foreign = new Uint32Array(arrived.groups)
  const people = new ListWriter(arrived.groups, arrived.people, arrived.log.count)
  const groups = new ListWriter(arrived.groups, arrived.groups, 0)
  const unknownNames = new Stamps(arrived.names)
  const unknownUids = new Stamps(arrived.uids)
  const primary = primaryLists(arrived)
  let done = 0

  const addPrimaryUpTo = (group: number): void => {
    if (primary !== undefined) for (; done < group; done += 1) for (const person of listOf(primary, done)) people.add(done, person, PRIMARY)
  }
  arrived.log.forEachRun((group, source, members, start, end) => {
    addPrimaryUpTo(group)
    const isUid = writtenSources[source] === 'member-uid'
    for (let at = start; at < end; at += 1) {
      const member = members[at] ?? 0
      if (isUid) {
        const named = arrived.peopleOfUid(member)
        for (const person of named) people.add(group, person, source)
        if (named.length === 0 && unknownUids.isNew(group, member)) unknown[group] = (unknown[group] ?? 0) + 1
        continue
      }
      const person = (arrived.personOf[member] ?? 0) - 1
      const child = (arrived.groupOf[member] ?? 0) - 1
      if (person !== -1) people.add(group, person, source)
      if (child !== -1) groups.add(group, child, 0)
      if (person !== -1 || child !== -1 || !unknownNames.isNew(group, member)) continue
      unknown[group] = (unknown[group] ?? 0) + 1
      if (arrived.isForeign(member)) foreign[group] = (foreign[group] ?? 0) + 1
    }
  })
  addPrimaryUpTo(arrived.groups)
  return membershipsOf(arrived, people.lists(), people.tags(), groups.lists(), unknown, foreign)
}

const sources: readonly MembershipSource[] = [...writtenSources, 'primary']
const PRIMARY = sources.indexOf('primary')

function membershipsOf(
  arrived: Pick<ArrivedMembers, 'people' | 'groups'>,
  peopleIn: NumberLists,
  sourcesIn: Uint8Array,
  writtenGroups: NumberLists,
  unknown: Uint32Array,
  foreign: Uint32Array
): Memberships & { readonly byteLength: number } {
  let ofPeople: PersonGroups | undefined
  const groupsOfPeople = (): PersonGroups => (ofPeople ??= personGroups(peopleIn, sourcesIn, arrived.people))
  const groupsAbove = turnedRound(writtenGroups, arrived.groups)
  const groupsIn = turnedRound(groupsAbove, arrived.groups)
  return {
    peopleIn: (group) => listOf(peopleIn, group),
    groupsIn: (group) => listOf(groupsIn, group),
    groupsOf: (person) => listOf(groupsOfPeople().groups, person),
    groupsAbove: (group) => listOf(groupsAbove, group),
    sourceOf: (group, person) => {
      const index = placeOf(group, groupsOfPeople().groups, person)
      return index === -1 ? undefined : sources[groupsOfPeople().sources[index] ?? 0]
    },
    unknownIn: (group) => unknown[group] ?? 0,
    foreignIn: (group) => foreign[group] ?? 0,
    get byteLength() {
      const arrays = [peopleIn.starts, peopleIn.items, sourcesIn, groupsIn.starts, groupsIn.items, groupsAbove.starts, groupsAbove.items]
      const later = ofPeople === undefined ? [] : [ofPeople.groups.starts, ofPeople.groups.items, ofPeople.sources]
      return [...arrays, ...later, unknown, foreign].reduce((sum, { byteLength }) => sum + byteLength, 0)
    }
  }
}

interface PersonGroups {
  readonly groups: NumberLists
  /** Beside each group how the person is in it: people have few groups, so looking one up here is quick. */
  readonly sources: Uint8Array
}

function personGroups({ starts, items }: NumberLists, sourcesIn: Uint8Array, people: number): PersonGroups {
  const tagged = items.map((person, index) => (person | ((sourcesIn[index] ?? 0) << TAG_SHIFT)) >>> 0)
  const groups = turnedRound({ starts, items: tagged }, people)
  const found = Uint8Array.from(groups.items, (item) => item >>> TAG_SHIFT)
  for (let index = 0; index < groups.items.length; index += 1) groups.items[index] = (groups.items[index] ?? 0) & VALUE_MASK
  return { groups, sources: found }
}

/** The place of a number in a row's list, which is in ascending order; -1 when it is not there. */
function placeOf(number: number, { starts, items }: NumberLists, row: number): number {
  let low = starts[row] ?? 0
  let high = (starts[row + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = items[middle] ?? 0
    if (found === number) return middle
    if (found < number) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** `undefined`: nobody has a primary group. */
function primaryLists(arrived: ArrivedMembers): NumberLists | undefined {
  if (!arrived.hasPrimaryGroups) return undefined
  const groups = new ListWriter(arrived.people, arrived.groups, arrived.people)
  for (let person = 0; person < arrived.people; person += 1)
    for (const group of arrived.primaryGroupsOf(person)) groups.add(person, group, 0)
  return turnedRound(groups.lists(), arrived.groups)
}

/** Writes lists row after row; a number that the row has already is left out. */
class ListWriter {
  readonly #rows: number
  #items: Uint32Array
  #tags: Uint8Array
  #count = 0
  readonly #starts: Uint32Array
  readonly #seen: Stamps

  constructor(rows: number, numbers: number, expected: number) {
    this.#rows = rows
    this.#items = new Uint32Array(expected + 16)
    this.#tags = new Uint8Array(expected + 16)
    this.#starts = new Uint32Array(rows + 1)
    this.#seen = new Stamps(numbers)
  }

  /** Rows must come in ascending order. */
  add(row: number, item: number, tag: number): void {
    if (!this.#seen.isNew(row, item)) return
    if (this.#count === this.#items.length) this.#grow()
    this.#items[this.#count] = item
    this.#tags[this.#count] = tag
    this.#count += 1
    this.#starts[row + 1] = this.#count
  }

  lists(): NumberLists {
    // Rows without items begin where the row before them ends.
    for (let row = 0; row < this.#rows; row += 1) this.#starts[row + 1] = Math.max(this.#starts[row + 1] ?? 0, this.#starts[row] ?? 0)
    return { starts: this.#starts, items: this.#items.slice(0, this.#count) }
  }

  /** Beside the items. */
  tags(): Uint8Array {
    return this.#tags.slice(0, this.#count)
  }

  #grow(): void {
    const items = new Uint32Array(this.#count * 2)
    const tags = new Uint8Array(this.#count * 2)
    items.set(this.#items)
    tags.set(this.#tags)
    this.#items = items
    this.#tags = tags
  }
}

/** Remembers, for the row at hand, which numbers it has had; going on to the next row costs nothing. */
class Stamps {
  readonly #rows: Uint32Array

  constructor(numbers: number) {
    this.#rows = new Uint32Array(numbers)
  }

  isNew(row: number, number: number): boolean {
    if (this.#rows[number] === row + 1) return false
    this.#rows[number] = row + 1
    return true
  }
}
