import type { Memberships, MembershipSource } from '../directory-snapshot.ts'
import { type MemberLog, writtenSources } from './member-log.ts'
import { NumberColumn } from './number-column.ts'
import { listOf, type NumberLists, TAG_SHIFT, turnedRound, VALUE_MASK } from './number-lists.ts'

/** What the members that were written down turned out to be, once the last entry has arrived. */
export interface ArrivedMembers {
  readonly people: number
  readonly groups: number
  readonly names: number
  readonly log: MemberLog
  /** Of a name. -1: no such person or group in this reading; a name can be both. */
  personOf(name: number): number
  groupOf(name: number): number
  isForeign(name: number): boolean
  readonly uids: number
  peopleOfUid(uid: number): readonly number[]
  primaryGroupsOf(person: number): readonly number[]
}

/** Direct memberships as lists of numbers, each pair once whatever number of ways it is written down in. */
export function buildMemberships(arrived: ArrivedMembers): Memberships & { readonly byteLength: number } {
  const unknown = new Uint32Array(arrived.groups)
  const foreign = new Uint32Array(arrived.groups)
  const people = new ListWriter(arrived.groups, arrived.people)
  const groups = new ListWriter(arrived.groups, arrived.groups)
  const unknownNames = new Stamps(arrived.names)
  const unknownUids = new Stamps(arrived.uids)
  const primary = primaryLists(arrived)
  let done = 0

  const addPrimaryUpTo = (group: number): void => {
    for (; done < group; done += 1) for (const person of listOf(primary, done)) people.add(done, person, PRIMARY)
  }
  arrived.log.forEach((group, source, member) => {
    addPrimaryUpTo(group)
    if (writtenSources[source] === 'member-uid') {
      const named = arrived.peopleOfUid(member)
      for (const person of named) people.add(group, person, source)
      if (named.length === 0 && unknownUids.isNew(group, member)) unknown[group] = (unknown[group] ?? 0) + 1
      return
    }
    const person = arrived.personOf(member)
    const child = arrived.groupOf(member)
    if (person !== -1) people.add(group, person, source)
    if (child !== -1) groups.add(group, child, 0)
    if (person !== -1 || child !== -1 || !unknownNames.isNew(group, member)) return
    unknown[group] = (unknown[group] ?? 0) + 1
    if (arrived.isForeign(member)) foreign[group] = (foreign[group] ?? 0) + 1
  })
  addPrimaryUpTo(arrived.groups)

  const groupsOfPeople = turnedRound(people.lists(), arrived.people)
  const peopleOfGroups = turnedRound(groupsOfPeople, arrived.groups)
  const groupsAbove = turnedRound(groups.lists(), arrived.groups)
  return membershipsOf(peopleOfGroups, groupsOfPeople, turnedRound(groupsAbove, arrived.groups), groupsAbove, unknown, foreign)
}

const sources: readonly MembershipSource[] = [...writtenSources, 'primary']
const PRIMARY = sources.indexOf('primary')

function membershipsOf(
  peopleOfGroups: NumberLists,
  groupsOfPeople: NumberLists,
  groupsIn: NumberLists,
  groupsAbove: NumberLists,
  unknown: Uint32Array,
  foreign: Uint32Array
): Memberships & { readonly byteLength: number } {
  // Beside `groupsOfPeople`: people have few groups, so looking one up there is quick.
  const sourceBytes = new Uint8Array(groupsOfPeople.items.length)
  for (let index = 0; index < sourceBytes.length; index += 1) sourceBytes[index] = (groupsOfPeople.items[index] ?? 0) >>> TAG_SHIFT
  for (const { items } of [peopleOfGroups, groupsOfPeople])
    for (let index = 0; index < items.length; index += 1) items[index] = (items[index] ?? 0) & VALUE_MASK
  const lists = [peopleOfGroups, groupsOfPeople, groupsIn, groupsAbove]
  return {
    peopleIn: (group) => listOf(peopleOfGroups, group),
    groupsIn: (group) => listOf(groupsIn, group),
    groupsOf: (person) => listOf(groupsOfPeople, person),
    groupsAbove: (group) => listOf(groupsAbove, group),
    sourceOf: (group, person) => {
      const index = placeOf(group, groupsOfPeople, person)
      return index === -1 ? undefined : sources[sourceBytes[index] ?? 0]
    },
    unknownIn: (group) => unknown[group] ?? 0,
    foreignIn: (group) => foreign[group] ?? 0,
    byteLength:
      lists.reduce((sum, { starts, items }) => sum + starts.byteLength + items.byteLength, 0) +
      sourceBytes.byteLength +
      unknown.byteLength +
      foreign.byteLength
  }
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

function primaryLists(arrived: ArrivedMembers): NumberLists {
  const groups = new ListWriter(arrived.people, arrived.groups)
  for (let person = 0; person < arrived.people; person += 1)
    for (const group of arrived.primaryGroupsOf(person)) groups.add(person, group, 0)
  return turnedRound(groups.lists(), arrived.groups)
}

/** Writes lists row after row; a number that the row has already is left out. */
class ListWriter {
  readonly #rows: number
  readonly #items = new NumberColumn()
  readonly #starts: Uint32Array
  readonly #seen: Stamps

  constructor(rows: number, numbers: number) {
    this.#rows = rows
    this.#starts = new Uint32Array(rows + 1)
    this.#seen = new Stamps(numbers)
  }

  /** Rows must come in ascending order. */
  add(row: number, item: number, tag: number): void {
    if (!this.#seen.isNew(row, item)) return
    this.#items.push((item | (tag << TAG_SHIFT)) >>> 0)
    this.#starts[row + 1] = this.#items.count
  }

  lists(): NumberLists {
    // Rows without items begin where the row before them ends.
    for (let row = 0; row < this.#rows; row += 1) this.#starts[row + 1] = Math.max(this.#starts[row + 1] ?? 0, this.#starts[row] ?? 0)
    return { starts: this.#starts, items: this.#items.trimmed() }
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
