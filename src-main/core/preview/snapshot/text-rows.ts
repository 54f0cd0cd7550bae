import { ByteArena } from './byte-arena.ts'
import { copyBytes } from './copy-bytes.ts'
import { NumberColumn } from './number-column.ts'
import { TextSpan } from './text-span.ts'
import { decodeUtf8 } from './utf8.ts'

/**
 * Texts of many rows with a fixed number of columns, as UTF-8 in one arena: 4 bytes a row and 1 a text beside the texts. A text that equals an earlier one
 * of its row (user name and uid, mail and principal name) is kept once.
 */
export class TextRows {
  readonly #columns: number
  readonly #arena = new ByteArena()
  readonly #starts = new NumberColumn()
  #record = new Uint8Array(1024)
  readonly #span = new TextSpan()
  #lastRow = -1
  #lastBytes: Uint8Array = new Uint8Array(0)
  /** Of the last row: how many texts have been found, where, and where the next one begins. */
  #located = 0
  readonly #textStarts: number[]
  readonly #textEnds: number[]
  #next = 0

  constructor(columns: number) {
    this.#columns = columns
    this.#textStarts = new Array<number>(columns).fill(0)
    this.#textEnds = new Array<number>(columns).fill(0)
  }

  get count(): number {
    return this.#starts.count
  }

  get byteLength(): number {
    return this.#arena.byteLength + this.#starts.byteLength
  }

  /** `spans`: start and end of each column's text in turn; an empty span is an empty text. */
  add(bytes: Uint8Array, spans: readonly number[]): number {
    const columns = this.#columns
    let most = columns * LONGEST_NUMBER
    for (let column = 0; column < columns; column += 1) most += (spans[2 * column + 1] ?? 0) - (spans[2 * column] ?? 0)
    if (most > this.#record.length) this.#record = new Uint8Array(most * 2)
    const record = this.#record
    let length = 0
    for (let column = 0; column < columns; column += 1) {
      const start = spans[2 * column] ?? 0
      const end = spans[2 * column + 1] ?? 0
      const same = start === end ? -1 : sameEarlier(bytes, spans, column)
      // Even: the length of the text that follows. Odd: the column that has the text.
      length = writeNumber(same === -1 ? (end - start) * 2 : same * 2 + 1, record, length)
      if (same !== -1) continue
      copyBytes(bytes, start, end, record, length)
      length += end - start
    }
    this.#starts.push(this.#arena.append(record, 0, length))
    return this.#starts.count - 1
  }

  text(row: number, column: number): string {
    return this.read(row, column, decodeUtf8)
  }

  read<T>(row: number, column: number, use: (bytes: Uint8Array, start: number, end: number) => T): T {
    const span = this.#span
    this.place(row, column, span)
    return use(span.bytes, span.start, span.end)
  }

  /** Moves the span to the text. Whoever looks at a row looks at several of its texts, so what was found out about the last row is kept. */
  place(row: number, column: number, span: TextSpan): void {
    if (row !== this.#lastRow) this.#turnTo(row)
    while (this.#located <= column) this.#locateNext()
    span.set(this.#lastBytes, this.#textStarts[column] ?? 0, this.#textEnds[column] ?? 0)
  }

  #turnTo(row: number): void {
    const position = this.#starts.at(row)
    this.#lastRow = row
    this.#lastBytes = this.#arena.chunkAt(position)
    this.#next = this.#arena.offsetAt(position)
    this.#located = 0
  }

  #locateNext(): void {
    const bytes = this.#lastBytes
    const column = this.#located
    let at = this.#next
    let code = bytes[at++] ?? 0
    if (code >= 0x80) {
      code &= 0x7f
      for (let shift = 128; ; shift *= 128) {
        const byte = bytes[at++] ?? 0
        code += (byte & 0x7f) * shift
        if (byte < 0x80) break
      }
    }
    const same = (code - 1) / 2
    const isReference = code % 2 === 1
    const end = isReference ? at : at + code / 2
    this.#textStarts[column] = isReference ? (this.#textStarts[same] ?? 0) : at
    this.#textEnds[column] = isReference ? (this.#textEnds[same] ?? 0) : end
    this.#next = end
    this.#located = column + 1
  }
}

const LONGEST_NUMBER = 5

/** Seven bits a byte, the lowest first. Returns where it ends. */
function writeNumber(value: number, record: Uint8Array, at: number): number {
  let end = at
  let rest = value
  while (rest >= 0x80) {
    record[end++] = (rest % 128) | 0x80
    rest = Math.floor(rest / 128)
  }
  record[end++] = rest
  return end
}

function sameEarlier(bytes: Uint8Array, spans: readonly number[], column: number): number {
  const start = spans[2 * column] ?? 0
  const length = (spans[2 * column + 1] ?? 0) - start
  for (let earlier = 0; earlier < column; earlier += 1) {
    const from = spans[2 * earlier] ?? 0
    if ((spans[2 * earlier + 1] ?? 0) - from === length && areEqual(bytes, start, from, length)) return earlier
  }
  return -1
}

function areEqual(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  if (one === other) return true
  for (let index = 0; index < length; index += 1) if (bytes[one + index] !== bytes[other + index]) return false
  return true
}
