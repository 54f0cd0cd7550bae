import { berHeader, SEQUENCE } from './ber.ts'

/** Largest message taken from a server. Real answers stay far below: a domain controller pages values at 1,500. */
export const LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024

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
    const received = this.#withStored(chunk)
    let bytes = received
    for (;;) {
      const length = this.#messageLength(bytes)
      if (length === 'malformed') return bytes
      if (length === undefined || length > bytes.length) break
      const message = bytes.subarray(0, length)
      bytes = bytes.subarray(length)
      if (onMessage(message) === 'stop') return undefined
    }
    if (bytes === received && this.#storedLength > 0) this.#storedLength = received.length
    else this.#store(bytes)
    return undefined
  }

  #messageLength(bytes: Buffer): number | 'malformed' | undefined {
    if (bytes.length > 0 && bytes[0] !== SEQUENCE) return 'malformed'
    const header = berHeader(bytes, 0)
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
