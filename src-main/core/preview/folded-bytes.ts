import { foldForSearch } from './fold-for-search.ts'
import type { TextSpan } from './snapshot/text-span.ts'
import { decodeUtf8, encodeUtf8 } from './snapshot/utf8.ts'

/**
 * Texts folded for searching (`foldForSearch`) one after the other, as UTF-8. Bytes are folded as they are, without making texts of them, up to
 * U+07FF: the alphabets of Europe and the Near East. Others take the slower way, with the same result.
 */
export class FoldedBytes {
  bytes: Uint8Array
  length = 0

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  add({ bytes, start, end }: TextSpan): void {
    this.#makeRoom((end - start) * 3)
    const into = this.bytes
    let length = this.length
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < 0x80) into[length++] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      else {
        const point = pointOfTwo(bytes, at, end)
        if (point === undefined) {
          this.#addBytes(encodeUtf8(foldForSearch(decodeUtf8(bytes, start, end))))
          return
        }
        const folded = foldedPoint(point)
        for (let index = 0; index < folded.length; index += 1) into[length++] = folded[index] ?? 0
        at += 1
      }
    }
    this.length = length
  }

  addByte(byte: number): void {
    this.#makeRoom(1)
    this.bytes[this.length] = byte
    this.length += 1
  }

  #addBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  #makeRoom(length: number): void {
    if (this.length + length <= this.bytes.length) return
    const larger = new Uint8Array((this.length + length) * 2)
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }
}

/** A character of two bytes whose folding does not depend on its neighbours: all but the Greek sigma, which has another form at the end of a word. */
function pointOfTwo(bytes: Uint8Array, at: number, end: number): number | undefined {
  const first = bytes[at] ?? 0
  const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0
  if (first < 0xc2 || first > 0xdf || (second & 0xc0) !== 0x80) return undefined
  const point = ((first & 0x1f) << 6) | (second & 0x3f)
  return point === SIGMA ? undefined : point
}

const SIGMA = 0x3a3

const foldedPoints: (Uint8Array | undefined)[] = []

/** Never longer than three times its two bytes. */
function foldedPoint(point: number): Uint8Array {
  return (foldedPoints[point] ??= encodeUtf8(foldForSearch(String.fromCodePoint(point))))
}
