import { decodeUtf8 } from './utf8.ts'

const BYTES = 16
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const NOTATION = /^([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})$/i
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
    const text = decodeUtf8(bytes, start, end)
    if (!NOTATION.test(text)) this.#odd.set(row, text)
    else {
      const digits = text.replaceAll('-', '')
      for (let index = 0; index < BYTES; index += 1) this.#bytes[at + index] = Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16)
    }
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
      text += index === 4 || index === 6 || index === 8 || index === 10 ? `-${HEX[byte] ?? ''}` : (HEX[byte] ?? '')
    }
    return isNone ? '' : text
  }

  #makeRoom(row: number): void {
    const needed = (row + 1) * BYTES
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length + (this.#bytes.length >> 1)))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
