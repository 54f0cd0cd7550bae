import { berHeader, SEQUENCE } from './ber.ts'

/** Largest message taken from a server. Real answers stay far below: a domain controller pages values at 1,500. */
const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024

/**
 * Cuts a byte stream into whole LDAP messages, whatever the sizes of its chunks. Memory follows the bytes that came,
 * never the length a server claims.
 */
export class MessageFrames {
  readonly #largestMessageBytes: number
  #stored = Buffer.alloc(0)
  #storedLength = 0

  constructor(largestMessageBytes: number = LARGEST_MESSAGE_BYTES) {
    this.#largestMessageBytes = largestMessageBytes
  }

  /** Gives each message that is now complete to `onMessage`; returns the bytes where the stream stops being LDAP, when it does. */
  feed(chunk: Buffer, onMessage: (message: Buffer) => 'continue' | 'stop'): Buffer | undefined {
    return this.cut(chunk, (bytes, start, end) => onMessage(bytes.subarray(start, end)))
  }

  /** As `feed`, without a buffer of its own for each message: they lie in `bytes`, which are not written to again. */
  cut(chunk: Buffer, onMessage: (bytes: Buffer, start: number, end: number) => 'continue' | 'stop'): Buffer | undefined {
    const received = this.#withStored(chunk)
    let position = 0
    for (;;) {
      const length = this.#messageLength(received, position)
      if (length === 'malformed') return received.subarray(position)
      if (length === undefined || position + length > received.length) break
      const start = position
      position += length
      if (onMessage(received, start, position) === 'stop') return undefined
    }
    if (position === 0 && this.#storedLength > 0) this.#storedLength = received.length
    else this.#store(received.subarray(position))
    return undefined
  }

  #messageLength(bytes: Buffer, position: number): number | 'malformed' | undefined {
    if (bytes.length > position && bytes[position] !== SEQUENCE) return 'malformed'
    const header = berHeader(bytes, position)
    if (header === undefined || header === 'malformed') return header
    return header.contentLength > this.#largestMessageBytes ? 'malformed' : header.headerLength + header.contentLength
  }

  #withStored(chunk: Buffer): Buffer {
    if (this.#storedLength === 0) return chunk
    this.#grow(this.#storedLength + chunk.length)
    chunk.copy(this.#stored, this.#storedLength)
    return this.#stored.subarray(0, this.#storedLength + chunk.length)
  }

  /** Always a new store: a message handed out may still be looked at. */
  #store(rest: Buffer): void {
    this.#stored = Buffer.from(rest)
    this.#storedLength = rest.length
  }

  /** Doubling keeps the copying linear when a large message comes in small pieces. */
  #grow(needed: number): void {
    if (needed <= this.#stored.length) return
    const larger = Buffer.alloc(Math.max(needed, this.#stored.length * 2, 1024))
    this.#stored.copy(larger, 0, 0, this.#storedLength)
    this.#stored = larger
  }
}
