import { escapeDnValue, parseDn } from '../../model/distinguished-name.ts'

/**
 * One text for all ways of writing a distinguished name: two names are equal (`equalDn`) exactly when these texts are. What is no name stands
 * for itself, in lower case.
 */
export function normalName(dn: string): string {
  const steps = parseDn(dn)
  if (steps === undefined) return dn.toLowerCase()
  return steps
    .map((pairs) =>
      pairs
        .map(({ type, value }) => `${type.toLowerCase()}=${escapeDnValue(comparableValue(value))}`)
        .sort()
        .join('+')
    )
    .join(',')
}

/**
 * Whether folding the letters of ASCII is all that `normalName` would do: nearly every name of nearly every directory, and a hundred times
 * cheaper to find out. When in doubt, no.
 */
export function isPlainName(bytes: Uint8Array, start: number, end: number): boolean {
  let isType = true
  let previous = COMMA
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (isType ? byte === EQUALS && previous === COMMA : byte === EQUALS) return false
    if (byte === EQUALS) isType = false
    else if (byte === COMMA) {
      if (isType || previous === SPACE) return false
      isType = true
    } else if (byte === SPACE) {
      if (isType || previous === EQUALS || previous === SPACE) return false
    } else if (isType ? !isPlainInType(byte) : !isPlainInValue(byte)) return false
    previous = byte
  }
  return !isType && previous !== SPACE
}

const SPACE = 0x20
const COMMA = 0x2c
const EQUALS = 0x3d
const HYPHEN = 0x2d
const UNDERSCORE = 0x5f

/** No full stop: it could be `oid.` or a numeric type. */
function isPlainInType(byte: number): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39
  const letter = byte | 0x20
  return isDigit || (letter >= 0x61 && letter <= 0x7a) || byte === HYPHEN || byte === UNDERSCORE
}

/** None of `"`, `#`, `+`, `;`, `<`, `>`, `\`, control characters, or bytes beyond ASCII. */
function isPlainInValue(byte: number): boolean {
  if (byte <= SPACE || byte >= 0x7f) return false
  return !(byte === 0x22 || byte === 0x23 || byte === 0x2b || byte === 0x3b || byte === 0x3c || byte === 0x3e || byte === 0x5c)
}

// caseIgnoreMatch, as in distinguished-name.ts: case and compatibility forms are folded, and many spaces are one (RFC 4518).
function comparableValue(value: string): string {
  return value.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()
}
