import type { GroupTable } from '../directory-snapshot.ts'
import type { EntryView } from './entry-view.ts'
import type { NameTable } from './name-table.ts'
import { NumberColumn } from './number-column.ts'
import { TextRows } from './text-rows.ts'
import { wantedIndex } from './wanted-attributes.ts'

/** What is kept of a group beside its members. */
export class GroupColumns {
  readonly #names: NameTable
  readonly #nameOf = new NumberColumn()
  readonly #texts = new TextRows(2)
  readonly #commonName: number

  constructor(names: NameTable, wanted: readonly string[]) {
    this.#names = names
    this.#commonName = wantedIndex(wanted, 'cn')
  }

  get count(): number {
    return this.#texts.count
  }

  get byteLength(): number {
    return this.#nameOf.byteLength + this.#texts.byteLength
  }

  add(name: number, entry: EntryView): number {
    const [start = 0, end = 0] = entry.values[this.#commonName] ?? []
    this.#nameOf.push(name)
    // The name is kept already; only another way of writing it is kept again.
    const dnStart = this.#names.isWrittenAs(name, entry.bytes, entry.dnStart, entry.dnEnd) ? entry.dnEnd : entry.dnStart
    return this.#texts.add(entry.bytes, [dnStart, entry.dnEnd, start, end])
  }

  nameOf(group: number): number {
    return this.#nameOf.at(group)
  }

  /** Of the groups so far; those that come later are seen in it as well. */
  table(): GroupTable {
    const names = this.#names
    const nameOf = this.#nameOf
    const texts = this.#texts
    return {
      get count() {
        return texts.count
      },
      dn: (group) => texts.text(group, 0) || names.text(nameOf.at(group)),
      name: (group) => texts.text(group, 1)
    }
  }
}
