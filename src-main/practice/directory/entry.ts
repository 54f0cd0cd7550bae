import { comparableValue } from './comparable-value.ts'
import type { Comparable } from './comparable-value.ts'
import { dnKey, formatDn } from './distinguished-name.ts'
import type { DistinguishedName } from './distinguished-name.ts'
import type { AttributeType, Schema } from './schema.ts'

export type AttributeValue = string | Buffer

/** An attribute of one entry. Values are never changed in place: a new attribute takes its place. */
class EntryAttribute {
  readonly type: AttributeType
  readonly values: readonly AttributeValue[]
  #comparable: readonly Comparable[] | undefined

  constructor(type: AttributeType, values: readonly AttributeValue[]) {
    this.type = type
    this.values = values
  }

  /** The values in the form that searches compare, made when first needed. */
  comparable(schema: Schema): readonly Comparable[] {
    this.#comparable ??= this.values.flatMap((value) => comparableValue(this.type, value, schema) ?? [])
    return this.#comparable
  }
}

export class Entry {
  readonly name: DistinguishedName
  readonly dn: string
  /** Finds the entry whatever the spelling of its name, see `dnKey`. */
  readonly key: string
  readonly parentKey: string
  readonly #schema: Schema
  readonly #attributes = new Map<string, EntryAttribute>()

  constructor(schema: Schema, name: DistinguishedName, attributes: EntryValues) {
    this.#schema = schema
    this.name = name
    this.dn = formatDn(name, schema.escapeDnValue)
    this.key = dnKey(name)
    // Commas inside values are escaped in a key, so the first one ends the entry's own step.
    this.parentKey = name.length > 1 ? this.key.slice(this.key.indexOf(',') + 1) : ''
    this.set(attributes)
  }

  get attributes(): Iterable<EntryAttribute> {
    return this.#attributes.values()
  }

  attribute(name: string): EntryAttribute | undefined {
    return this.#attributes.get(name)
  }

  /** The values of an attribute, none when it is absent. `name` as the schema writes it. */
  values(name: string): readonly AttributeValue[] {
    return this.#attributes.get(name)?.values ?? []
  }

  text(name: string): string | undefined {
    const value = this.values(name)[0]
    return value === undefined ? undefined : value.toString()
  }

  /** Replaces attributes; an absent or empty value removes one. */
  set(attributes: EntryValues): void {
    for (const [name, given] of Object.entries(attributes)) {
      const type = this.#schema.require(name)
      const values = given === undefined ? [] : typeof given === 'string' || Buffer.isBuffer(given) ? [given] : given
      if (values.length === 0) this.#attributes.delete(type.name)
      else this.#attributes.set(type.name, new EntryAttribute(type, values))
    }
  }
}

export type EntryValues = Readonly<Record<string, AttributeValue | readonly AttributeValue[] | undefined>>
