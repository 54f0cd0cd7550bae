import type { LdapFailure } from '../model/directory-facts.ts'
import type { DirectorySession } from '../ports/directory.ts'
import { fail, type Result, succeed } from '../result.ts'

export interface AllValues {
  readonly values: readonly string[]
  /** How many answers it took. */
  readonly parts: number
}

/** The server stopped making sense in the middle of a ranged value; `received` counts the values that came before. */
export interface RangesStuck {
  readonly kind: 'ranges-stuck'
  readonly text: string
  readonly received: number
}

export interface RangeOptions {
  /** Values before this position are known already. Default 0. */
  readonly from?: number
  /** A server without an end is left after this many. */
  readonly mostValues?: number
}

/**
 * All values of one attribute, following `member;range=0-1499` to the end mark `*` (MS-ADTS 3.1.1.3.1.3.3). No values when the entry has
 * none, `undefined` when the entry is not there or hidden.
 */
export async function readAllValues(
  session: DirectorySession,
  dn: string,
  attribute: string,
  { from = 0, mostValues = 1_000_000 }: RangeOptions = {}
): Promise<Result<AllValues | undefined, LdapFailure | RangesStuck>> {
  const values: string[] = []
  let next = from
  for (let parts = 1; ; parts += 1) {
    const asked = next === 0 ? attribute : `${attribute};range=${next}-*`
    const answer = await session.read(dn, [asked])
    if (!answer.ok) return answer
    const attributes = answer.value?.attributes
    if (attributes === undefined && next === 0) return succeed(undefined)
    const range = findRange(attributes ?? new Map(), attribute)
    if (range === undefined && next === 0) return succeed({ values: attributes?.get(attribute.toLowerCase()) ?? [], parts })
    if (range === undefined || range.first !== next) return stuck(`${asked} was not answered`, values)
    if (range.last !== '*' && (range.last < next || range.values.length === 0)) return stuck(`${asked} brought no values`, values)
    for (const value of range.values) values.push(value)
    if (range.last === '*') return succeed({ values, parts })
    if (values.length >= mostValues) return stuck(`${attribute} has no end`, values)
    next = range.last + 1
  }
}

interface ValueRange {
  readonly first: number
  readonly last: number | '*'
  readonly values: readonly string[]
}

function findRange(attributes: ReadonlyMap<string, readonly string[]>, attribute: string): ValueRange | undefined {
  const start = `${attribute.toLowerCase()};range=`
  for (const [name, values] of attributes) {
    const bounds = name.startsWith(start) ? /^(\d+)-(\d+|\*)$/.exec(name.slice(start.length)) : null
    if (bounds === null) continue
    const [, first, last] = bounds
    return { first: Number(first), last: last === '*' ? '*' : Number(last), values }
  }
  return undefined
}

function stuck(text: string, values: readonly string[]): { readonly ok: false; readonly error: RangesStuck } {
  return fail({ kind: 'ranges-stuck', text: `The server does not finish the list of values: ${text}.`, received: values.length })
}
