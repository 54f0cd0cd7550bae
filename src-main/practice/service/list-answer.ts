import { assertNever } from '../../core/result.ts'
import type { Answer, Call } from './answer.ts'
import { type Condition, type ListQuery, type ListRules, type Position, readListQuery, writeCursor } from './list-query.ts'
import type { StoredRecord, StoredValue } from './stored-records.ts'

/**
 * One page of a list, with the cursor of the next in `X-Files-Cursor-Next`; without the header it was the last. `records` come by
 * rising id, which is the order of a list that nobody sorts. The cursor names a record, not a number of records: whoever is added or
 * removed while somebody pages makes nobody else turn up twice or not at all.
 */
export function listAnswer<T extends ListedRecord>(
  records: readonly T[],
  rules: ListRules,
  call: Pick<Call, 'query'>,
  present: (record: T) => StoredValue = (record) => record
): Answer {
  const read = readListQuery(call.query, rules)
  if (!read.ok) return read.error
  const query = read.value
  const matching =
    query.conditions.length === 0 ? records : records.filter((record) => query.conditions.every((condition) => fits(record, condition)))
  const ordered = query.sort === undefined ? matching : sorted(matching, query.sort)
  const first = firstIndex(ordered, query)
  const page = ordered.slice(first, first + query.perPage)
  const last = page.at(-1)
  const isLastPage = last === undefined || first + page.length >= ordered.length
  return {
    status: 200,
    body: page.map(present),
    headers: isLastPage ? {} : { 'X-Files-Cursor-Next': writeCursor(positionOf(last, query.sort), query.fingerprint) }
  }
}

export interface ListedRecord extends StoredRecord {
  id: number
}

type Sort = NonNullable<ListQuery['sort']>

function sorted<T extends ListedRecord>(records: readonly T[], sort: Sort): readonly T[] {
  const direction = sort.isDescending ? -1 : 1
  return [...records].sort((a, b) => direction * compareRecords(positionOf(a, sort), positionOf(b, sort)))
}

function firstIndex(ordered: readonly ListedRecord[], { after, sort }: ListQuery): number {
  if (after === undefined) return 0
  const direction = sort?.isDescending === true ? -1 : 1
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >> 1
    const record = ordered[middle]
    if (record !== undefined && direction * compareRecords(positionOf(record, sort), after) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function positionOf(record: ListedRecord, sort: ListQuery['sort']): Position {
  return { id: record.id, value: sort === undefined ? null : plainValue(record[sort.field]) }
}

function compareRecords(a: Position, b: Position): number {
  return compareValues(a.value, b.value) || a.id - b.id
}

/** Nothing comes before anything; texts by code units, which is also the order of ISO dates. */
function compareValues(a: Position['value'], b: Position['value']): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}

function fits(record: StoredRecord, { how, field, value }: Condition): boolean {
  const held = plainValue(record[field])
  if (how === 'filter') return isDate(field) ? sameInstant(held, value) : String(held ?? '') === value
  if (held === null) return false
  if (how === 'filter_prefix') return String(held).startsWith(value)
  const difference = isDate(field) ? Date.parse(String(held)) - Date.parse(value) : Number(held) - Number(value)
  switch (how) {
    case 'filter_gt':
      return difference > 0
    case 'filter_gteq':
      return difference >= 0
    case 'filter_lt':
      return difference < 0
    case 'filter_lteq':
      return difference <= 0
    default:
      return assertNever(how)
  }
}

function isDate(field: string): boolean {
  return /_at$|_until$/.test(field)
}

function sameInstant(held: Position['value'], value: string): boolean {
  return held === null ? value === '' : Date.parse(String(held)) === Date.parse(value)
}

function plainValue(value: StoredValue | undefined): Position['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
