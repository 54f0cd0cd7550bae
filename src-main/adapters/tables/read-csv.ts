import { CsvError, parse } from 'csv-parse/sync'
import type { Table } from '../../core/model/table.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { textOfFile } from '../profile/text-of-file.ts'

/**
 * A table separated by commas, semicolons or tabs, in UTF-8 or UTF-16; the first row is the header, empty lines are passed over.
 * The error is the reason as half a sentence.
 */
export function readCsv(content: Uint8Array): Result<Table, string> {
  if (content.length > MAXIMUM_TABLE_BYTES) return fail(`it is larger than ${String(MAXIMUM_TABLE_BYTES / 1_000_000)} MB`)
  if (isWorkbook(content)) return fail('it is a workbook of a spreadsheet program; open it there and save it as CSV UTF-8')
  const text = textOfFile(content)
  if (!text.ok) return text
  const { body, separator } = withSeparator(text.value)
  const records = parsed(body, separator)
  if (!records.ok) return records
  const [header, ...rows] = records.value
  if (header === undefined) return fail('it is empty')
  return wholeRows(header, rows)
}

/** 100,000 people with every column that there is are about 40 MB. */
export const MAXIMUM_TABLE_BYTES = 200_000_000

/** XLSX and ODS are ZIP archives, XLS is a compound file. */
function isWorkbook(content: Uint8Array): boolean {
  const [first, second, third] = content
  return (first === 0x50 && second === 0x4b && third === 0x03) || (first === 0xd0 && second === 0xcf && third === 0x11)
}

/**
 * Excel writes `sep=;` above the header where the separator is not the one of the computer's language, and Windows PowerShell 5.1 `#TYPE`
 * with the name of a class.
 */
function withSeparator(written: string): { readonly body: string; readonly separator: string } {
  const text = written.replace(/^(?:#TYPE |"#TYPE )[^\r\n]*\r?\n/, '')
  const named = /^sep=([,;\t])\r?\n/.exec(text)
  if (named !== null) return { body: text.slice(named[0].length), separator: named[1] ?? ',' }
  return { body: text, separator: mostFrequent(firstRow(text)) }
}

function mostFrequent(row: string): string {
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: row.split(separator).length }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).separator
}

/** The first row without what stands in quotes. */
function firstRow(text: string): string {
  const rest = text.slice(0, 100_000).replace(/"[^"]*"/g, '')
  return /[^\r\n]+/.exec(rest)?.[0] ?? ''
}

function parsed(body: string, separator: string): Result<string[][], string> {
  try {
    return succeed(
      parse(body, { delimiter: separator, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAXIMUM_RECORD })
    )
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error
    return fail(`line ${typeof lines === 'number' ? String(lines) : '1'} breaks the rules of CSV (${REASONS[error.code] ?? error.code})`)
  }
}

/** A quote that nobody closed would make the rest of the file one value. */
const MAXIMUM_RECORD = 1_000_000

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  INVALID_OPENING_QUOTE: 'a quote stands inside a value that is not quoted',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
  CSV_MAX_RECORD_SIZE: 'the row is far too long; probably a quote is never closed'
}

/** A row with more values than columns means that a separator was not quoted: then every later value would stand under a wrong heading. */
function wholeRows(header: readonly string[], rows: string[][]): Result<Table, string> {
  for (const [index, row] of rows.entries()) {
    if (row.slice(header.length).some((value) => value.trim() !== ''))
      return fail(`row ${String(index + 2)} has ${String(row.length)} values, and there are ${String(header.length)} columns`)
    while (row.length < header.length) row.push('')
    row.length = header.length
  }
  return succeed({ header, rows })
}
