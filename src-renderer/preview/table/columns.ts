import type { SortColumn } from '../../../src-main/core/preview/sort-rows.ts'

/** A column of the table of people; widths in px. */
export interface Column {
  readonly id: ColumnId
  readonly title: string
  /** By what it is sorted; absent: by nothing. */
  readonly sort: SortColumn | undefined
  readonly usualWidth: number
}

export type ColumnId = 'outcome' | 'username' | 'name' | 'mail' | 'reason' | 'changes' | 'warnings'

/** Outcome and user name stay while the rest is scrolled sideways. */
export const columns: readonly Column[] = [
  { id: 'outcome', title: 'Outcome', sort: 'outcome', usualWidth: 128 },
  { id: 'username', title: 'User name', sort: 'username', usualWidth: 250 },
  { id: 'name', title: 'Name', sort: 'name', usualWidth: 160 },
  { id: 'mail', title: 'Mail', sort: 'mail', usualWidth: 200 },
  { id: 'reason', title: 'Reason', sort: 'reason', usualWidth: 300 },
  { id: 'changes', title: 'Changes', sort: undefined, usualWidth: 190 },
  { id: 'warnings', title: 'Warnings', sort: undefined, usualWidth: 190 }
]
