/**
 * Strict reading of BER elements (X.690, as RFC 4511 section 5.1 narrows it): every element must end inside its parent.
 * The reader of ldapts is made for answers of a trusted server; this one faces whatever connects to the practice port.
 */
export class BerElements {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#offset >= this.#bytes.length
  }

  /** The tag of the next element, `undefined` at the end. */
  get nextTag(): number | undefined {
    return this.#bytes[this.#offset]
  }

  /** The next element, whatever its tag. Throws `MalformedMessageError`. */
  next(): { readonly tag: number; readonly content: Buffer } {
    const header = readHeader(this.#bytes, this.#offset)
    if (header === undefined || header.end > this.#bytes.length)
      throw new MalformedMessageError('an element does not end inside its parent')
    this.#offset = header.end
    return { tag: header.tag, content: this.#bytes.subarray(header.contentStart, header.end) }
  }

  content(tag: number): Buffer {
    const element = this.next()
    if (element.tag !== tag) throw new MalformedMessageError(`tag 0x${element.tag.toString(16)} instead of 0x${tag.toString(16)}`)
    return element.content
  }

  elements(tag: number): BerElements {
    return new BerElements(this.content(tag))
  }

  text(tag: number = tags.octetString): string {
    return this.content(tag).toString('utf8')
  }

  integer(tag: number = tags.integer): number {
    const content = this.content(tag)
    if (content.length === 0 || content.length > 4) throw new MalformedMessageError(`an integer of ${content.length} bytes`)
    return content.readIntBE(0, content.length)
  }

  boolean(tag: number = tags.boolean): boolean {
    const content = this.content(tag)
    if (content.length !== 1) throw new MalformedMessageError(`a boolean of ${content.length} bytes`)
    return content[0] !== 0
  }
}

export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError'
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31
} as const

export interface BerHeader {
  readonly tag: number
  readonly contentStart: number
  readonly end: number
}

/** The header at `offset`, or `undefined` when more bytes are needed. Throws `MalformedMessageError` for an indefinite or absurd length. */
export function readHeader(bytes: Buffer, offset: number): BerHeader | undefined {
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (tag === undefined || first === undefined) return undefined
  if ((tag & 0x1f) === 0x1f) throw new MalformedMessageError('LDAP has no tags of several bytes')
  if (first < 0x80) return { tag, contentStart: offset + 2, end: offset + 2 + first }
  const lengthBytes = first & 0x7f
  if (lengthBytes === 0 || lengthBytes > 4) throw new MalformedMessageError(`a length of ${lengthBytes} bytes`)
  const contentStart = offset + 2 + lengthBytes
  if (contentStart > bytes.length) return undefined
  return { tag, contentStart, end: contentStart + bytes.readUIntBE(offset + 2, lengthBytes) }
}
