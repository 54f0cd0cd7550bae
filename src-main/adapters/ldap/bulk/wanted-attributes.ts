/** Which wanted attribute a name on the wire stands for, without making a text of it. Names are compared without case, as LDAP does. */
export class WantedAttributes {
  readonly #names: readonly Buffer[]

  constructor(names: readonly string[]) {
    this.#names = names.map((name) => Buffer.from(name.toLowerCase()))
  }

  get count(): number {
    return this.#names.length
  }

  /** -1 for a name that nobody asked for. */
  find(bytes: Buffer, start: number, end: number): number {
    const length = end - start
    const names = this.#names
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]
      if (name !== undefined && name.length === length && isSame(name, bytes, start)) return index
    }
    return -1
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
