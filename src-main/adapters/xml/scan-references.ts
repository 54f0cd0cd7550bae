import type { TextPlace } from './xml-text.ts'
import { referredCharacter } from './xml-text.ts'

/** Looks for `&` and `]]>` where they matter. Remembers the next ones, so that many short texts are not searched to the end of the document each. */
export class ReferenceScan {
  readonly #text: string
  readonly #place: TextPlace
  #nextReference = -1
  #nextCdataEnd = -1

  constructor(text: string, place: TextPlace) {
    this.#text = text
    this.#place = place
  }

  /** Throws `XmlFault` for a reference to anything but a character, and for `]]>`, which readers disagree about. */
  inText(from: number, to: number): void {
    this.inValue(from, to)
    if (this.#nextCdataEnd < from) this.#nextCdataEnd = found(this.#text.indexOf(']]>', from))
    if (this.#nextCdataEnd < to) throw this.#place.malformed(this.#nextCdataEnd, 'there is ]]> in a text')
  }

  /** Gives whether there is a reference; throws `XmlFault` for one to anything but a character. */
  inValue(from: number, to: number): boolean {
    let hasReference = false
    if (this.#nextReference < from) this.#nextReference = found(this.#text.indexOf('&', from))
    while (this.#nextReference < to) {
      hasReference = true
      this.#judge(this.#nextReference)
      this.#nextReference = found(this.#text.indexOf('&', this.#nextReference + 1))
    }
    return hasReference
  }

  #judge(at: number): void {
    // Leading zeros are allowed without end, and nobody needs them.
    const reference = /^&([^;<&\s]{1,30});/.exec(this.#text.slice(at, at + 32))?.[1]
    if (reference === undefined) throw this.#place.malformed(at, '& stands alone: it has to be written as &amp;')
    if (referredCharacter(reference) !== undefined) return
    throw this.#place.malformed(
      at,
      reference.startsWith('#')
        ? `&${reference}; names a character that XML forbids`
        : `&${reference}; refers to an entity that is not one of the five of XML`
    )
  }
}

function found(index: number): number {
  return index < 0 ? Number.POSITIVE_INFINITY : index
}
