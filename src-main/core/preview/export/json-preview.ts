import type { PreviewRow } from '../preview-result.ts'
import { APPLICATION_NAME } from '../../report/check-document.ts'
import type { ExportedPreview, PreviewWriter } from './preview-writer.ts'

/** One document: `schemaVersion`, `command`, `application`, `about`, `summary`, `headline`, `rules`, and `rows` one a line. */
export function jsonPreview(preview: ExportedPreview): PreviewWriter {
  let isFirst = true

  return {
    begin: () => `${JSON.stringify(head(preview)).slice(0, -1)},"rows":[`,
    page(rows) {
      if (rows.length === 0) return ''
      const separator = isFirst ? '\n' : ',\n'
      isFirst = false
      return separator + rows.map((row) => JSON.stringify(row)).join(',\n')
    },
    end: () => '\n]}\n'
  }
}

/**
 * One object a line: `preview` with the summary, a `row` for each row, and `end` with their number: a file without that line was cut.
 */
export function ndjsonPreview(preview: ExportedPreview): PreviewWriter {
  let rowCount = 0

  return {
    begin: () => `${JSON.stringify({ type: 'preview', ...head(preview) })}\n`,
    page(rows) {
      rowCount += rows.length
      return rows.map((row) => `${JSON.stringify(typedRow(row))}\n`).join('')
    },
    end: () => `${JSON.stringify({ type: 'end', rows: rowCount })}\n`
  }
}

function head({ about: { version, ...about }, summary, headline, rules, more }: ExportedPreview) {
  return {
    schemaVersion: 1,
    command: 'preview',
    application: { name: APPLICATION_NAME, version },
    about,
    summary,
    headline,
    rules,
    ...more
  }
}

function typedRow(row: PreviewRow): { readonly type: 'row' } & PreviewRow {
  return { type: 'row', ...row }
}
