import { berHeader, MalformedBytes } from '../ber.ts'

/**
 * `BerElements` without objects: one cursor looks at millions of elements. `read` moves to an element that lies wholly before `limit`; every
 * element is at least two bytes long, so that a loop from `end` to `end` comes to its limit whatever the bytes are.
 */
export class BerCursor {
  tag = 0
  /** Of the element's content. */
  start = 0
  end = 0

  /** Throws `MalformedBytes` when there is no whole element. */
  read(bytes: Buffer, position: number, limit: number): void {
    const tag = bytes[position] ?? 0x1f
    const length = bytes[position + 1] ?? 0x80
    if (length < 0x80 && (tag & 0x1f) !== 0x1f) {
      this.tag = tag
      this.start = position + 2
      this.end = this.start + length
    } else {
      this.#readLong(bytes, position)
    }
    if (this.end > limit) throw new MalformedBytes('an element is longer than what holds it')
  }

  expect(tag: number, bytes: Buffer, position: number, limit: number): void {
    this.read(bytes, position, limit)
    if (this.tag !== tag) throw new MalformedBytes('an element has another tag than LDAP puts there')
  }

  #readLong(bytes: Buffer, position: number): void {
    const header = berHeader(bytes, position)
    if (header === undefined || header === 'malformed') throw new MalformedBytes('an element has no complete header')
    this.tag = header.tag
    this.start = position + header.headerLength
    this.end = this.start + header.contentLength
  }
}
