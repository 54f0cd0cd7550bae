import { copyBytes } from './copy-bytes.ts'

const CHUNK_BITS = 20
const CHUNK_BYTES = 1 << CHUNK_BITS
const FIRST_CHUNK_BYTES = 1 << 14
const MOST_CHUNKS = 1 << (32 - CHUNK_BITS)

/**
 * Bytes that only grow, in chunks: nothing is copied when it grows, and nothing is ever moved. A position is a 32-bit number: the chunk and
 * the place within; a value stands in one chunk.
 */
export class ByteArena {
  readonly #chunks: Uint8Array[] = []
  #current = new Uint8Array(0)
  /** Number of the current chunk. */
  #index = 0
  #used = 0
  #byteLength = 0

  /** Room taken, spare room included. */
  get byteLength(): number {
    return this.#byteLength
  }

  append(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    if (this.#used + length > this.#current.length) this.#open(length)
    const position = this.#index * CHUNK_BYTES + this.#used
    copyBytes(bytes, start, end, this.#current, this.#used)
    this.#used += length
    return position
  }

  chunkAt(position: number): Uint8Array {
    return this.#chunks[position >>> CHUNK_BITS] ?? this.#current
  }

  /** Where in `chunkAt(position)`. */
  offsetAt(position: number): number {
    return position & (CHUNK_BYTES - 1)
  }

  #open(length: number): void {
    const usual = Math.min(CHUNK_BYTES, this.#byteLength === 0 ? FIRST_CHUNK_BYTES : this.#byteLength * 2)
    this.#current = new Uint8Array(Math.max(usual, length))
    this.#byteLength += this.#current.length
    this.#used = 0
    this.#index = this.#chunks.length
    // A value larger than a chunk takes the numbers of several, and everything in it begins in the first.
    const numbers = Math.max(1, Math.ceil(this.#current.length / CHUNK_BYTES))
    if (this.#chunks.length + numbers > MOST_CHUNKS) throw new RangeError('The directory holds more than 4 GiB of texts')
    for (let number = 0; number < numbers; number += 1) this.#chunks.push(this.#current)
  }
}
