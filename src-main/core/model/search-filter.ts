import type { Result } from '../result.ts'
import { fail, succeed } from '../result.ts'

/** A search filter as RFC 4515 writes it; values are bytes, because an escape such as `\c3\a9` or `\ff` stands for bytes. */
export type SearchFilter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly SearchFilter[] }
  | { readonly kind: 'not'; readonly filter: SearchFilter }
  | { readonly kind: 'present'; readonly attribute: string }
  | {
      readonly kind: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate'
      readonly attribute: string
      readonly value: FilterValue
    }
  /** `*` separates the parts; an empty `first` or `last` means that side is open. */
  | {
      readonly kind: 'substring'
      readonly attribute: string
      readonly first: FilterValue
      readonly middle: readonly FilterValue[]
      readonly last: FilterValue
    }
  | {
      readonly kind: 'extensible'
      readonly attribute: string
      readonly rule: string
      readonly includesDn: boolean
      readonly value: FilterValue
    }

export type FilterValue = readonly number[]

export interface FilterSyntaxError {
  /** Index into the text, from 0. */
  readonly position: number
  readonly text: string
}

/** Reads a filter strictly after RFC 4515, plus the empty `(&)` and `(|)` of RFC 4526. Never throws. */
export function parseFilter(text: string): Result<SearchFilter, FilterSyntaxError> {
  try {
    const reader = new FilterReader(text)
    const filter = reader.filter(0)
    reader.end()
    return succeed(filter)
  } catch (problem) {
    if (problem instanceof Misplaced) return fail({ position: problem.position, text: problem.message })
    throw problem
  }
}

/** Makes any text safe as a value inside a filter (RFC 4515, section 3). */
export function escapeFilterValue(text: string): string {
  // eslint-disable-next-line no-control-regex -- NUL is one of the five characters that must be escaped
  return text.replace(/[\u0000()*\\]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

// Deep enough for any filter a person or a program writes; keeps hostile text from exhausting the stack.
const DEEPEST_NESTING = 200

const attributePattern = /(?:[A-Za-z][\w-]*|\d+(?:\.\d+)+)(?:;[\w-]+)*/y
const rulePattern = /[A-Za-z][\w-]*|\d+(?:\.\d+)+/y
const comparisons = { '=': 'equal', '>=': 'greater-or-equal', '<=': 'less-or-equal', '~=': 'approximate' } as const

class Misplaced extends Error {
  readonly position: number

  constructor(position: number, message: string) {
    super(message)
    this.position = position
  }
}

class FilterReader {
  #position = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  filter(depth: number): SearchFilter {
    if (depth > DEEPEST_NESTING) throw this.#misplaced('the filter is nested too deeply')
    this.#expect('(')
    const filter = this.#component(depth)
    this.#expect(')')
    return filter
  }

  end(): void {
    if (this.#position < this.#text.length) throw this.#misplaced('there is text after the closing bracket')
  }

  #component(depth: number): SearchFilter {
    if (this.#take('&')) return { kind: 'and', filters: this.#list(depth) }
    if (this.#take('|')) return { kind: 'or', filters: this.#list(depth) }
    if (this.#take('!')) return { kind: 'not', filter: this.filter(depth + 1) }
    const attribute = this.#match(attributePattern)
    if (this.#next() === ':') return this.#extensible(attribute)
    if (attribute === '') throw this.#misplaced('an attribute name is missing')
    return this.#comparison(attribute)
  }

  #list(depth: number): readonly SearchFilter[] {
    const filters: SearchFilter[] = []
    while (this.#next() === '(') filters.push(this.filter(depth + 1))
    return filters
  }

  #comparison(attribute: string): SearchFilter {
    for (const sign of ['>=', '<=', '~='] as const) {
      if (this.#take(sign)) return { kind: comparisons[sign], attribute, value: this.#value() }
    }
    if (!this.#take('=')) throw this.#misplaced('one of = >= <= ~= := is missing')
    const [first = [], ...others] = this.#parts()
    const last = others.pop()
    if (last === undefined) return { kind: 'equal', attribute, value: first }
    if (first.length + last.length + others.length === 0) return { kind: 'present', attribute }
    return { kind: 'substring', attribute, first, middle: others.filter((part) => part.length > 0), last }
  }

  #extensible(attribute: string): SearchFilter {
    const includesDn = this.#takeDn()
    const rule = this.#next() === ':' && this.#next(1) !== '=' && this.#take(':') ? this.#match(rulePattern) : ''
    if (rule === '' && attribute === '') throw this.#misplaced('a matching rule is missing')
    if (!this.#take(':=')) throw this.#misplaced(':= is missing')
    return { kind: 'extensible', attribute, rule, includesDn, value: this.#value() }
  }

  /** `:dn` counts only when a `:` follows, so that a rule whose name begins with `dn` stays a rule. */
  #takeDn(): boolean {
    if (!/^:dn:/i.test(this.#text.slice(this.#position, this.#position + 4))) return false
    this.#position += 3
    return true
  }

  #parts(): readonly FilterValue[] {
    const parts = [this.#value()]
    while (this.#take('*')) parts.push(this.#value())
    return parts
  }

  #value(): FilterValue {
    const bytes: number[] = []
    for (;;) {
      const codePoint = this.#text.codePointAt(this.#position)
      if (codePoint === undefined || codePoint === CLOSE || codePoint === STAR) return bytes
      if (codePoint === OPEN || codePoint === 0) throw this.#misplaced('a bracket or NUL in a value must be escaped')
      if (codePoint === BACKSLASH) bytes.push(this.#escapedByte())
      else {
        bytes.push(...utf8(codePoint))
        this.#position += codePoint > 0xffff ? 2 : 1
      }
    }
  }

  #escapedByte(): number {
    const digits = this.#text.slice(this.#position + 1, this.#position + 3)
    if (!/^[0-9a-f]{2}$/i.test(digits)) throw this.#misplaced('a backslash must be followed by two hexadecimal digits')
    this.#position += 3
    return Number.parseInt(digits, 16)
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position
    const [found = ''] = pattern.exec(this.#text) ?? []
    this.#position += found.length
    return found
  }

  #next(ahead = 0): string {
    return this.#text.charAt(this.#position + ahead)
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#position)) return false
    this.#position += expected.length
    return true
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#misplaced(`“${character}” is missing`)
  }

  #misplaced(text: string): Misplaced {
    return new Misplaced(this.#position, text)
  }
}

const OPEN = 0x28
const CLOSE = 0x29
const STAR = 0x2a
const BACKSLASH = 0x5c

// The core has no TextEncoder. Half a surrogate pair becomes U+FFFD, as everywhere else.
function utf8(codePoint: number): readonly number[] {
  if (codePoint < 0x80) return [codePoint]
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), trailing(codePoint)]
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return [0xef, 0xbf, 0xbd]
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), trailing(codePoint >> 6), trailing(codePoint)]
  return [0xf0 | (codePoint >> 18), trailing(codePoint >> 12), trailing(codePoint >> 6), trailing(codePoint)]
}

function trailing(bits: number): number {
  return 0x80 | (bits & 0x3f)
}
