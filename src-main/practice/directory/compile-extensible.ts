import type { ExtensibleFilter } from '../protocol/filter.ts'
import { comparableAssertion, comparableValue } from './comparable-value.ts'
import type { Comparable } from './comparable-value.ts'
import { dnKey } from './distinguished-name.ts'
import { neverKnown, someValue } from './entry-test.ts'
import type { EntryTest, FilterSurroundings } from './entry-test.ts'
import type { Entry } from './entry.ts'
import type { AttributeType, MatchingRule, Schema } from './schema.ts'

/** `(attribute:dn:rule:=value)`. A rule the server does not know, or that does not fit the attribute, matches nothing, without any error. */
export function compileExtensible(filter: ExtensibleFilter, surroundings: FilterSurroundings): EntryTest {
  const { schema } = surroundings
  const rule = filter.rule === undefined ? 'equality' : schema.rule(filter.rule)
  if (rule === undefined) return neverKnown
  if (filter.attribute === undefined) return rule === 'equality' ? neverKnown : anyAttribute(rule, filter.value, schema)
  const type = schema.find(filter.attribute)
  if (type === undefined || type.usage === 'constructed') return neverKnown
  if (rule === 'bit-and' || rule === 'bit-or') return compileBits(rule, type, filter.value, schema)
  if (rule === 'in-chain') return type.isLink ? compileInChain(type, filter.value, surroundings) : neverKnown
  const compared = rule === 'equality' ? type : fitting(type, rule)
  if (compared === undefined) return neverKnown
  const wanted = comparableAssertion(compared, filter.value, schema)
  if (wanted === undefined) return neverKnown
  const inAttributes =
    rule === 'equality' ? someValue(type, schema, (value) => value === wanted) : comparedAs(compared, type, wanted, schema)
  return filter.withDn ? (entry) => inAttributes(entry) === true || inName(entry, compared, wanted, schema) : inAttributes
}

function compileBits(rule: 'bit-and' | 'bit-or', type: AttributeType, value: Buffer, schema: Schema): EntryTest {
  const bits = type.syntax === 'integer' ? comparableAssertion(type, value, schema) : undefined
  if (typeof bits !== 'bigint') return neverKnown
  // 32-bit attributes such as groupType are negative when their top bit is set; two's complement makes `&` right for them too.
  const passes =
    rule === 'bit-and' ? (value: bigint): boolean => (value & bits) === bits : (value: bigint): boolean => (value & bits) !== 0n
  return someValue(type, schema, (each) => typeof each === 'bigint' && passes(each))
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

/** Without an attribute every attribute counts whose values the rule can read. */
function anyAttribute(rule: MatchingRule, value: Buffer, schema: Schema): EntryTest {
  if (rule === 'in-chain') return neverKnown
  return (entry) => {
    for (const { type } of entry.attributes) {
      if (rule === 'bit-and' || rule === 'bit-or') {
        if (compileBits(rule, type, value, schema)(entry) === true) return true
        continue
      }
      const compared = fitting(type, rule)
      const wanted = compared === undefined ? undefined : comparableAssertion(compared, value, schema)
      if (compared !== undefined && wanted !== undefined && comparedAs(compared, type, wanted, schema)(entry) === true) return true
    }
    return false
  }
}

/** The attribute as the rule reads it, `undefined` when rule and syntax do not fit. */
function fitting(type: AttributeType, rule: Exclude<MatchingRule, 'bit-and' | 'bit-or' | 'in-chain'>): AttributeType | undefined {
  return families.some((family) => family.includes(rule) && family.includes(type.syntax)) ? { ...type, syntax: rule } : undefined
}

const families: readonly (readonly string[])[] = [
  ['text', 'exact-text'],
  ['ascii-text', 'exact-ascii-text'],
  ['integer'],
  ['dn'],
  ['boolean'],
  ['class']
]

function comparedAs(compared: AttributeType, type: AttributeType, wanted: Comparable, schema: Schema): EntryTest {
  const names = schema.withSubtypes(type).map((each) => each.name)
  return (entry) => names.some((name) => entry.values(name).some((value) => comparableValue(compared, value, schema) === wanted))
}

function inName(entry: Entry, compared: AttributeType, wanted: Comparable, schema: Schema): boolean {
  const names = schema.withSubtypes(compared).map((each) => each.name)
  return entry.name.flat().some(({ type, value }) => {
    const named = schema.find(type)
    return named !== undefined && names.includes(named.name) && comparableValue(compared, value, schema) === wanted
  })
}
