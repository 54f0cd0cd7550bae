import type { EntryView, ValueRange } from '../../../core/preview/snapshot/entry-view.ts'
import { INTEGER, OCTET_STRING, SEQUENCE, SET } from '../ber.ts'
import { BerCursor } from './ber-cursor.ts'
import { SEARCH_ENTRY } from './message-head.ts'
import { WantedAttributes } from './wanted-attributes.ts'

/** Finds the values of the wanted attributes in the message of an entry (RFC 4511, section 4.5.2). The view is the same one every time. */
export class EntryDecoder {
  readonly #cursor = new BerCursor()
  readonly #wanted: WantedAttributes
  readonly #values: readonly number[][]
  readonly #ranges: ValueRange[] = []
  readonly #withOption: number[] = []
  readonly #view: { bytes: Buffer; dnStart: number; dnEnd: number } & EntryView

  constructor(attributes: readonly string[]) {
    this.#wanted = new WantedAttributes(attributes)
    this.#values = attributes.map(() => [])
    this.#view = { bytes: Buffer.alloc(0), dnStart: 0, dnEnd: 0, values: this.#values, ranges: this.#ranges }
  }

  /** Whether the entry decoded last has values of this attribute under a name with an option (`uid;lang-de`), which are not in its `values`. */
  hasOption(attribute: number): boolean {
    return this.#withOption.includes(attribute)
  }

  /** Throws `MalformedBytes`. The message may lie among others. */
  decode(message: Buffer, start = 0, end = message.length): EntryView & { readonly bytes: Buffer } {
    const cursor = this.#cursor
    for (const values of this.#values) values.length = 0
    this.#ranges.length = 0
    this.#withOption.length = 0
    cursor.expect(SEQUENCE, message, start, end)
    const messageEnd = cursor.end
    cursor.expect(INTEGER, message, cursor.start, messageEnd)
    cursor.expect(SEARCH_ENTRY, message, cursor.end, messageEnd)
    const entryEnd = cursor.end
    cursor.expect(OCTET_STRING, message, cursor.start, entryEnd)
    this.#view.bytes = message
    this.#view.dnStart = cursor.start
    this.#view.dnEnd = cursor.end
    cursor.expect(SEQUENCE, message, cursor.end, entryEnd)
    const listEnd = cursor.end
    let position = cursor.start
    while (position < listEnd) position = this.#attribute(message, position, listEnd)
    return this.#view
  }

  #attribute(message: Buffer, position: number, listEnd: number): number {
    const cursor = this.#cursor
    cursor.expect(SEQUENCE, message, position, listEnd)
    const attributeEnd = cursor.end
    cursor.expect(OCTET_STRING, message, cursor.start, attributeEnd)
    const values = this.#valuesOf(message, cursor.start, cursor.end)
    cursor.expect(SET, message, cursor.end, attributeEnd)
    const setEnd = cursor.end
    let next = cursor.start
    while (next < setEnd) {
      cursor.expect(OCTET_STRING, message, next, setEnd)
      // An attribute may come in several parts, so values are added.
      if (values !== undefined) values.push(cursor.start, cursor.end)
      next = cursor.end
    }
    return attributeEnd
  }

  #valuesOf(message: Buffer, nameStart: number, nameEnd: number): number[] | undefined {
    const index = this.#wanted.find(message, nameStart, nameEnd)
    if (index >= 0) return this.#values[index]
    const range = this.#wanted.findRange(message, nameStart, nameEnd)
    if (range === undefined) {
      const attribute = this.#wanted.findWithOption(message, nameStart, nameEnd)
      if (attribute !== -1) this.#withOption.push(attribute)
      return undefined
    }
    this.#ranges.push(range)
    return this.#values[range.attribute]
  }
}
