import type { PreviewRow } from '../preview-result.ts'
import type { PreviewWriter } from './preview-writer.ts'

/**
 * RFC 4180 with a byte order mark, without which Excel takes UTF-8 for something else. Each cell is in quotes. A spreadsheet takes a cell
 * that begins with `=`, `+`, `-` or `@` for a formula, and a name in a directory can be anything: such a cell begins with an apostrophe.
 */
export function csvPreview(): PreviewWriter {
  return {
    begin: () => BYTE_ORDER_MARK + csvLine(columns.map(([heading]) => heading)),
    page: (rows) => rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join(''),
    end: () => ''
  }
}

/** Quoted, and no formula in any spreadsheet, also where a semicolon or a tab separates cells. */
export function csvCell(text: string): string {
  return `"${text.replaceAll(FORMULA, "'").replaceAll('"', '""')}"`
}

export const BYTE_ORDER_MARK = '\ufeff'

/**
 * Where a cell begins, or would begin for a program that splits at semicolons, tabs or line ends: an apostrophe goes before what would be a
 * formula there. Full-width signs count too: spreadsheets of East Asian systems take them for the plain ones.
 */
const FORMULA = /(?<=^|[\t\r\n;])(?=[\s"']{0,100}[=+\-@＝＋－＠])|^(?=[\t\r])/g

const columns: readonly (readonly [heading: string, cell: (row: PreviewRow) => string])[] = [
  ['outcome', (row) => row.outcome],
  ['username', (row) => row.username],
  ['name', (row) => row.name],
  ['mail', (row) => row.mail],
  ['reason', (row) => row.reason],
  ['reason_text', (row) => row.reasonText],
  ['changes', (row) => row.changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`).join('\n')],
  ['groups_gained', (row) => row.groupsGained.join('\n')],
  ['groups_lost', (row) => row.groupsLost.join('\n')],
  ['warnings', (row) => row.warnings.join(' ')],
  ['dn', (row) => row.dn]
]

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
