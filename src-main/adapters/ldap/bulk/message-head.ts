import { berInteger, INTEGER, MalformedBytes, SEQUENCE } from '../ber.ts'
import { BerCursor } from './ber-cursor.ts'

export const SEARCH_ENTRY = 0x64
export const SEARCH_REFERENCE = 0x73

/** Reads no more of a message than whom it answers and what it is: entries are decoded later, when the next page is on its way. */
export class MessageHead {
  id = 0
  /** Of the operation. */
  tag = 0
  readonly #cursor = new BerCursor()

  /** `malformed` when the bytes do not begin as an LDAP message does (RFC 4511, section 4.1.1). */
  read(message: Buffer, start = 0, end = message.length): 'malformed' | undefined {
    const cursor = this.#cursor
    try {
      cursor.expect(SEQUENCE, message, start, end)
      const limit = cursor.end
      cursor.expect(INTEGER, message, cursor.start, limit)
      this.id = cursor.end - cursor.start === 1 ? (message[cursor.start] ?? 0) : berInteger(message.subarray(cursor.start, cursor.end))
      cursor.read(message, cursor.end, limit)
      this.tag = cursor.tag
      return undefined
    } catch (problem) {
      if (problem instanceof MalformedBytes) return 'malformed'
      throw problem
    }
  }
}
