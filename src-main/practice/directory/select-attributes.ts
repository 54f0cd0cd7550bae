import type { AnsweredAttribute } from '../protocol/write-answer.ts'
import type { AttributeValue, Entry } from './entry.ts'
import type { AttributeType, Schema } from './schema.ts'

export interface AttributeSelection {
  readonly requested: readonly string[]
  readonly typesOnly: boolean
}

/** What the server adds to the stored attributes. */
export interface SelectionRules {
  readonly schema: Schema
  /** Most values of one attribute in one answer; the client asks for the next range (MS-ADTS section 3.1.1.3.1.3.3). */
  readonly valueRangeLimit: number | undefined
  constructed(entry: Entry, type: AttributeType): readonly AttributeValue[]
}

/** The attributes of one entry as the request selects them (RFC 4511 section 4.5.1.8), in the entry's own order. */
export function selectAttributes(entry: Entry, selection: AttributeSelection, rules: SelectionRules): readonly AnsweredAttribute[] {
  const wanted = readSelection(selection.requested, rules)
  const answered: AnsweredAttribute[] = []
  for (const { type, values } of entry.attributes) {
    const byName = wanted.named.get(type.name)
    if (byName !== undefined || (type.usage === 'user' ? wanted.allUser : wanted.allOperational)) {
      answered.push(...rangedAttribute(type.name, values, byName?.range, rules.valueRangeLimit))
    }
  }
  for (const { type } of wanted.named.values()) {
    if (type.usage !== 'constructed') continue
    const values = rules.constructed(entry, type)
    if (values.length > 0) answered.push({ name: type.name, values })
  }
  return selection.typesOnly ? answered.map(({ name }) => ({ name, values: [] })) : answered
}

interface ValueRange {
  readonly from: number
  readonly to: number
}

interface WantedAttributes {
  readonly allUser: boolean
  readonly allOperational: boolean
  readonly named: ReadonlyMap<string, { readonly type: AttributeType; readonly range: ValueRange | undefined }>
}

function readSelection(requested: readonly string[], { schema, valueRangeLimit }: SelectionRules): WantedAttributes {
  const named = new Map<string, { type: AttributeType; range: ValueRange | undefined }>()
  for (const description of requested) {
    const [name = '', ...options] = description.split(';')
    const range = valueRangeLimit === undefined ? undefined : readRange(options)
    // An option nobody here has, such as a language, selects nothing.
    const type = options.length === 0 || range !== undefined ? schema.find(name) : undefined
    if (type === undefined) continue
    for (const each of schema.withSubtypes(type)) named.set(each.name, { type: each, range })
  }
  return { named, allUser: requested.length === 0 || requested.includes('*'), allOperational: requested.includes('+') }
}

function readRange(options: readonly string[]): ValueRange | undefined {
  const parts = options.length === 1 ? /^range=(\d{1,9})-(\d{1,9}|\*)$/i.exec(options[0] ?? '') : null
  if (parts === null) return undefined
  return { from: Number(parts[1]), to: parts[2] === '*' ? Number.MAX_SAFE_INTEGER : Number(parts[2]) }
}

function rangedAttribute(
  name: string,
  values: readonly AttributeValue[],
  range: ValueRange | undefined,
  limit = Number.MAX_SAFE_INTEGER
): readonly AnsweredAttribute[] {
  if (range === undefined && values.length <= limit) return [{ name, values }]
  const from = range?.from ?? 0
  const part = values.slice(from, Math.min(range?.to ?? from + limit - 1, from + limit - 1) + 1)
  const isLast = from + part.length >= values.length
  const ranged = { name: `${name};range=${from}-${isLast ? '*' : from + part.length - 1}`, values: part }
  // Active Directory sends the plain name along, empty, when the client did not ask for a range: a trap worth meeting here.
  return range === undefined ? [{ name, values: [] }, ranged] : [ranged]
}
