import { MalformedMessageError, readHeader, tags } from './ber.ts'

/** Cuts the bytes of a connection into whole LDAP messages. `push` throws `MalformedMessageError` for anything that cannot become one. */
export class MessageSplitter {
  readonly #maxMessageBytes: number
  #chunks: Buffer[] = []
  #length = 0
  #needed = 2

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes
  }

  /** Bytes of a message that has begun and not ended. */
  get pendingBytes(): number {
    return this.#length
  }

  /** The messages that `chunk` completes; the rest is kept for the next call. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    // Joining only when the announced length is there keeps a sender of single bytes from costing quadratic time.
    if (this.#length < this.#needed) return []
    return this.#split(Buffer.concat(this.#chunks))
  }

  #split(bytes: Buffer): readonly Buffer[] {
    const messages: Buffer[] = []
    let offset = 0
    this.#needed = 2
    while (offset < bytes.length) {
      if (bytes[offset] !== tags.sequence) throw new MalformedMessageError('not an LDAP message')
      const header = readHeader(bytes, offset)
      if (header !== undefined && header.end - offset > this.#maxMessageBytes)
        throw new MalformedMessageError('a message larger than this server takes')
      if (header === undefined || header.end > bytes.length) {
        this.#needed = header === undefined ? bytes.length - offset + 1 : header.end - offset
        break
      }
      messages.push(bytes.subarray(offset, header.end))
      offset = header.end
    }
    const rest = bytes.subarray(offset)
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#length = rest.length
    return messages
  }
}
