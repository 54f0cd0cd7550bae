/** A column of a table of people; the width in px. The first two stay while the rest is scrolled sideways, and the second names the row. */
export interface TableColumn<Id extends string, Sort extends string> {
  readonly id: Id
  readonly title: string
  /** By what it is sorted; absent: by nothing. */
  readonly sort: Sort | undefined
  readonly usualWidth: number
}

/** A key of the order. */
export interface SortedBy<Sort extends string> {
  readonly column: Sort
  readonly descending?: boolean
}

/** A filter in effect; the search is in its box. */
export interface ActiveChip {
  readonly id: string
  readonly word: string
  /** Whom it fits of everybody, whatever else is chosen. */
  readonly count: number | undefined
  remove(): void
}
