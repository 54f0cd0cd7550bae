import { createHash } from 'node:crypto'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Answer } from './answer.ts'
import { refusal } from './error-answer.ts'

/** What the documentation lets a list be sorted and filtered by; everything else is refused. */
export interface ListRules {
  readonly sort: readonly string[]
  readonly filter: readonly string[]
  readonly prefix: readonly string[]
  /** For `filter_gt`, `filter_gteq`, `filter_lt` and `filter_lteq`. */
  readonly compare: readonly string[]
  /** Fields that may be filtered by together. */
  readonly together: readonly (readonly string[])[]
}

export const noListRules: ListRules = { sort: [], filter: [], prefix: [], compare: [], together: [] }

export interface ListQuery {
  readonly perPage: number
  readonly sort: { readonly field: string; readonly isDescending: boolean } | undefined
  readonly conditions: readonly Condition[]
  readonly after: Position | undefined
  /** Of sort and filters: a cursor of another list is no cursor of this one. */
  readonly fingerprint: string
}

export interface Condition {
  readonly how: 'filter' | 'filter_prefix' | 'filter_gt' | 'filter_gteq' | 'filter_lt' | 'filter_lteq'
  readonly field: string
  readonly value: string
}

/** The last record of the page before: its id and, in a sorted list, what it was sorted by. */
export interface Position {
  readonly id: number
  readonly value: string | number | boolean | null
}

/** The documentation says 10,000 at most and nothing of what happens without; this is our guess. */
const USUAL_PER_PAGE = 100
const MOST_PER_PAGE = 10_000

export function readListQuery(query: URLSearchParams, rules: ListRules): Result<ListQuery, Answer> {
  const perPage = Number(query.get('per_page') ?? USUAL_PER_PAGE)
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > MOST_PER_PAGE)
    return fail(refusal('bad-request/request-params-invalid', `per_page must be a number from 1 to ${MOST_PER_PAGE}.`))
  const conditions: Condition[] = []
  let sort: ListQuery['sort']
  for (const [name, value] of query) {
    const [, how = '', field = ''] = /^(sort_by|filter\w*)\[([^\]]*)\]$/.exec(name) ?? []
    if (how === '') continue
    const allowed = allowedFields(how, rules)
    if (allowed === undefined) return fail(refusal('bad-request/invalid-filter-param', `${how} is not supported.`))
    if (!allowed.includes(field)) return fail(refusal('bad-request/invalid-filter-field', `${field} cannot be used with ${how}.`))
    if (how !== 'sort_by') conditions.push({ how: conditionName(how), field, value })
    else if (value === 'asc' || value === 'desc') sort = { field, isDescending: value === 'desc' }
    else return fail(refusal('bad-request/request-params-invalid', 'sort_by takes asc or desc.'))
  }
  const fields = [...new Set(conditions.map(({ field }) => field))]
  if (
    fields.length > 1 &&
    !rules.together.some((group) => group.length === fields.length && fields.every((field) => group.includes(field)))
  )
    return fail(refusal('bad-request/invalid-filter-param', `${fields.join(' and ')} cannot be filtered by together.`))
  const fingerprint = fingerprintOf({ sort, conditions, search: query.get('search') })
  const after = readCursor(query.get('cursor') ?? '', fingerprint)
  if (after === 'invalid') return fail(refusal('bad-request/invalid-cursor', 'The cursor is not valid for this list.'))
  return succeed({ perPage, sort, conditions, after, fingerprint })
}

export function writeCursor({ id, value }: Position, fingerprint: string): string {
  return Buffer.from(JSON.stringify([fingerprint, id, value])).toString('base64url')
}

function readCursor(text: string, fingerprint: string): Position | undefined | 'invalid' {
  if (text === '') return undefined
  const parsed = parsedJson(Buffer.from(text, 'base64url').toString('utf8'))
  if (!isArray(parsed)) return 'invalid'
  const [seal, id, value] = parsed
  if (seal !== fingerprint || typeof id !== 'number') return 'invalid'
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? { id, value } : 'invalid'
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function fingerprintOf(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 16)
}

function allowedFields(how: string, rules: ListRules): readonly string[] | undefined {
  if (how === 'sort_by') return rules.sort
  if (how === 'filter') return rules.filter
  if (how === 'filter_prefix') return rules.prefix
  return conditionNames.some((name) => name === how) ? rules.compare : undefined
}

const conditionNames = ['filter', 'filter_prefix', 'filter_gt', 'filter_gteq', 'filter_lt', 'filter_lteq'] as const

function conditionName(how: string): Condition['how'] {
  const name = conditionNames.find((known) => known === how)
  if (name === undefined) throw new TypeError(`No such condition: ${how}`)
  return name
}
