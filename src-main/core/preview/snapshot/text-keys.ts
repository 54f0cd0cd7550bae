import { comparableText } from '../name-person.ts'
import { NO_ROW } from '../preview-codes.ts'
import { ByteTable } from './byte-table.ts'
import { NumberColumn } from './number-column.ts'
import { TextSpan } from './text-span.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** Numbers for texts, row by row: two rows have the same number exactly when `comparableText` makes one text of theirs. */
export interface TextKeys {
  /** Numbers are smaller than this. */
  readonly count: number
  /** By row; `NO_ROW` where the text is empty. A view. */
  readonly keyOf: Uint32Array
  /** The number of a comparable text; -1 when no row has it. */
  find(bytes: Uint8Array, start: number, end: number): number
  /** Moves the span to the comparable text, but for the capitals of ASCII. */
  place(key: number, span: TextSpan): void
}

/** Grows with its rows, so that nothing is left to be folded and compared when the last of them has come. */
export class TextKeyTable {
  readonly #texts = new ByteTable(true)
  readonly #keys = new NumberColumn()
  readonly #span = new TextSpan()

  get byteLength(): number {
    return this.#texts.byteLength + this.#keys.byteLength
  }

  /** The key of the next row. */
  add(bytes: Uint8Array, start: number, end: number): void {
    const span = this.#span
    span.set(bytes, start, end)
    span.trim()
    if (!isAscii(span)) {
      const comparable = encodeUtf8(comparableText(decodeUtf8(bytes, start, end)))
      span.set(comparable, 0, comparable.length)
    }
    this.#keys.push(span.length === 0 ? NO_ROW : this.#keyOf(span))
  }

  keys(): TextKeys {
    const texts = this.#texts
    return {
      count: texts.count,
      keyOf: this.#keys.view(),
      find: (bytes, start, end) => texts.find(bytes, start, end, texts.hashOf(bytes, start, end)),
      place: (key, span) => {
        texts.place(key, span)
      }
    }
  }

  #keyOf({ bytes, start, end }: TextSpan): number {
    const hash = this.#texts.hashOf(bytes, start, end)
    const known = this.#texts.find(bytes, start, end, hash)
    return known === -1 ? this.#texts.add(bytes, start, end, hash) : known
  }
}

/** The keys of any rows, for tables that have none of their own. */
export function textKeysOf(count: number, textOf: (row: number) => string): TextKeys {
  const table = new TextKeyTable()
  for (let row = 0; row < count; row += 1) {
    const bytes = encodeUtf8(textOf(row))
    table.add(bytes, 0, bytes.length)
  }
  return table.keys()
}

function isAscii({ bytes, start, end }: TextSpan): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return false
  return true
}
