import type { ComparisonFilter, Filter, SubstringsFilter } from '../protocol/filter.ts'
import { comparableAssertion, comparableFragment } from './comparable-value.ts'
import { compileExtensible } from './compile-extensible.ts'
import { neverKnown, someValue } from './entry-test.ts'
import type { EntryTest, FilterSurroundings, Truth } from './entry-test.ts'
import type { AttributeType, Schema } from './schema.ts'

/** Prepares a filter once for many entries. An entry is found when the test says `true`. */
export function compileFilter(filter: Filter, surroundings: FilterSurroundings): EntryTest {
  switch (filter.kind) {
    case 'and':
      return everyOf(filter.filters.map((each) => compileFilter(each, surroundings)))
    case 'or':
      return someOf(filter.filters.map((each) => compileFilter(each, surroundings)))
    case 'not': {
      const test = compileFilter(filter.filter, surroundings)
      return (entry) => negation(test(entry))
    }
    case 'present':
      return compilePresent(filter.attribute, surroundings.schema)
    case 'substrings':
      return compileSubstrings(filter, surroundings.schema)
    case 'extensible':
      return compileExtensible(filter, surroundings)
    default:
      return compileComparison(filter, surroundings.schema)
  }
}

function compilePresent(attribute: string, schema: Schema): EntryTest {
  const type = searchable(attribute, schema)
  if (type === undefined) return neverKnown
  // Every entry has a class, also the root entry of Active Directory, which does not show it.
  if (type.name === 'objectClass') return () => true
  const names = schema.withSubtypes(type).map((each) => each.name)
  return (entry) => names.some((name) => entry.attribute(name) !== undefined)
}

function compileComparison(filter: ComparisonFilter, schema: Schema): EntryTest {
  const type = searchable(filter.attribute, schema)
  if (type === undefined || type.syntax === 'unmatched') return neverKnown
  const wanted = comparableAssertion(type, filter.value, schema)
  if (wanted === undefined) return neverKnown
  switch (filter.kind) {
    // No phonetic comparison here; RFC 4511 lets "approximately" mean "equal" then.
    case 'equal':
    case 'approximate':
      return someValue(type, schema, (value) => value === wanted)
    case 'greater-or-equal':
      return type.ordering ? someValue(type, schema, (value) => value >= wanted) : neverKnown
    case 'less-or-equal':
      return type.ordering ? someValue(type, schema, (value) => value <= wanted) : neverKnown
  }
}

function compileSubstrings(filter: SubstringsFilter, schema: Schema): EntryTest {
  const type = searchable(filter.attribute, schema)
  if (type === undefined || !type.substrings) return neverKnown
  const initial = filter.initial === undefined ? '' : comparableFragment(type, filter.initial, 'initial', schema)
  const any = filter.any.map((fragment) => comparableFragment(type, fragment, 'any', schema))
  const final = filter.final === undefined ? '' : comparableFragment(type, filter.final, 'final', schema)
  const middle = any.filter((fragment) => fragment !== undefined)
  if (initial === undefined || final === undefined || middle.length < any.length) return neverKnown
  return someValue(type, schema, (value) => typeof value === 'string' && hasFragments(value, initial, middle, final))
}

function hasFragments(value: string, initial: string, middle: readonly string[], final: string): boolean {
  if (!value.startsWith(initial)) return false
  let position = initial.length
  for (const fragment of middle) {
    const found = value.indexOf(fragment, position)
    if (found < 0) return false
    position = found + fragment.length
  }
  return value.length - final.length >= position && value.endsWith(final)
}

/** Options such as `;lang-de` select nothing here: no entry of the company has any. */
function searchable(attribute: string, schema: Schema): AttributeType | undefined {
  const type = schema.find(attribute)
  return type?.usage === 'constructed' ? undefined : type
}

function everyOf(tests: readonly EntryTest[]): EntryTest {
  return (entry) => {
    let result: Truth = true
    for (const test of tests) {
      const truth = test(entry)
      if (truth === false) return false
      if (truth === undefined) result = undefined
    }
    return result
  }
}

function someOf(tests: readonly EntryTest[]): EntryTest {
  return (entry) => {
    let result: Truth = false
    for (const test of tests) {
      const truth = test(entry)
      if (truth === true) return true
      if (truth === undefined) result = undefined
    }
    return result
  }
}

function negation(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
