import { foldText } from './fold-text.ts'

/** One step of a name: usually one attribute, several when joined by `+`. */
export type RelativeName = readonly { readonly type: string; readonly value: string }[]
/** From the entry upwards; empty for the root. */
export type DistinguishedName = readonly RelativeName[]

/** Reads a name as RFC 4514 writes it, and the older forms with quotes and semicolons that servers still take; `undefined` when it is none. */
export function parseDn(text: string): DistinguishedName | undefined {
  const reader = new DnReader(text)
  try {
    return reader.name()
  } catch (error) {
    if (error instanceof NotAName) return undefined
    throw error
  }
}

/** Equal for two names exactly when a directory holds them for the same entry: case, spaces, escapes and spelling of types do not count. */
export function dnKey(name: DistinguishedName): string {
  return name.map(rdnKey).join(',')
}

function rdnKey(rdn: RelativeName): string {
  const [first] = rdn
  return rdn.length === 1 && first !== undefined ? attributeKey(first) : rdn.map(attributeKey).sort().join('+')
}

function attributeKey({ type, value }: RelativeName[number]): string {
  const folded = foldText(value).trim()
  const joined = folded.includes('  ') ? folded.replace(/ +/g, ' ') : folded
  return `${typeKey(type)}=${joined.replace(/[\\,+=]/g, (character) => `\\${character.charCodeAt(0).toString(16)}`)}`
}

/** Writes the name with the escapes that RFC 4514 section 2.4 asks for, in either of its two forms. */
export function formatDn(name: DistinguishedName, escape: (value: string) => string = escapeDnValue): string {
  return name.map((rdn) => rdn.map(({ type, value }) => `${type}=${escape(value)}`).join('+')).join(',')
}

/** One value made safe inside a written name: `Smith\\, Anna`, as Active Directory writes it. */
export function escapeDnValue(value: string): string {
  return escaped(value, (character) => (character === '\0' ? '\\00' : `\\${character}`))
}

/** The same by numbers: `Smith\\2C Anna`, as OpenLDAP writes it. */
export function escapeDnValueInHex(value: string): string {
  return escaped(value, (character) => `\\${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function escaped(value: string, escape: (character: string) => string): string {
  return value.replace(/[\\,+"<>;=\0]|^[ #]| $/g, escape)
}

const aliases = new Map([
  ['commonname', 'cn'],
  ['2.5.4.3', 'cn'],
  ['userid', 'uid'],
  ['0.9.2342.19200300.100.1.1', 'uid'],
  ['domaincomponent', 'dc'],
  ['0.9.2342.19200300.100.1.25', 'dc'],
  ['organizationalunitname', 'ou'],
  ['2.5.4.11', 'ou'],
  ['organizationname', 'o'],
  ['2.5.4.10', 'o']
])

function typeKey(type: string): string {
  const lower = type.toLowerCase().replace(/^oid\./, '')
  return aliases.get(lower) ?? lower
}

class NotAName extends Error {}

class DnReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  name(): DistinguishedName {
    const name: RelativeName[] = []
    if (this.#text === '') return name
    let rdn: RelativeName[number][] = []
    for (;;) {
      rdn.push(this.#attribute())
      const separator = this.#text[this.#position]
      this.#position += 1
      if (separator === '+') continue
      name.push(rdn)
      if (separator === undefined) return name
      rdn = []
    }
  }

  #attribute(): RelativeName[number] {
    this.#skipSpaces()
    const type = this.#match(/(?:[A-Za-z][A-Za-z0-9-]*|(?:[Oo][Ii][Dd]\.)?\d+(?:\.\d+)*)/y)
    this.#skipSpaces()
    this.#match(/=/y)
    this.#skipSpaces()
    const value = this.#value(this.#text[this.#position])
    this.#skipSpaces()
    if (this.#position < this.#text.length && !',;+'.includes(this.#text.charAt(this.#position))) throw new NotAName()
    return { type, value }
  }

  #value(first: string | undefined): string {
    if (first === '#') return this.#hexValue()
    return first === '"' ? this.#quotedValue() : this.#stringValue()
  }

  #stringValue(): string {
    const plain = this.#match(/[^\\",+;<>\0]*/y)
    return this.#text[this.#position] === '\\' ? this.#escapedValue(plain) : withoutSpacesAtEnd(plain)
  }

  /** The value goes on with an escape. Spaces at its end belong to the writing unless they are escaped themselves. */
  #escapedValue(plain: string): string {
    const bytes: Buffer[] = [Buffer.from(plain)]
    let last = plain
    for (;;) {
      const escape = this.#match(/(?:\\[0-9A-Fa-f]{2}|\\[ "#+,;<=>\\])?/y)
      if (escape === '') break
      last = this.#match(/[^\\",+;<>\0]*/y)
      bytes.push(unescaped(escape), Buffer.from(last))
    }
    bytes[bytes.length - 1] = Buffer.from(withoutSpacesAtEnd(last))
    return Buffer.concat(bytes).toString('utf8')
  }

  #quotedValue(): string {
    const quoted = this.#match(/"(?:[^"\\]|\\[0-9A-Fa-f]{2}|\\.)*"/uy).slice(1, -1)
    return Buffer.concat((quoted.match(/\\[0-9A-Fa-f]{2}|\\.|[^\\]/gu) ?? []).map(unescaped)).toString('utf8')
  }

  /** `#` and the BER of the value: only strings make sense here. */
  #hexValue(): string {
    const ber = Buffer.from(this.#match(/#(?:[0-9A-Fa-f]{2})+/y).slice(1), 'hex')
    const length = ber[1]
    if (length === undefined || length >= 0x80 || length !== ber.length - 2) throw new NotAName()
    return ber.subarray(2).toString('utf8')
  }

  #skipSpaces(): void {
    while (this.#text[this.#position] === ' ') this.#position += 1
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position
    const found = pattern.exec(this.#text)
    if (found === null) throw new NotAName()
    this.#position += found[0].length
    return found[0]
  }
}

function unescaped(character: string): Buffer {
  if (!character.startsWith('\\')) return Buffer.from(character)
  return character.length === 3 ? Buffer.from(character.slice(1), 'hex') : Buffer.from(character.slice(1))
}

/** Not by a pattern: those look at every run of spaces again and again, and names come from strangers. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end -= 1
  return text.slice(0, end)
}
