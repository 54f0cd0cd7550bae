/** One step of a distinguished name; more than one pair for `CN=a+UID=b`. */
export type Rdn = readonly RdnPair[]

export interface RdnPair {
  /** As written, but for numbers of well-known attributes: `2.5.4.3` is `CN`. */
  readonly type: string
  /** The text behind the escapes, and behind the bytes of a `#04...` value; bytes that are no text stay as they are written. */
  readonly value: string
}

/**
 * The steps of a distinguished name, the entry itself first (RFC 4514, with spaces around separators as both servers write and accept).
 * `undefined` when it is not one, as with Active Directory's `<GUID=...>`.
 */
export function parseDn(dn: string): readonly Rdn[] | undefined {
  return scanDn(dn)?.map((step) => step.rdn)
}

/** The name of the entry above, as written; empty for a top entry, `undefined` for the root and for what is no name. */
export function parentDn(dn: string): string | undefined {
  const steps = scanDn(dn)
  if (steps === undefined || steps.length === 0) return undefined
  const [, parent] = steps
  return parent === undefined ? '' : dn.slice(parent.start)
}

/** Whether the entry is `base` or below it. Every entry is within the root, which is the empty name. */
export function isWithin(dn: string, base: string): boolean {
  const names = comparableDn(dn)
  const baseNames = comparableDn(base)
  return baseNames.length <= names.length && baseNames.every((name, index) => name === names[names.length - baseNames.length + index])
}

/** Whether both names mean the same entry: case, spacing, escapes and the order inside `a+b` do not matter. */
export function equalDn(one: string, other: string): boolean {
  const names = comparableDn(one)
  const otherNames = comparableDn(other)
  return names.length === otherNames.length && names.every((name, index) => name === otherNames[index])
}

/** Makes any text safe as a value inside a distinguished name (RFC 4514, section 2.4). */
export function escapeDnValue(text: string): string {
  const escaped = text.replace(/^[ #]| $|[",+;<>\\=]/g, '\\$&')
  // eslint-disable-next-line no-control-regex -- NUL must be escaped, and line ends survive no form field as they are
  return escaped.replace(/[\u0000-\u001f\u007f]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

interface Step {
  readonly start: number
  readonly rdn: Rdn
}

/** One comparable text per step; what is no name compares as one step by its text. */
function comparableDn(dn: string): readonly string[] {
  const rdns = parseDn(dn)
  if (rdns === undefined) return [dn.toLowerCase()]
  return rdns.map((rdn) =>
    rdn
      .map(({ type, value }) => `${type.toLowerCase()}=${escapeDnValue(comparableValue(value))}`)
      .sort()
      .join('+')
  )
}

// Both servers match names by caseIgnoreMatch, which folds case and compatibility forms and makes one space of many (RFC 4518).
function comparableValue(value: string): string {
  return value.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()
}

function scanDn(dn: string): readonly Step[] | undefined {
  if (/^ *$/.test(dn)) return []
  const steps: Step[] = []
  let position = 0
  for (;;) {
    position = skipSpaces(dn, position)
    const start = position
    const pairs: RdnPair[] = []
    let separator: string
    do {
      const pair = scanPair(dn, position)
      if (pair === undefined) return undefined
      pairs.push(pair.pair)
      separator = dn.charAt(pair.end)
      position = pair.end + 1
    } while (separator === '+')
    steps.push({ start, rdn: pairs })
    if (separator === '') return steps
  }
}

// Only the plain space is insignificant around separators: a no-break space is part of a value.
const pairPattern = / *(?:oid\.)?(\d+(?:\.\d+)*|[a-z][\w-]*) *= */iy
const hexValuePattern = /#(?:[0-9a-f]{2})+ *(?=[,+]|$)/iy
// A run of plain characters, an escaped special character, or escaped bytes of UTF-8.
// eslint-disable-next-line no-control-regex -- an unescaped NUL is what must not be there
const partPattern = /[^\\,+;<>"\u0000]+|\\[ "#+,;<=>\\]|(?:\\[0-9a-f]{2})+/iy

function scanPair(dn: string, from: number): { readonly pair: RdnPair; readonly end: number } | undefined {
  const found = matchAt(pairPattern, dn, from)
  if (found === undefined) return undefined
  const [written, name = ''] = found
  const type = namesOfNumbers.get(name) ?? name
  const start = from + written.length
  const hexValue = matchAt(hexValuePattern, dn, start)?.[0]
  if (hexValue === undefined) return scanValue(dn, start, type)
  const value = hexValue.trimEnd().toLowerCase()
  return { pair: { type, value: textOfHexValue(value) ?? value }, end: start + hexValue.length }
}

/** RFC 4514, section 3. */
const namesOfNumbers: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC']
])

/** OCTET STRING, UTF8String, PrintableString, IA5String; a length in one byte, or behind the number of its bytes. */
const hexTextPattern = /^#(?:04|0c|13|16)(?:([0-7][0-9a-f])|81([0-9a-f]{2})|82([0-9a-f]{4}))((?:[0-9a-f]{2})*)$/

/** A value as the bytes of its BER encoding (RFC 4514, section 2.4). */
function textOfHexValue(written: string): string | undefined {
  const found = hexTextPattern.exec(written)
  if (found === null) return undefined
  const [, short, long, longer, content = ''] = found
  if (Number.parseInt(short ?? long ?? longer ?? '', 16) * 2 !== content.length) return undefined
  return decodedBytes(content.replace(/../g, '%$&'))
}

function scanValue(dn: string, start: number, type: string): { readonly pair: RdnPair; readonly end: number } | undefined {
  let value = ''
  let escapedLength = 0
  let end = start
  for (;;) {
    const part = matchAt(partPattern, dn, end)?.[0]
    if (part === undefined) break
    end += part.length
    if (part.startsWith('\\')) {
      value += unescaped(part)
      escapedLength = value.length
    } else value += part
  }
  if (end < dn.length && !',+'.includes(dn.charAt(end))) return undefined
  // Spaces before the separator are no part of the value, unless they are escaped.
  value = value.slice(0, escapedLength) + withoutTrailingSpaces(value.slice(escapedLength))
  return { pair: { type, value }, end }
}

function unescaped(part: string): string {
  if (!/^\\[0-9a-f]{2}/i.test(part)) return part.slice(1)
  // Bytes that are no UTF-8 stay as written, so that two different names stay different.
  return decodedBytes(part.replaceAll('\\', '%')) ?? part.toLowerCase()
}

/** `%c3%bc` is `ü`; `undefined` for what is no UTF-8. */
function decodedBytes(percentEncoded: string): string | undefined {
  try {
    return decodeURIComponent(percentEncoded)
  } catch (problem) {
    if (problem instanceof URIError) return undefined
    throw problem
  }
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position
  return pattern.exec(text) ?? undefined
}

// A pattern would take quadratic time for many spaces inside the text.
function withoutTrailingSpaces(text: string): string {
  let end = text.length
  while (text.charAt(end - 1) === ' ') end -= 1
  return text.slice(0, end)
}

function skipSpaces(text: string, from: number): number {
  let position = from
  while (text.charAt(position) === ' ') position += 1
  return position
}
