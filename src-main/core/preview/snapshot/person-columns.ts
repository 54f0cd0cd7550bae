import type { PeopleTable, PersonText } from '../directory-snapshot.ts'
import type { ByteTable } from './byte-table.ts'
import type { EntryView } from './entry-view.ts'
import type { NameTable } from './name-table.ts'
import { NumberColumn } from './number-column.ts'
import { accountStateReader } from './read-account-state.ts'
import { StableIds } from './stable-ids.ts'
import { TextKeyTable } from './text-keys.ts'
import { TextRows } from './text-rows.ts'
import { wantedIndex } from './wanted-attributes.ts'

/** What is kept of a person beside the groups. */
export class PersonColumns {
  readonly #names: NameTable
  readonly #nameOf = new NumberColumn()
  readonly #texts = new TextRows(ATTRIBUTES.length)
  readonly #usernames = new TextKeyTable()
  readonly #stableIds = new StableIds()
  #states = new Uint8Array(64)
  readonly #extraUsernames = new Map<number, number>()
  readonly #extraUids = new Map<number, readonly Uint8Array[]>()
  readonly #attributes: readonly number[]
  readonly #stableIdAttributes: readonly number[]
  readonly #stateOf: (entry: EntryView) => number
  readonly #spans: number[] = ATTRIBUTES.flatMap(() => [0, 0])

  /** The first wanted attribute is the user name field. */
  constructor(names: NameTable, wanted: readonly string[], now: Date) {
    this.#names = names
    this.#attributes = ATTRIBUTES.map((attribute) => (attribute === USERNAME_FIELD ? 0 : wantedIndex(wanted, attribute)))
    this.#stableIdAttributes = ['entryUUID', 'objectGUID'].map((attribute) => wantedIndex(wanted, attribute))
    this.#stateOf = accountStateReader(wanted, now)
  }

  get count(): number {
    return this.#texts.count
  }

  get byteLength(): number {
    const parts = [this.#nameOf, this.#texts, this.#usernames, this.#stableIds, this.#states]
    return parts.reduce((sum, part) => sum + part.byteLength, 0)
  }

  add(name: number, entry: EntryView): number {
    const person = this.#texts.add(entry.bytes, this.#spansOf(name, entry))
    this.#nameOf.push(name)
    this.#setState(person, this.#stateOf(entry))
    for (const attribute of this.#stableIdAttributes) {
      const [start = 0, end = 0] = entry.values[attribute] ?? NO_VALUES
      if (start !== end) this.#stableIds.set(person, entry.bytes, start, end)
    }
    const usernames = entry.values[0] ?? NO_VALUES
    this.#usernames.add(entry.bytes, usernames[0] ?? 0, usernames[1] ?? 0)
    if (usernames.length > 2) this.#extraUsernames.set(person, usernames.length / 2 - 1)
    const uids = entry.values[this.#attributes[columnOf.uid] ?? -1] ?? NO_VALUES
    if (uids.length > 2) this.#extraUids.set(person, furtherValues(entry.bytes, uids))
    return person
  }

  nameOf(person: number): number {
    return this.#nameOf.at(person)
  }

  /** Numbers of the person's uids in the table: exactly as written, as posix systems compare. */
  uidsOf(person: number, uids: ByteTable): readonly number[] {
    const numberOf = (bytes: Uint8Array, start: number, end: number): number =>
      start === end ? -1 : uids.find(bytes, start, end, uids.hashOf(bytes, start, end))
    const first = this.#texts.read(person, columnOf.uid, numberOf)
    const further = this.#extraUids.get(person)
    if (further === undefined) return first === -1 ? NO_VALUES : [first]
    return [first, ...further.map((uid) => numberOf(uid, 0, uid.length))].filter((number) => number !== -1)
  }

  /** By the number of a uid in the table, the people who have it. */
  byUid(uids: ByteTable): readonly (readonly number[])[] {
    const people: number[][] = Array.from({ length: uids.count }, () => [])
    for (let person = 0; person < this.count; person += 1) for (const uid of this.uidsOf(person, uids)) people[uid]?.push(person)
    return people
  }

  /** Of the people so far; those who come later are seen in it as well. */
  table(): PeopleTable {
    const names = this.#names
    const nameOf = this.#nameOf
    const texts = this.#texts
    const stableIds = this.#stableIds
    const usernames = this.#usernames
    const extraUsernames = this.#extraUsernames
    const stateOf = (person: number): number => this.#states[person] ?? 0
    return {
      get count() {
        return texts.count
      },
      text: (person, column) => {
        if (column === 'stableId') return stableIds.text(person)
        const text = texts.text(person, columnOf[column])
        return column === 'dn' && text === '' ? names.text(nameOf.at(person)) : text
      },
      place: (person, column, span) => {
        texts.place(person, columnOf[column], span)
        if (column === 'dn' && span.length === 0) names.place(nameOf.at(person), span)
      },
      rowsOfStableId: (comparable) => stableIds.rowsOf(comparable, texts.count),
      get usernameKeys() {
        return usernames.keys()
      },
      state: stateOf,
      extraUsernames: (person) => extraUsernames.get(person) ?? 0
    }
  }

  #spansOf(name: number, entry: EntryView): readonly number[] {
    const spans = this.#spans
    for (let column = 1; column < ATTRIBUTES.length; column += 1) {
      const values = entry.values[this.#attributes[column] ?? -1] ?? NO_VALUES
      spans[2 * column] = values[0] ?? 0
      spans[2 * column + 1] = values[1] ?? 0
    }
    // The name is kept already; only another way of writing it is kept again.
    const isKept = this.#names.isWrittenAs(name, entry.bytes, entry.dnStart, entry.dnEnd)
    spans[0] = isKept ? entry.dnEnd : entry.dnStart
    spans[1] = entry.dnEnd
    return spans
  }

  #setState(person: number, state: number): void {
    if (person >= this.#states.length) {
      const grown = new Uint8Array(this.#states.length * 2)
      grown.set(this.#states)
      this.#states = grown
    }
    this.#states[person] = state
  }
}

function furtherValues(bytes: Uint8Array, positions: readonly number[]): readonly Uint8Array[] {
  const values: Uint8Array[] = []
  for (let at = 2; at < positions.length; at += 2) values.push(bytes.slice(positions[at], positions[at + 1]))
  return values
}

const NO_VALUES: readonly number[] = []
const USERNAME_FIELD = ''

/** The attribute of each column; columns with the same text (user name and uid) share its bytes. The first is for the name of the entry. */
const ATTRIBUTES = ['', USERNAME_FIELD, 'mail', 'displayName', 'cn', 'givenName', 'sn', 'userPrincipalName', 'uid']
const columnOf: Readonly<Record<Exclude<PersonText, 'stableId'>, number>> = {
  dn: 0,
  username: 1,
  mail: 2,
  displayName: 3,
  commonName: 4,
  givenName: 5,
  surname: 6,
  principalName: 7,
  uid: 8
}
