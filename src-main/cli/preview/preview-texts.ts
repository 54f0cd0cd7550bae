import { exportedPreview } from '../../app/preview/exported-preview.ts'
import { redactStrings } from '../../app/preview/redact-strings.ts'
import { createPreviewWriter } from '../../core/preview/export/create-preview-writer.ts'
import type { PreviewFormat } from '../../core/preview/export/preview-format.ts'
import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewRow } from '../../core/preview/preview-result.ts'
import type { RowQuery } from '../../core/preview/query-rows.ts'
import type { PreviewDetails } from './preview-details.ts'

export type RowChoice = Omit<RowQuery, 'offset' | 'limit'>

/** The whole document, a page at a time: nothing piles up. Throws `Cancelled`. */
export async function* previewTexts(
  desk: PreviewDesk,
  view: PreviewView,
  {
    format,
    query,
    details,
    version
  }: {
    readonly format: PreviewFormat
    readonly query: RowChoice
    readonly details: PreviewDetails
    readonly version: string
  },
  redactText: (text: string) => string,
  signal: AbortSignal
): AsyncGenerator<string, void, undefined> {
  const writer = createPreviewWriter(
    format,
    redactStrings(exportedPreview(view, { version, createdAt: new Date().toISOString() }, details), redactText)
  )
  yield writer.begin()
  for await (const rows of rowPages(desk, view.previewId, query, signal)) yield writer.page(redactStrings(rows, redactText))
  yield writer.end()
}

/** Rows in pages. A preview that is open never refuses its rows. */
export async function* rowPages(
  desk: PreviewDesk,
  previewId: string,
  query: RowChoice,
  signal: AbortSignal,
  pageSize = 200
): AsyncGenerator<readonly PreviewRow[], void, undefined> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await desk.ask(previewId, { kind: 'rows', query: { ...query, offset, limit: pageSize } }, signal)
    if (!page.ok) throw new Error(page.error.title)
    if (page.value.rows.length > 0) yield page.value.rows
    if (offset + pageSize >= page.value.total) return
  }
}
