import type { Problem } from '../../../src-main/core/errors.ts'
import type { SortedBy } from './table-column.ts'

/** What a table of people needs to know and can ask for; the rows themselves stay in the main process. */
export interface TableRows<Row, Sort extends string> {
  readonly pages: TablePages
  /** Whoever the side panel shows. */
  readonly shown: { readonly row: number | undefined; close(): void }
  /** Of everybody, whatever is chosen; absent: nothing is open. */
  readonly rowCount: number | undefined
  /** Rows that fit; absent before the first answer. */
  readonly total: number | undefined
  readonly sort: readonly SortedBy<Sort>[]
  /** Several columns can decide on the order. */
  readonly hasFurtherKeys: boolean
  /** As it is typed. */
  readonly search: string
  /** A choice keeps somebody away, and the same with the search. */
  readonly isChosen: boolean
  readonly isFiltered: boolean
  /** The same of the rows that are shown, while those of a newer question are on their way. */
  readonly isShownFiltered: boolean
  readonly problem: Problem | undefined
  rowAt(index: number): Row | undefined
  /** Opens the side panel. `isEntered`: the focus goes there. */
  select(row: Row, isEntered: boolean): void
  /** The side panel, when it is open, goes along with the arrow keys. */
  passBy(row: Row): void
  /** `isFurther`: decides among those whom the other keys leave equal. */
  sortBy(column: Sort, isFurther: boolean): void
  type(text: string): void
  /** Without waiting for the pause. */
  searchNow(): void
  /** The search too: afterwards everybody is there. */
  clearFilters(): void
  retry(): void
}

export interface TablePages {
  readonly window: { readonly first: number; readonly last: number }
  /** Counts the answered questions: each is a list of its own that begins at its top. */
  readonly answers: number
  readonly isAsking: boolean
  look(first: number, last: number): void
  /** Where a row stands among those that are at hand. */
  indexOf(row: number): number | undefined
}
