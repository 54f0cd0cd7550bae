import type { LdapFailure } from '../../core/model/directory-facts.ts'
import type { DirectorySession } from '../../core/ports.ts'
import type { Result } from '../../core/result.ts'
import { fail, succeed } from '../../core/result.ts'

/** The server stopped making sense in the middle of a ranged value; `received` counts the values that came before. */
export interface RangesStuck {
  readonly kind: 'ranges-stuck'
  readonly text: string
  readonly received: number
}

/**
 * All values of one attribute, following `member;range=0-1499` to its end (MS-ADTS 3.1.1.3.1.3.3). Empty when the entry has none,
 * `undefined` when the entry is not there or hidden.
 */
export async function readAllValues(
  session: DirectorySession,
  dn: string,
  attribute: string,
  mostValues = 5_000_000
): Promise<Result<readonly string[] | undefined, LdapFailure | RangesStuck>> {
  const values: string[] = []
  let next = 0
  for (;;) {
    const asked = next === 0 ? attribute : `${attribute};range=${String(next)}-*`
    const answer = await session.read(dn, [asked])
    if (!answer.ok) return answer
    const attributes = answer.value?.attributes
    if (attributes === undefined && next === 0) return succeed(undefined)
    const range = findRange(attributes ?? new Map(), attribute)
    if (range === undefined && next === 0) return succeed(attributes?.get(attribute.toLowerCase()) ?? [])
    if (range === undefined || range.first !== next) return stuck(`${asked} was not answered`, values)
    if (range.last !== '*' && (range.last < next || range.values.length === 0)) return stuck(`${asked} brought no values`, values)
    for (const value of range.values) values.push(value)
    if (range.last === '*') return succeed(values)
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
