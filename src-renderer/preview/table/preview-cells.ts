import { warningWords } from '../../../src-main/core/preview/code-words.ts'
import { outcomeText } from '../../../src-main/core/preview/export/outcome-text.ts'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'
import type { SortColumn } from '../../../src-main/core/preview/sort-rows.ts'
import type { TableCells } from '../../lib/table/table-cells.ts'
import { changesInShort } from './changes-in-short.ts'
import { type ColumnId, columns } from './columns.ts'

export const previewCells: TableCells<PreviewRow, ColumnId, SortColumn> = {
  columns,
  textOf: (person, column) => texts[column](person),
  isNameless: ({ username }) => username === ''
}

const texts: Readonly<Record<ColumnId, (person: PreviewRow) => string>> = {
  outcome: ({ outcome }) => outcomeText[outcome],
  // Somebody without a user name has to be found in the row all the same.
  username: ({ username }) => (username === '' ? 'No user name' : username),
  name: ({ name }) => name,
  mail: ({ mail }) => mail,
  reason: ({ reasonText }) => reasonText,
  changes: changesInShort,
  warnings: ({ warnings }) => warnings.map((warning) => warningWords[warning]).join(', ')
}
