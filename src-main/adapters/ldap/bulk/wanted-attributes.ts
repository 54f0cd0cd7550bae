/** Which wanted attribute a name on the wire stands for, without making a text of it. Names are compared without case, as LDAP does. */
export class WantedAttributes {
  readonly #names: readonly Buffer[]
  /** By the attribute before and 1: the one that came after it. */
  readonly #following: number[]
  #last = -1

  constructor(names: readonly string[]) {
    this.#names = names.map((name) => Buffer.from(name.toLowerCase()))
    this.#following = [0, ...names.map((_, index) => index + 1)]
  }

  get count(): number {
    return this.#names.length
  }

  /** -1 for a name that nobody asked for. Entries of one search have their attributes in one order, so what followed last time is tried first. */
  find(bytes: Buffer, start: number, end: number): number {
    const likely = this.#following[this.#last + 1] ?? 0
    const found = this.#isAt(likely, bytes, start, end) ? likely : this.#search(bytes, start, end)
    if (found === -1) return -1
    this.#following[this.#last + 1] = found
    this.#last = found
    return found
  }

  #search(bytes: Buffer, start: number, end: number): number {
    for (let index = 0; index < this.#names.length; index += 1) if (this.#isAt(index, bytes, start, end)) return index
    return -1
  }

  #isAt(index: number, bytes: Buffer, start: number, end: number): boolean {
    const name = this.#names[index]
    return name !== undefined && name.length === end - start && isSame(name, bytes, start)
  }

  /** The attribute of `uid;lang-de`: a search for `uid` finds that value too (RFC 4512, section 2.5.2.1), though it is not the user name. -1: none. */
  findWithOption(bytes: Buffer, start: number, end: number): number {
    const semicolon = bytes.indexOf(SEMICOLON, start)
    return semicolon < 0 || semicolon >= end ? -1 : this.#search(bytes, start, semicolon)
  }

  /** `member;range=0-1499` (MS-ADTS 3.1.1.3.1.3.3); `undefined` when the name has no range or nobody asked for it. */
  findRange(bytes: Buffer, start: number, end: number): { attribute: number; first: number; last: number | undefined } | undefined {
    const semicolon = bytes.indexOf(SEMICOLON, start)
    if (semicolon < 0 || semicolon >= end) return undefined
    const bounds = /^;range=(\d{1,9})-(\d{1,9}|\*)$/i.exec(bytes.toString('latin1', semicolon, end))
    const attribute = bounds === null ? -1 : this.find(bytes, start, semicolon)
    if (bounds === null || attribute < 0) return undefined
    return { attribute, first: Number(bounds[1]), last: bounds[2] === '*' ? undefined : Number(bounds[2]) }
  }
}

const SEMICOLON = 0x3b

function isSame(name: Buffer, bytes: Buffer, start: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    const byte = bytes[start + index] ?? 0
    if (name[index] !== (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)) return false
  }
  return true
}
