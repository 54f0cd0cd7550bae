import { ByteTable } from './byte-table.ts'
import { isPlainName, normalName } from './normal-name.ts'
import { NumberColumn } from './number-column.ts'
import type { TextSpan } from './text-span.ts'
import { decodeStrictUtf8, decodeUtf8, encodeUtf8 } from './utf8.ts'

/**
 * Gives every distinguished name one number, however it is written. Looked up by its bytes with the case of ASCII folded, which never makes
 * two names one; only a spelling that is new and not plain is parsed, and is remembered beside the normal form.
 */
export class NameTable {
  readonly #spellings = new ByteTable(true)
  /** By spelling: the spelling that stands for the name. */
  readonly #names = new NumberColumn()

  /** Numbers are smaller than this; not every number is a name. */
  get count(): number {
    return this.#spellings.count
  }

  get byteLength(): number {
    return this.#spellings.byteLength + this.#names.byteLength
  }

  nameOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.#spellings.hashOf(bytes, start, end)
    const known = this.#spellings.find(bytes, start, end, hash)
    if (known !== -1) return this.#names.at(known)
    const normal = isPlainName(bytes, start, end) ? undefined : normalBytes(bytes, start, end)
    if (normal === undefined) return this.#add(bytes, start, end, hash)
    const normalHash = this.#spellings.hashOf(normal, 0, normal.length)
    const found = this.#spellings.find(normal, 0, normal.length, normalHash)
    if (found !== -1) return this.#add(bytes, start, end, hash, this.#names.at(found))
    const name = this.#add(bytes, start, end, hash)
    // The spelling may be the normal form already, but for the case of ASCII.
    if (this.#spellings.find(normal, 0, normal.length, normalHash) === -1) this.#add(normal, 0, normal.length, normalHash, name)
    return name
  }

  /** As it was written when it was first seen. */
  text(name: number): string {
    return this.#spellings.read(name, decodeUtf8)
  }

  /** Moves the span to the text of `text`. */
  place(name: number, span: TextSpan): void {
    this.#spellings.place(name, span)
  }

  /** Whether `text` gives exactly these bytes back. */
  isWrittenAs(name: number, bytes: Uint8Array, start: number, end: number): boolean {
    return this.#spellings.read(name, (stored, from, to) => {
      if (to - from !== end - start) return false
      for (let index = from; index < to; index += 1) if (stored[index] !== bytes[start + index - from]) return false
      return true
    })
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, name = this.#spellings.count): number {
    this.#spellings.add(bytes, start, end, hash)
    this.#names.push(name)
    return name
  }
}

/** `undefined` for bytes that are no UTF-8: they stand for themselves, or two of them could become one by their replacements. */
function normalBytes(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const text = decodeStrictUtf8(bytes, start, end)
  return text === undefined ? undefined : encodeUtf8(normalName(text))
}
