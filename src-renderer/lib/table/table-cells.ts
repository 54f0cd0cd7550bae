import type { TableColumn } from './table-column.ts'

/** What stands in a table of people. */
export interface TableCells<Row, Id extends string, Sort extends string> {
  readonly columns: readonly TableColumn<Id, Sort>[]
  textOf(row: Row, column: Id): string
  /** The second column, which names the row, has a word in place of a name. */
  isNameless(row: Row): boolean
}
