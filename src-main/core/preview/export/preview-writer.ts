import type { PreviewRow, PreviewSummary } from '../preview-result.ts'
import type { PreviewRules } from '../preview-rules.ts'

/**
 * A format that rows are exported in, as texts to be written one after the other: `begin`, any number of pages of rows, `end`. The texts
 * name people: that is what the export is for. Made new for each export.
 */
export interface RowWriter<Row> {
  begin(): string
  page(rows: readonly Row[]): string
  end(): string
}

export type PreviewWriter = RowWriter<PreviewRow>

export interface ExportedPreview {
  readonly summary: PreviewSummary
  readonly about: PreviewAbout
  /** What the sync would do, as one sentence. */
  readonly headline: string
  /** The settings by which it was judged. */
  readonly rules: PreviewRules
  /** Further members of the JSON documents. */
  readonly more?: Readonly<Record<string, unknown>>
}

export interface PreviewAbout {
  /** Version of this application. */
  readonly version: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly runId: string
  /** When the directory was read, ISO 8601. */
  readonly readAt: string
  /** Host of the directory, or the file it was read from. */
  readonly directory: string
  /** Host of the site, or the file its users were read from; absent: compared with no site. */
  readonly site: string | undefined
}

/** The whole export of rows of any number, a page at a time: nothing piles up. */
export function* exportTexts<Row>(writer: RowWriter<Row>, rows: Iterable<Row>, pageSize = 500): Generator<string, void> {
  yield writer.begin()
  let page: Row[] = []
  for (const row of rows) {
    page.push(row)
    if (page.length < pageSize) continue
    yield writer.page(page)
    page = []
  }
  if (page.length > 0) yield writer.page(page)
  yield writer.end()
}
