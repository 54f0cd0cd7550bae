import { parseDn } from './distinguished-name.ts'
import type { DistinguishedName } from './distinguished-name.ts'

/** How the values of an attribute are read and compared. */
export type Syntax =
  | 'text' // upper and lower case are the same
  | 'exact-text'
  | 'ascii-text' // like text, but a value outside ASCII is none
  | 'exact-ascii-text'
  | 'telephone' // letters, digits and a few signs only; spaces and hyphens do not count
  | 'dn'
  | 'dn-with-id' // a name that may carry a bit string; here none does, but rules for plain names do not fit it
  | 'integer'
  | 'boolean'
  | 'time'
  | 'class'
  | 'category' // Active Directory: a class may stand for its name in the schema
  | 'security-id' // Active Directory: bytes, searched by bytes or by S-1-5-...
  | 'uuid' // OpenLDAP: text, searched by text or bytes
  | 'bytes'
  | 'unmatched' // stored, never searched

export interface AttributeType {
  readonly name: string
  readonly syntax: Syntax
  readonly substrings: boolean
  readonly ordering: boolean
  /** `user`: in every answer. `operational`: by name or by `+`. `constructed`: computed, by name only, and never searched. */
  readonly usage: 'user' | 'operational' | 'constructed'
  /** A name this attribute is a kind of: asking for the name brings it too. */
  readonly superior: string | undefined
  /** Made up when somebody asks, so a rule that looks at everything stored does not see it. */
  readonly isVirtual: boolean
  /** Its values are entries, and the transitive rule may follow them. */
  readonly isLink: boolean
}

/** What an extensible match does, by the name or number of its rule. */
export type MatchingRule =
  | 'bit-and'
  | 'bit-or'
  | 'in-chain'
  | Extract<Syntax, 'text' | 'exact-text' | 'ascii-text' | 'exact-ascii-text' | 'integer' | 'dn' | 'boolean'>

/** A line of a schema: names (the first is the one written), syntax, and what else holds. */
export type AttributeLine = readonly [names: string, syntax: Syntax, ...traits: readonly string[]]

export interface SchemaTraits {
  /** By name or number, in lower case. */
  readonly rules: ReadonlyMap<string, MatchingRule>
  /** Text as this kind of server compares it. */
  readonly fold: (text: string) => string
  /** Active Directory: the name in the schema that a class in lower case stands for. */
  readonly categories: ReadonlyMap<string, string>
  /** How this kind of server writes special characters inside names. */
  readonly escapeDnValue: (value: string) => string
}

/** What a kind of server knows about attributes. Names are found in any case, by alias and by number. */
export class Schema {
  readonly #types = new Map<string, AttributeType>()
  readonly #subtypes = new Map<string, AttributeType[]>()
  readonly #rules: ReadonlyMap<string, MatchingRule>
  readonly fold: SchemaTraits['fold']
  readonly categories: SchemaTraits['categories']
  readonly escapeDnValue: SchemaTraits['escapeDnValue']

  constructor(lines: readonly AttributeLine[], traits: SchemaTraits) {
    this.#rules = traits.rules
    this.fold = traits.fold
    this.categories = traits.categories
    this.escapeDnValue = traits.escapeDnValue
    for (const [names, syntax, ...more] of lines) this.#add(names.split(' '), syntax, more)
  }

  find(name: string): AttributeType | undefined {
    return this.#types.get(name.toLowerCase())
  }

  /** The type, or a programming error: for entries this project writes itself. */
  require(name: string): AttributeType {
    const type = this.find(name)
    if (type === undefined) throw new TypeError(`the practice schema has no attribute ${name}`)
    return type
  }

  /** The type itself and every type that is a kind of it. */
  withSubtypes(type: AttributeType): readonly AttributeType[] {
    return [type, ...(this.#subtypes.get(type.name) ?? [])]
  }

  /** A name made of attributes that this schema knows, none of them empty; `undefined` otherwise. */
  parseDn(text: string): DistinguishedName | undefined {
    const name = parseDn(text)
    return name?.flat().every(({ type, value }) => value !== '' && this.find(type) !== undefined) === true ? name : undefined
  }

  rule(name: string): MatchingRule | undefined {
    return this.#rules.get(name.toLowerCase())
  }

  #add(names: readonly string[], syntax: Syntax, traits: readonly string[]): void {
    const name = names[0] ?? ''
    const superior = traits.find((trait) => trait.startsWith('kind-of '))?.slice('kind-of '.length)
    const type: AttributeType = {
      name,
      syntax,
      superior,
      substrings: traits.includes('substrings'),
      ordering: traits.includes('ordering'),
      usage: traits.includes('operational') ? 'operational' : traits.includes('constructed') ? 'constructed' : 'user',
      isVirtual: traits.includes('virtual'),
      isLink: traits.includes('link')
    }
    for (const each of names) this.#types.set(each.toLowerCase(), type)
    if (superior !== undefined) this.#subtypes.set(superior, [...(this.#subtypes.get(superior) ?? []), type])
  }
}
