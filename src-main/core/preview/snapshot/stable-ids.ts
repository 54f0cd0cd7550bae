import { comparableText } from '../name-person.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const BYTES = 16
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** `6f4bd1a2-…`: two digits a byte, and a hyphen before these bytes. */
const NOTATION_LENGTH = 36
const HYPHEN = 0x2d
/** MS-DTYP 2.3.4: the first three groups of Active Directory's form are little-endian. */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

/** `entryUUID` or `objectGUID` by row: 16 bytes each instead of 36 letters. What is neither is kept as a text. */
export class StableIds {
  #bytes = new Uint8Array(BYTES * 64)
  readonly #odd = new Map<number, string>()

  get byteLength(): number {
    return this.#bytes.byteLength
  }

  set(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.#makeRoom(row)
    const at = row * BYTES
    if (end - start === BYTES) {
      for (const [index, from] of GUID_ORDER.entries()) this.#bytes[at + index] = bytes[start + from] ?? 0
      return
    }
    if (!this.#setNotation(at, bytes, start, end)) this.#odd.set(row, decodeUtf8(bytes, start, end))
  }

  /** Rows whose text is this one for comparing, in ascending order. Makes no text for each row. */
  rowsOf(comparable: string, count: number): readonly number[] {
    const rows: number[] = []
    for (const [row, text] of this.#odd) if (comparableText(text) === comparable) rows.push(row)
    const written = encodeUtf8(comparable)
    const wanted = new StableIds()
    if (!wanted.#setNotation(0, written, 0, written.length) || wanted.text(0) === '') return rows.sort((one, other) => one - other)
    const most = Math.min(count, Math.floor(this.#bytes.length / BYTES))
    for (let row = 0; row < most; row += 1) if (this.#isSame(row, wanted.#bytes) && !this.#odd.has(row)) rows.push(row)
    return rows.sort((one, other) => one - other)
  }

  #isSame(row: number, wanted: Uint8Array): boolean {
    for (let index = 0; index < BYTES; index += 1) if (this.#bytes[row * BYTES + index] !== wanted[index]) return false
    return true
  }

  /** In lower case; empty when the row has none. */
  text(row: number): string {
    const odd = this.#odd.get(row)
    if (odd !== undefined) return odd
    let text = ''
    let isNone = true
    for (let index = 0; index < BYTES; index += 1) {
      const byte = this.#bytes[row * BYTES + index] ?? 0
      isNone &&= byte === 0
      text += isAfterHyphen(index) ? `-${HEX[byte] ?? ''}` : (HEX[byte] ?? '')
    }
    return isNone ? '' : text
  }

  /** Makes no text: everybody has one of these. False when it is written otherwise; the bytes of the row mean nothing then. */
  #setNotation(at: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start !== NOTATION_LENGTH) return false
    let from = start
    for (let index = 0; index < BYTES; index += 1) {
      if (isAfterHyphen(index) && bytes[from++] !== HYPHEN) return false
      const high = digitOf(bytes[from] ?? 0)
      const low = digitOf(bytes[from + 1] ?? 0)
      if (high === -1 || low === -1) return false
      this.#bytes[at + index] = (high << 4) | low
      from += 2
    }
    return true
  }

  #makeRoom(row: number): void {
    const needed = (row + 1) * BYTES
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length + (this.#bytes.length >> 1)))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

function isAfterHyphen(index: number): boolean {
  return index === 4 || index === 6 || index === 8 || index === 10
}

/** -1 for what is no hexadecimal digit. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
