import { foldForSearch } from './search-rows.ts'

export type SortColumn = 'outcome' | 'username' | 'name' | 'mail' | 'dn' | 'reason'

export interface SortKey {
  readonly column: SortColumn
  readonly descending?: boolean
}

interface SortedRows {
  readonly rowCount: number
  readonly outcomes: Uint8Array
  readonly reasons: Uint8Array
  readonly snapshot: { readonly people: { readonly count: number; text(person: number, column: 'dn'): string } }
  username(row: number): string
  nameOf(row: number): string
  mailOf(row: number): string
}

/**
 * Sorts rows by several keys; rows that are equal in all of them stay in their order. Each column is ranked once, and after that sorting
 * is counting: no text is compared twice.
 */
export function createRowOrder(rows: SortedRows): (indexes: Uint32Array, sort: readonly SortKey[]) => Uint32Array {
  const known = new Map<SortColumn, Ranks>()
  const ranksOf = (column: SortColumn): Ranks => {
    const ranks = known.get(column) ?? rankColumn(rows, column)
    known.set(column, ranks)
    return ranks
  }
  return (indexes, sort) =>
    [...sort].reverse().reduce((sorted, key) => sortByRank(sorted, ranksOf(key.column), key.descending === true), indexes)
}

interface Ranks {
  /** Equal values have equal ranks. */
  readonly rankOf: Uint32Array
  readonly count: number
}

function rankColumn(rows: SortedRows, column: SortColumn): Ranks {
  switch (column) {
    case 'outcome':
      return { rankOf: Uint32Array.from(rows.outcomes), count: 256 }
    case 'reason':
      return { rankOf: Uint32Array.from(rows.reasons), count: 256 }
    case 'username':
      return rankTexts(rows.rowCount, (row) => rows.username(row))
    case 'name':
      return rankTexts(rows.rowCount, (row) => rows.nameOf(row))
    case 'mail':
      return rankTexts(rows.rowCount, (row) => rows.mailOf(row))
    case 'dn':
      return rankTexts(rows.rowCount, (row) => (row < rows.snapshot.people.count ? rows.snapshot.people.text(row, 'dn') : ''))
  }
}

function rankTexts(count: number, textOf: (row: number) => string): Ranks {
  const texts = Array.from({ length: count }, (_, row) => foldForSearch(textOf(row)))
  const order = Uint32Array.from({ length: count }, (_, row) => row).sort((one, other) => {
    const a = texts[one] ?? ''
    const b = texts[other] ?? ''
    return a < b ? -1 : a > b ? 1 : 0
  })
  const rankOf = new Uint32Array(count)
  let rank = 0
  order.forEach((row, place) => {
    if (place > 0 && texts[row] !== texts[order[place - 1] ?? 0]) rank += 1
    rankOf[row] = rank
  })
  return { rankOf, count: rank + 1 }
}

/** Counting sort, which keeps the order of equals. */
function sortByRank(indexes: Uint32Array, { rankOf, count }: Ranks, isDescending: boolean): Uint32Array {
  const place = (row: number): number => (isDescending ? count - 1 - (rankOf[row] ?? 0) : (rankOf[row] ?? 0))
  const starts = new Uint32Array(count + 1)
  for (const row of indexes) starts[place(row) + 1] = (starts[place(row) + 1] ?? 0) + 1
  for (let rank = 0; rank < count; rank += 1) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0)
  const sorted = new Uint32Array(indexes.length)
  for (const row of indexes) {
    const next = starts[place(row)] ?? 0
    sorted[next] = row
    starts[place(row)] = next + 1
  }
  return sorted
}
