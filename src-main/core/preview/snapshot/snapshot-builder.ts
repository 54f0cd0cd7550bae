import type { DirectoryEntry } from '../../model/directory-facts.ts'
import type { ServerType } from '../../model/directory-settings.ts'
import type { DirectorySnapshot, GroupTable, PeopleTable, ReadingFacts } from '../directory-snapshot.ts'
import { buildMemberships } from './build-memberships.ts'
import { ByteTable } from './byte-table.ts'
import type { EntryView } from './entry-view.ts'
import { GroupColumns } from './group-columns.ts'
import { GroupsAround } from './groups-around.ts'
import { isForeignName } from './is-foreign-name.ts'
import { MemberLog, type WrittenSource } from './member-log.ts'
import { NameTable } from './name-table.ts'
import { NumberColumn } from './number-column.ts'
import { PersonColumns } from './person-columns.ts'
import { PrimaryGroups } from './primary-groups.ts'
import { entryViewOf } from './text-entry.ts'
import { withoutBitString } from './without-bit-string.ts'
import { wantedIndex, wantedOfGroups, wantedOfPeople } from './wanted-attributes.ts'

export interface SnapshotOptions {
  readonly usernameField: string
  readonly serverType: ServerType
  /** What `expired` is measured against. */
  readonly now: Date
}

/** Takes people and groups in any order, and members before or after them; nothing of an entry is looked at after the call. */
export interface SnapshotBuilder {
  /** The attributes that the values of an `EntryView` stand for, by index. */
  readonly wantedOfPeople: readonly string[]
  readonly wantedOfGroups: readonly string[]
  /** The row. A name that has been there keeps its row and its values, and counts in `seenTwice`. */
  addPerson(entry: EntryView): number
  /** The row, also of a name that has been there: its members are added to those it has. */
  addGroup(entry: EntryView): number
  /** Members that come later, as parts of a ranged attribute; `positions` as in `EntryView.values`. */
  addMembers(group: number, source: WrittenSource, bytes: Uint8Array, positions: readonly number[]): void
  addTextPerson(entry: DirectoryEntry): number
  addTextGroup(entry: DirectoryEntry): number
  readonly people: number
  readonly groups: number
  /** Values, as written. */
  readonly members: number
  /** People whose name came more than once: the parts of a reading were not disjoint, or the directory changed meanwhile. */
  readonly seenTwice: number
  /** Of all typed arrays, with those that only the building needs. */
  readonly byteLength: number
  /** What has arrived, and what goes on arriving: the tables of the snapshot that is being built. */
  readonly arrivedPeople: PeopleTable
  readonly arrivedGroups: GroupTable
  /** From the groups and members that have arrived. */
  groupsAround(): GroupsAround
  /** Once; the builder is of no use afterwards. */
  finish(reading: ReadingFacts): ColumnarSnapshot
}

export interface ColumnarSnapshot extends DirectorySnapshot {
  /** Worked out when they are first asked for: what is shown first does not need them. */
  readonly memberships: DirectorySnapshot['memberships']
  /** Of all typed arrays. */
  readonly byteLength: number
}

export function createSnapshotBuilder(options: SnapshotOptions): SnapshotBuilder {
  return new Builder(options)
}

class Builder implements SnapshotBuilder {
  readonly wantedOfPeople: readonly string[]
  readonly wantedOfGroups: readonly string[]
  readonly #names = new NameTable()
  readonly #people: PersonColumns
  readonly #groups: GroupColumns
  /** By name: the row and 1, so that 0 is none. */
  readonly #personOf = new NumberColumn()
  readonly #groupOf = new NumberColumn()
  readonly #log = new MemberLog()
  /** Only those that groups name: mostly none. */
  readonly #uids = new ByteTable(false)
  readonly #primary: PrimaryGroups
  readonly #memberAttributes: readonly { readonly index: number; readonly source: WrittenSource }[]
  readonly arrivedPeople: PeopleTable
  readonly arrivedGroups: GroupTable
  #seenTwice = 0

  constructor({ usernameField, serverType, now }: SnapshotOptions) {
    this.wantedOfPeople = wantedOfPeople(usernameField, serverType)
    this.wantedOfGroups = wantedOfGroups(serverType)
    this.#people = new PersonColumns(this.#names, this.wantedOfPeople, now)
    this.#groups = new GroupColumns(this.#names, this.wantedOfGroups)
    this.arrivedPeople = this.#people.table()
    this.arrivedGroups = this.#groups.table()
    this.#primary = new PrimaryGroups(serverType, this.wantedOfPeople, this.wantedOfGroups)
    this.#memberAttributes = memberAttributes
      .map(({ attribute, source }) => ({ index: wantedIndex(this.wantedOfGroups, attribute), source }))
      .filter(({ index }) => index !== -1)
  }

  addPerson(entry: EntryView): number {
    const name = this.#names.nameOf(entry.bytes, entry.dnStart, entry.dnEnd)
    const known = this.#personOf.at(name)
    if (known !== 0) {
      this.#seenTwice += 1
      return known - 1
    }
    const person = this.#people.add(name, entry)
    this.#personOf.set(name, person + 1)
    this.#primary.addPerson(person, entry)
    return person
  }

