/** A search filter (RFC 4511 section 4.5.1.7). Assertion values stay bytes: only the attribute's syntax knows how to read them. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | ComparisonFilter
  | SubstringsFilter
  | ExtensibleFilter

export interface ComparisonFilter {
  readonly kind: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate'
  readonly attribute: string
  readonly value: Buffer
}

export interface SubstringsFilter {
  readonly kind: 'substrings'
  readonly attribute: string
  readonly initial: Buffer | undefined
  readonly any: readonly Buffer[]
  readonly final: Buffer | undefined
}

export interface ExtensibleFilter {
  readonly kind: 'extensible'
  readonly rule: string | undefined
  readonly attribute: string | undefined
  readonly value: Buffer
  readonly withDn: boolean
}
