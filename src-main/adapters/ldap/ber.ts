/** Bytes that break the rules of BER (X.690) or of the LDAP structure they were read as. Caught where messages are decoded, nowhere else. */
export class MalformedBytes extends Error {}

export interface BerElement {
  readonly tag: number
  readonly content: Buffer
}

/**
 * Walks the elements of one constructed value. Every step moves forward and none leaves the given bytes,
 * so no input can make a reading loop turn on the spot.
 */
export class BerElements {
  readonly #bytes: Buffer
  #position = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length
  }

  get nextTag(): number | undefined {
    return this.#bytes[this.#position]
  }

  /** The next element of any tag; throws `MalformedBytes` when there is none or it does not fit. */
  take(): BerElement {
    const header = berHeader(this.#bytes, this.#position)
    if (header === undefined || header === 'malformed') throw new MalformedBytes('an element has no complete header')
    const start = this.#position + header.headerLength
    const end = start + header.contentLength
    if (end > this.#bytes.length) throw new MalformedBytes('an element is longer than what holds it')
    this.#position = end
    return { tag: header.tag, content: this.#bytes.subarray(start, end) }
  }

  content(tag: number): Buffer {
    const element = this.take()
    if (element.tag !== tag) throw new MalformedBytes('an element has another tag than LDAP puts there')
    return element.content
  }

  /** Content of the next element when it has this tag. */
  optionalContent(tag: number): Buffer | undefined {
    return this.nextTag === tag ? this.content(tag) : undefined
  }

  elements(tag: number): BerElements {
    return new BerElements(this.content(tag))
  }

  integer(tag: number): number {
    return berInteger(this.content(tag))
  }

  text(tag: number): string {
    return this.content(tag).toString('utf8')
  }
}

export interface BerHeader {
  readonly tag: number
  readonly headerLength: number
  readonly contentLength: number
}

/** The tag and length at `position`; `undefined` when more bytes are needed to know, `malformed` when no bytes could help. */
export function berHeader(bytes: Buffer, position: number): BerHeader | 'malformed' | undefined {
  const tag = bytes[position]
  const firstLength = bytes[position + 1]
  if (tag === undefined) return undefined
  if ((tag & 0x1f) === 0x1f) return 'malformed'
  if (firstLength === undefined) return undefined
  if (firstLength < 0x80) return { tag, headerLength: 2, contentLength: firstLength }
  const lengthBytes = firstLength & 0x7f
  // LDAP allows neither the indefinite form (RFC 4511, section 5.1) nor anything near 4 GiB.
  if (lengthBytes === 0 || lengthBytes > 4) return 'malformed'
  if (bytes.length < position + 2 + lengthBytes) return undefined
  return { tag, headerLength: 2 + lengthBytes, contentLength: bytes.readUIntBE(position + 2, lengthBytes) }
}

/** A signed integer of up to six bytes. */
export function berInteger(content: Buffer): number {
  if (content.length === 0 || content.length > 6) throw new MalformedBytes('an integer has an impossible length')
  return content.readIntBE(0, content.length)
}

export const SEQUENCE = 0x30
export const SET = 0x31
export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const OCTET_STRING = 0x04
export const ENUMERATED = 0x0a
