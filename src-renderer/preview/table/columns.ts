import type { SortColumn } from '../../../src-main/core/preview/sort-rows.ts'
import type { TableColumn } from '../../lib/table/table-column.ts'

export type ColumnId = 'outcome' | 'username' | 'name' | 'mail' | 'reason' | 'changes' | 'warnings'

/** Outcome and user name stay while the rest is scrolled sideways. */
export const columns: readonly TableColumn<ColumnId, SortColumn>[] = [
  { id: 'outcome', title: 'Outcome', sort: 'outcome', usualWidth: 128 },
  { id: 'username', title: 'User name', sort: 'username', usualWidth: 250 },
  { id: 'name', title: 'Name', sort: 'name', usualWidth: 160 },
  { id: 'mail', title: 'Mail', sort: 'mail', usualWidth: 200 },
  { id: 'reason', title: 'Reason', sort: 'reason', usualWidth: 300 },
  { id: 'changes', title: 'Changes', sort: undefined, usualWidth: 190 },
  { id: 'warnings', title: 'Warnings', sort: undefined, usualWidth: 190 }
]
