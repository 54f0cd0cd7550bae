import { ByteArena } from './byte-arena.ts'
import { NumberColumn } from './number-column.ts'
import type { TextSpan } from './text-span.ts'

/**
 * Gives equal byte strings one number, from 0 upwards. Open addressing over hashes, and every hit is verified against the stored bytes:
 * two names that share a hash stay two names.
 */
export class ByteTable {
  readonly #isCaseFolded: boolean
  readonly #arena = new ByteArena()
  readonly #starts = new NumberColumn()
  readonly #lengths = new NumberColumn()
  readonly #hashes = new NumberColumn()
  #slots = new Uint32Array(256)

  /** `isCaseFolded`: the letters of ASCII count without regard to case. */
  constructor(isCaseFolded: boolean) {
    this.#isCaseFolded = isCaseFolded
  }

  get count(): number {
    return this.#starts.count
  }

  get byteLength(): number {
    return this.#arena.byteLength + this.#starts.byteLength + this.#lengths.byteLength + this.#hashes.byteLength + this.#slots.byteLength
  }

  hashOf(bytes: Uint8Array, start: number, end: number): number {
    // FNV-1a, then the last mixing of MurmurHash3: the slots are chosen by the low bits.
    let hash = 0x811c9dc5
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ this.#folded(bytes[at] ?? 0), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  }

  /** -1 when they are not there. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 0) - 1
      if (entry === -1) return -1
      if (this.#hashes.at(entry) === hash && this.#holds(entry, bytes, start, end)) return entry
    }
  }

  /** Only for what `find` has not found. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const entry = this.#starts.count
    if ((entry + 1) * 2 > this.#slots.length) this.#widen()
    this.#starts.push(this.#arena.append(bytes, start, end))
    this.#lengths.push(end - start)
    this.#hashes.push(hash)
    this.#place(entry, hash)
    return entry
  }

  /** Hands over the bytes as they were when they were first seen. */
  read<T>(entry: number, use: (bytes: Uint8Array, start: number, end: number) => T): T {
    const position = this.#starts.at(entry)
    const start = this.#arena.offsetAt(position)
    return use(this.#arena.chunkAt(position), start, start + this.#lengths.at(entry))
  }

  /** Moves the span to the bytes, as `read` hands them over. */
  place(entry: number, span: TextSpan): void {
    const position = this.#starts.at(entry)
    const start = this.#arena.offsetAt(position)
    span.set(this.#arena.chunkAt(position), start, start + this.#lengths.at(entry))
  }

  #holds(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start
    if (this.#lengths.at(entry) !== length) return false
    const position = this.#starts.at(entry)
    const stored = this.#arena.chunkAt(position)
    const offset = this.#arena.offsetAt(position)
    for (let index = 0; index < length; index += 1) {
      const one = stored[offset + index] ?? 0
      const other = bytes[start + index] ?? 0
      if (one !== other && this.#folded(one) !== this.#folded(other)) return false
    }
    return true
  }

  #folded(byte: number): number {
    return this.#isCaseFolded && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }

  #place(entry: number, hash: number): void {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = entry + 1
  }

  #widen(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let entry = 0; entry < this.#hashes.count; entry += 1) this.#place(entry, this.#hashes.at(entry))
  }
}
