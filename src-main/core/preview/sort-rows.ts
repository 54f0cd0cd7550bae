import { FoldedBytes } from './folded-bytes.ts'
import type { PlaceRowText } from './row-texts.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { type Ranks, rankTexts } from './sort-texts.ts'

export type SortColumn = 'outcome' | 'username' | 'name' | 'mail' | 'dn' | 'reason'

export interface SortKey {
  readonly column: SortColumn
  readonly descending?: boolean | undefined
}

interface SortedRows {
  readonly rowCount: number
  readonly outcomes: Uint8Array
  readonly reasons: Uint8Array
  readonly placeText: PlaceRowText
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

function rankColumn(rows: SortedRows, column: SortColumn): Ranks {
  switch (column) {
    case 'outcome':
      return { rankOf: Uint32Array.from(rows.outcomes), count: 256 }
    case 'reason':
      return { rankOf: Uint32Array.from(rows.reasons), count: 256 }
    default:
      return rankedTexts(rows.rowCount, (row, span) => rows.placeText(row, column, span))
  }
}

/** Ranks the texts of rows as people look for them: without regard to capitals and accents. */
export function rankedTexts(rowCount: number, placeText: (row: number, span: TextSpan) => void): Ranks {
  const starts = new Uint32Array(rowCount + 1)
  const texts = new FoldedBytes(rowCount * USUAL_BYTES)
  const span = new TextSpan()
  for (let row = 0; row < rowCount; row += 1) {
    placeText(row, span)
    texts.add(span)
    starts[row + 1] = texts.length
  }
  return rankTexts({ bytes: texts.bytes, starts })
}

const USUAL_BYTES = 32

/** Counting sort, which keeps the order of equals. */
export function sortByRank(indexes: Uint32Array, { rankOf, count }: Ranks, isDescending: boolean): Uint32Array {
  const places = new Uint32Array(count + 1)
  for (let index = 0; index < indexes.length; index += 1) {
    const rank = rankOf[indexes[index] ?? 0] ?? 0
    places[rank] = (places[rank] ?? 0) + 1
  }
  let next = 0
  for (let step = 0; step < count; step += 1) {
    const rank = isDescending ? count - 1 - step : step
    const size = places[rank] ?? 0
    places[rank] = next
    next += size
  }
  const sorted = new Uint32Array(indexes.length)
  for (let index = 0; index < indexes.length; index += 1) {
    const row = indexes[index] ?? 0
    const rank = rankOf[row] ?? 0
    const place = places[rank] ?? 0
    sorted[place] = row
    places[rank] = place + 1
  }
  return sorted
}
