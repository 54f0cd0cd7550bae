import { dnKey } from './distinguished-name.ts'
import { isAscii } from './fold-text.ts'
import type { AttributeType, Schema } from './schema.ts'

/** A value in the form that comparisons use: equal exactly when the attribute's matching rule says so. */
export type Comparable = string | bigint

/** A stored value; `undefined` when the attribute is never compared or the value breaks its syntax. */
export function comparableValue(type: AttributeType, value: string | Buffer, schema: Schema): Comparable | undefined {
  switch (type.syntax) {
    case 'bytes':
    case 'security-id':
      return asBytes(value).toString('latin1')
    case 'unmatched':
      return undefined
    default:
      return comparableText(type, value.toString(), schema)
  }
}

/** A value that a filter asserts; some syntaxes accept more forms there. `undefined` makes the comparison undefined. */
export function comparableAssertion(type: AttributeType, assertion: Buffer, schema: Schema): Comparable | undefined {
  switch (type.syntax) {
    case 'security-id': {
      const text = assertion.toString('latin1')
      return /^S-1-\d+(-\d+)+$/i.test(text) ? securityIdBytes(text).toString('latin1') : text
    }
    case 'uuid':
      return assertion.length === 16 ? uuidText(assertion) : comparableText(type, assertion.toString('utf8'), schema)
    case 'category':
      return comparableText(type, schema.categories.get(assertion.toString('utf8').toLowerCase()) ?? assertion.toString('utf8'), schema)
    default:
      return comparableValue(type, assertion, schema)
  }
}

/** A piece of text inside a substring filter. Unlike a whole value it keeps a space at an end that is not the value's own end. */
export function comparableFragment(
  type: AttributeType,
  fragment: Buffer,
  place: 'initial' | 'any' | 'final',
  schema: Schema
): string | undefined {
  const text = fragment.toString('utf8')
  if (!isWellFormed(type, text)) return undefined
  if (type.syntax === 'telephone') return foldTelephone(text)
  const folded = (type.syntax.startsWith('exact') ? text : schema.fold(text)).replace(/ +/g, ' ')
  // slapd trims every piece of an ASCII value; of other text only the ends that are the value's own, and never down to nothing at the front.
  if (type.syntax.endsWith('ascii-text')) return folded.trim()
  if (place === 'any') return folded
  return place === 'final' ? folded.trimEnd() : folded.trimStart() || folded
}

function comparableText(type: AttributeType, text: string, schema: Schema): Comparable | undefined {
  if (!isWellFormed(type, text)) return undefined
  switch (type.syntax) {
    case 'text':
    case 'ascii-text':
      return joinSpaces(schema.fold(text))
    case 'exact-text':
      return joinSpaces(text.normalize('NFKC'))
    case 'exact-ascii-text':
      return joinSpaces(text)
    case 'telephone':
      return foldTelephone(text)
    case 'class':
      return text.toLowerCase()
    case 'dn':
    case 'dn-with-id':
    case 'category': {
      const name = schema.parseDn(text)
      return name === undefined ? undefined : dnKey(name)
    }
    case 'integer':
      return /^-?(0|[1-9]\d*)$/.test(text) ? BigInt(text) : undefined
    case 'boolean':
      return /^(TRUE|FALSE)$/.test(text) ? text : undefined
    case 'time':
      return comparableTime(text)
    case 'uuid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined
    default:
      return undefined
  }
}

/** Sorts as the instant does: `20240131120000Z`, with or without a fraction, always UTC here. */
function comparableTime(text: string): string | undefined {
  const parts = /^(\d{10})(\d{2})?(\d{2})?(?:[.,](\d+))?Z$/.exec(text)
  if (parts === null) return undefined
  const [, hour = '', minute = '00', second = '00', fraction = ''] = parts
  return `${hour}${minute}${second}.${fraction.replace(/0+$/, '')}`
}

/** `S-1-5-21-...` as the bytes Active Directory stores (MS-DTYP section 2.4.2.2). */
export function securityIdBytes(text: string): Buffer {
  const [revision = 1, authority = 0, ...rest] = text.split('-').slice(1).map(Number)
  const bytes = Buffer.alloc(8 + 4 * rest.length)
  bytes.writeUInt8(revision, 0)
  bytes.writeUInt8(rest.length, 1)
  bytes.writeUIntBE(authority, 2, 6)
  rest.forEach((part, index) => bytes.writeUInt32LE(part >>> 0, 8 + 4 * index))
  return bytes
}

/** Sixteen bytes in the usual notation with hyphens. */
export function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function asBytes(value: string | Buffer): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : value
}

/** Whether the text is allowed at all under the syntax (RFC 4517 sections 3.3.6, 3.3.15, 3.3.29). */
function isWellFormed(type: AttributeType, text: string): boolean {
  switch (type.syntax) {
    case 'text':
    case 'exact-text':
      return text !== ''
    case 'ascii-text':
    case 'exact-ascii-text':
      return isAscii(text)
    case 'telephone':
      return /^[A-Za-z0-9'()+,./:=? -]+$/.test(text)
    default:
      return true
  }
}

function joinSpaces(text: string): string {
  return text.trim().replace(/ +/g, ' ')
}

/** Spaces and hyphens do not count; where nothing else is there, a space remains, which no number holds. */
function foldTelephone(text: string): string {
  return text.toLowerCase().replace(/[ -]/g, '') || ' '
}
