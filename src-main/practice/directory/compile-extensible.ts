import type { ExtensibleFilter } from '../protocol/filter.ts'
import { comparableAssertion, comparableValue } from './comparable-value.ts'
import type { Comparable } from './comparable-value.ts'
import { dnKey } from './distinguished-name.ts'
import { neverKnown, someValue } from './entry-test.ts'
import type { EntryTest, FilterSurroundings } from './entry-test.ts'
import type { Entry } from './entry.ts'
import type { AttributeType, MatchingRule, Schema } from './schema.ts'

/** `(attribute:dn:rule:=value)`. A rule that the server does not know, or that does not fit the attribute, matches nothing, without any error. */
export function compileExtensible(filter: ExtensibleFilter, surroundings: FilterSurroundings): EntryTest {
  const { schema } = surroundings
  const rule = filter.rule === undefined ? 'equality' : schema.rule(filter.rule)
  if (rule === undefined) return neverKnown
  if (filter.attribute === undefined)
    return rule === 'equality' || rule === 'in-chain' ? neverKnown : compileForAnyAttribute(rule, filter, schema)
  const type = schema.find(filter.attribute)
  if (type === undefined || type.usage === 'constructed') return neverKnown
  if (rule === 'bit-and' || rule === 'bit-or') return type.syntax === 'integer' ? compileBits(rule, type, filter.value, schema) : neverKnown
  if (rule === 'in-chain') return type.isLink ? compileInChain(type, filter.value, surroundings) : neverKnown
  const compared = rule === 'equality' ? type : readAs(rule, type)
  const wanted = compared === undefined ? undefined : comparableAssertion(compared, filter.value, schema)
  if (compared === undefined || wanted === undefined) return neverKnown
  const names = schema.withSubtypes(type).map((each) => each.name)
  return (entry) =>
    names.some((name) => entry.values(name).some((value) => comparableValue(compared, value, schema) === wanted)) ||
    (filter.withDn &&
      someOfName(entry, schema, (each, value) => names.includes(each.name) && comparableValue(compared, value, schema) === wanted))
}

type BitRule = 'bit-and' | 'bit-or'
type ValueRule = Exclude<MatchingRule, BitRule | 'in-chain'>

function compileBits(rule: BitRule, type: AttributeType, value: Buffer, schema: Schema): EntryTest {
  const bits = comparableAssertion(type, value, schema)
  if (typeof bits !== 'bigint') return neverKnown
  // Beyond 64 bits a server cannot compare, but it still knows when there is nothing to compare.
  if (BigInt.asIntN(64, bits) !== bits) return (entry) => (entry.attribute(type.name) === undefined ? false : undefined)
  // 32-bit attributes such as groupType are negative when their top bit is set; two's complement makes `&` right for them too.
  const passes = rule === 'bit-and' ? (held: bigint): boolean => (held & bits) === bits : (held: bigint): boolean => (held & bits) !== 0n
  return someValue(type, schema, (held) => typeof held === 'bigint' && passes(held))
}

/** Whether the named entry is reached by following the attribute from entry to entry, however they are nested or circle. */
function compileInChain(type: AttributeType, value: Buffer, surroundings: FilterSurroundings): EntryTest {
  const name = surroundings.schema.parseDn(value.toString('utf8'))
  if (name === undefined) return neverKnown
  const target = dnKey(name)
  return (entry) => reaches(entry, type.name, target, surroundings)
}

function reaches(start: Entry, attribute: string, target: string, { schema, find }: FilterSurroundings): boolean {
  const seen = new Set<Comparable>()
  const waiting: Entry[] = [start]
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    for (const key of entry.attribute(attribute)?.comparable(schema) ?? []) {
      if (key === target) return true
      if (seen.has(key)) continue
      seen.add(key)
      const next = typeof key === 'string' ? find(key) : undefined
      if (next !== undefined) waiting.push(next)
    }
  }
  return false
}

/** Without an attribute every stored attribute counts whose values the rule can read. */
function compileForAnyAttribute(rule: BitRule | ValueRule, { value, withDn }: ExtensibleFilter, schema: Schema): EntryTest {
  const asRule: AttributeType = { ...anyType, syntax: rule === 'bit-and' || rule === 'bit-or' ? 'integer' : rule }
  const wanted = comparableAssertion(asRule, value, schema)
  if (wanted === undefined) return neverKnown
  if (rule === 'bit-and' || rule === 'bit-or') {
    return (entry) => {
      const truths = [...entry.attributes].map(({ type }) => type.syntax === 'integer' && compileBits(rule, type, value, schema)(entry))
      return truths.includes(true) || (truths.includes(undefined) ? undefined : false)
    }
  }
  const isEqual = (type: AttributeType, held: string | Buffer): boolean => {
    const compared = readAs(rule, type)
    return compared !== undefined && comparableValue(compared, held, schema) === wanted
  }
  return (entry) =>
    [...entry.attributes].some(({ type, values }) => !type.isVirtual && values.some((held) => isEqual(type, held))) ||
    (withDn && someOfName(entry, schema, isEqual))
}

const anyType: AttributeType = {
  name: '',
  syntax: 'text',
  substrings: false,
  ordering: false,
  usage: 'user',
  superior: undefined,
  isVirtual: false,
  isLink: false
}

/** The attribute as the rule reads its values, `undefined` when rule and syntax do not fit. */
function readAs(rule: ValueRule, type: AttributeType): AttributeType | undefined {
  return readable[rule].includes(type.syntax) ? { ...type, syntax: rule } : undefined
}

const directoryText = ['text', 'exact-text', 'telephone']
const readable: Readonly<Record<ValueRule, readonly string[]>> = {
  text: directoryText,
  'exact-text': directoryText,
  'ascii-text': ['ascii-text', 'exact-ascii-text'],
  'exact-ascii-text': ['ascii-text', 'exact-ascii-text'],
  integer: ['integer'],
  dn: ['dn'],
  boolean: ['boolean']
}

function someOfName(entry: Entry, schema: Schema, passes: (type: AttributeType, value: string) => boolean): boolean {
  return entry.name.flat().some(({ type, value }) => {
    const known = schema.find(type)
    return known !== undefined && passes(known, value)
  })
}
