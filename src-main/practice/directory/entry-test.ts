import type { Comparable } from './comparable-value.ts'
import type { Entry } from './entry.ts'
import type { AttributeType, Schema } from './schema.ts'

/** RFC 4511 section 4.5.1.7: a comparison nobody can make is neither true nor false, and stays so when negated. */
export type Truth = boolean | undefined
export type EntryTest = (entry: Entry) => Truth

/** What a filter needs to know beside the entry. */
export interface FilterSurroundings {
  readonly schema: Schema
  find(key: string): Entry | undefined
}

export const neverKnown: EntryTest = () => undefined

/** True when a value of the attribute, or of one that is a kind of it, passes. */
export function someValue(type: AttributeType, schema: Schema, passes: (value: Comparable) => boolean): EntryTest {
  const names = schema.withSubtypes(type).map((each) => each.name)
  return (entry) => names.some((name) => entry.attribute(name)?.comparable(schema).some(passes) ?? false)
}
