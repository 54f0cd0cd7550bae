import type { SortedBy } from '../lib/table/table-column.ts'

/** In when it was out, out when it was in. */
export function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item]
}

/** A column is sorted upwards, then downwards, then not. Alone it takes the place of all others; as a further key it goes behind them. */
export function nextSort<Column extends string>(
  sort: readonly SortedBy<Column>[],
  column: Column,
  isFurther: boolean
): readonly SortedBy<Column>[] {
  const known = sort.find((key) => key.column === column)
  const next: SortedBy<Column> | undefined =
    known === undefined ? { column, descending: false } : known.descending === true ? undefined : { column, descending: true }
  if (!isFurther) {
    // Of several keys the pressed one stays, as it is.
    if (known !== undefined && sort.length > 1) return [known]
    return next === undefined ? [] : [next]
  }
  if (known === undefined) return next === undefined || sort.length >= MOST_KEYS ? sort : [...sort, next]
  return sort.flatMap((key) => (key !== known ? [key] : next === undefined ? [] : [next]))
}

const MOST_KEYS = 6