  addGroup(entry: EntryView): number {
    const name = this.#names.nameOf(entry.bytes, entry.dnStart, entry.dnEnd)
    const known = this.#groupOf.at(name)
    const group = known === 0 ? this.#groups.add(name, entry) : known - 1
    if (known === 0) {
      this.#groupOf.set(name, group + 1)
      this.#primary.addGroup(group, entry)
    }
    for (const { index, source } of this.#memberAttributes) this.addMembers(group, source, entry.bytes, entry.values[index] ?? [])
    return group
  }

  addMembers(group: number, source: WrittenSource, bytes: Uint8Array, positions: readonly number[]): void {
    if (positions.length === 0) return
    this.#log.startRun(group, source)
    for (let at = 0; at + 1 < positions.length; at += 2) {
      const start = positions[at] ?? 0
      const end = positions[at + 1] ?? 0
      // An empty name is how a group that must have a member gets none.
      if (start === end) continue
      this.#log.push(this.#memberOf(source, bytes, start, end))
    }
  }

  addTextPerson(entry: DirectoryEntry): number {
    return this.addPerson(entryViewOf(entry, this.wantedOfPeople))
  }

  addTextGroup(entry: DirectoryEntry): number {
    return this.addGroup(entryViewOf(entry, this.wantedOfGroups))
  }

  get people(): number {
    return this.#people.count
  }

  get groups(): number {
    return this.#groups.count
  }

  get members(): number {
    return this.#log.count
  }

  get seenTwice(): number {
    return this.#seenTwice
  }

  get byteLength(): number {
    const parts = [this.#names, this.#people, this.#groups, this.#personOf, this.#groupOf, this.#log, this.#uids, this.#primary]
    return parts.reduce((sum, part) => sum + part.byteLength, 0)
  }

  groupsAround(): GroupsAround {
    return new GroupsAround({
      count: this.#groups.count,
      log: this.#log,
      names: this.#names.count,
      uids: this.#uids.count,
      nameOfGroup: (group) => this.#groups.nameOf(group),
      nameOfPerson: (person) => this.#people.nameOf(person),
      uidsOf: (person) => this.#people.uidsOf(person, this.#uids),
      primaryGroupsOf: (person) => this.#primary.groupsOf(person)
    })
  }

  finish(reading: ReadingFacts): ColumnarSnapshot {
    const byteLength = this.#names.byteLength + this.#people.byteLength + this.#groups.byteLength
    const memberships = once(() => this.#memberships())
    return snapshotOf({ people: this.arrivedPeople, groups: this.arrivedGroups, reading }, memberships, byteLength)
  }

  #memberships(): ReturnType<typeof buildMemberships> {
    const peopleByUid = this.#uids.count === 0 ? [] : this.#people.byUid(this.#uids)
    return buildMemberships({
      people: this.#people.count,
      groups: this.#groups.count,
      names: this.#names.count,
      log: this.#log,
      personOf: this.#personOf.view(),
      groupOf: this.#groupOf.view(),
      isForeign: (name) => isForeignName(this.#names.text(name)),
      uids: this.#uids.count,
      peopleOfUid: (uid) => peopleByUid[uid] ?? [],
      hasPrimaryGroups: this.#primary.isUsed,
      primaryGroupsOf: (person) => this.#primary.groupsOf(person)
    })
  }

  #memberOf(source: WrittenSource, bytes: Uint8Array, start: number, end: number): number {
    if (source !== 'member-uid')
      return this.#names.nameOf(bytes, start, source === 'unique-member' ? withoutBitString(bytes, start, end) : end)
    const hash = this.#uids.hashOf(bytes, start, end)
    const known = this.#uids.find(bytes, start, end, hash)
    return known === -1 ? this.#uids.add(bytes, start, end, hash) : known
  }
}

/** Not made within the builder, which would be kept with all that only the building needs. */
function snapshotOf(
  tables: Pick<DirectorySnapshot, 'people' | 'groups' | 'reading'>,
  memberships: () => ReturnType<typeof buildMemberships>,
  byteLength: number
): ColumnarSnapshot {
  return {
    ...tables,
    get memberships() {
      return memberships()
    },
    get byteLength() {
      return byteLength + memberships().byteLength
    }
  }
}

/** Lets go of how it is made when it has been made. */
function once<T>(make: () => T): () => T {
  let pending: (() => T) | undefined = make
  let made: T | undefined
  return () => {
    if (pending !== undefined) made = pending()
    pending = undefined
    if (made === undefined) throw new TypeError('It is made by itself')
    return made
  }
}

const memberAttributes: readonly { readonly attribute: string; readonly source: WrittenSource }[] = [
  { attribute: 'member', source: 'member' },
  { attribute: 'uniqueMember', source: 'unique-member' },
  { attribute: 'memberUid', source: 'member-uid' }
]
