import { isUtf8 } from 'node:buffer'
import { attributeValues } from '../ldap/attribute-values.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

/** How a value is written: `name: text`, `name:: base64`, `name:< url` (RFC 2849, value-spec). `start` is the first byte of the value. */
export interface LdifValuePlace {
  readonly kind: 'text' | 'base64' | 'url'
  readonly start: number
}

/** `colon`: where the colon after the attribute's name stands. */
export function placeOfValue(bytes: Buffer, colon: number, end: number): LdifValuePlace {
  const mark = colon + 1 < end ? bytes[colon + 1] : undefined
  const kind = mark === COLON ? 'base64' : mark === LESS ? 'url' : 'text'
  let start = kind === 'text' ? colon + 1 : colon + 2
  while (start < end && bytes[start] === SPACE) start += 1
  return { kind, start }
}

/** The value as the LDAP side would give it (`attributeValues`), so that a directory and its export compare; the error is a half sentence about the line. */
export function ldifValue(name: string, bytes: Buffer, { kind, start }: LdifValuePlace, end: number): Result<string, string> {
  if (kind === 'base64') {
    const decoded = decodedBase64(bytes.toString('latin1', start, end))
    if (decoded === undefined) return fail('has a value that is no base64')
    return asOnTheWire(name, decoded)
  }
  const text = bytes.toString('utf8', start, end)
  if (!needsBytes(name, text)) return succeed(text)
  const value = Buffer.from(bytes.subarray(start, end))
  return isUtf8(value) ? asOnTheWire(name, value) : fail('has text that is not in UTF-8: save the file in that encoding')
}

/** Text in UTF-8, as names of entries are; `undefined` for other bytes. */
export function ldifText(bytes: Buffer, { kind, start }: LdifValuePlace, end: number): string | undefined {
  const value = kind === 'base64' ? decodedBase64(bytes.toString('latin1', start, end)) : bytes.subarray(start, end)
  return value !== undefined && isUtf8(value) ? value.toString('utf8') : undefined
}

const SPACE = 0x20
const COLON = 0x3a
const LESS = 0x3c

/** Most values are plain text; what may be bytes in disguise goes the long way. A replacement character is either a wrong byte or itself. */
function needsBytes(name: string, text: string): boolean {
  return text.includes('\ufffd') || text.includes('\0') || text.startsWith('base64:') || BINARY.test(name)
}

const BINARY = /;binary(?:;|$)|^(?:objectguid|objectsid|sidhistory|securityidentifier|tokengroups)(?:;|$)/

function asOnTheWire(name: string, value: Buffer): Result<string, string> {
  const [text = ''] = attributeValues(name, [value])
  return succeed(text)
}

/** Buffer.from skips what is no base64, so that is looked for before. */
function decodedBase64(text: string): Buffer | undefined {
  const written = text.trimEnd()
  return written.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(written) ? Buffer.from(written, 'base64') : undefined
}
