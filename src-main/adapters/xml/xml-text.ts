import { XmlFault } from './xml-fault.ts'

/** Lines and columns of a text, counted when something is to be said. */
export class TextPlace {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  line(at: number): number {
    let line = 1
    for (let index = 0; index < at; index += 1) if (this.#text.charCodeAt(index) === 0x0a) line += 1
    return line
  }

  malformed(at: number, because: string): XmlFault {
    const column = at === 0 ? 1 : at - this.#text.lastIndexOf('\n', at - 1)
    return new XmlFault({ kind: 'malformed', line: this.line(at), column, because })
  }
}

// Name of XML 1.0, fifth edition, without colons (NCName).
const START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const NAME = `[${START}][\\u0300-\\u036F\\xB7\\u203F-\\u2040${START}\\-.0-9]*`
const QUALIFIED_NAME = new RegExp(`^${NAME}(?::${NAME})?$`, 'u')
// Nearly all names are ASCII, and this is twice as fast without the flag that the other one needs.
const ASCII_NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/

/** Expressions keep a place for each character that they may go back to: an endless name would exhaust them. */
const LONGEST_NAME = 1000

/** The qualified name that begins here, of at most 1,000 characters. */
export function qualifiedNameAt(text: string, at: number): string | undefined {
  let end = at
  while (end - at <= LONGEST_NAME && !endsName(text.charCodeAt(end))) end += 1
  const name = end - at <= LONGEST_NAME ? text.slice(at, end) : ''
  return ASCII_NAME.test(name) || QUALIFIED_NAME.test(name) ? name : undefined
}

/** White space, `=`, `/`, `<`, `>`, or the end of the text. */
function endsName(code: number): boolean {
  return isSpace(code) || code === 0x3d || code === 0x2f || code === 0x3c || code === 0x3e || Number.isNaN(code)
}

/** Where the white space that begins here ends; the place itself when there is none. */
export function spaceEnd(text: string, at: number): number {
  let end = at
  while (isSpace(text.charCodeAt(end))) end += 1
  return end
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The character of a reference without `&` and `;`; undefined when it is none, or names a character that XML forbids. */
export function referredCharacter(reference: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}))$/.exec(reference)
  if (digits === null) return Object.hasOwn(PREDEFINED, reference) ? PREDEFINED[reference] : undefined
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
  return isCharacter(code) ? String.fromCodePoint(code) : undefined
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}
