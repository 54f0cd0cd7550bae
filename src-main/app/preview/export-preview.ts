import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { createPreviewWriter } from '../../core/preview/export/create-preview-writer.ts'
import { exportTexts } from '../../core/preview/export/preview-writer.ts'
import type { ExportedRows, PreviewExport } from '../../core/preview/preview-desk.ts'
import type { PreviewRow } from '../../core/preview/preview-result.ts'
import type { Preview } from '../../core/preview/run-preview.ts'
import { type Result, succeed } from '../../core/result.ts'
import { exportedPreview } from './exported-preview.ts'
import type { OpenedPreview } from './open-preview.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import { redactStrings } from './redact-strings.ts'

/** Writes a preview to a file, a page at a time; until all of it is there, there is no file. Throws `Cancelled`. */
export async function exportPreview(
  { judged: { preview }, view }: OpenedPreview,
  { format, path, query }: PreviewExport,
  { output, clock, version, redactText }: Pick<PreviewDeskPorts, 'output' | 'clock' | 'version' | 'redactText'>,
  signal: CancelSignal
): Promise<Result<ExportedRows, Problem>> {
  const indexes = preview.table.indexes(query)
  const exported = exportedPreview(view, { version, createdAt: new Date(clock.now()).toISOString() })
  const writer = createPreviewWriter(format, redactStrings(exported, redactText))
  const written = await output.write(path, exportTexts(writer, rowsOf(preview, indexes, redactText)), signal)
  return written.ok ? succeed({ path, rows: indexes.length }) : written
}

function* rowsOf(preview: Preview, indexes: Uint32Array, redactText: (text: string) => string): Generator<PreviewRow, void> {
  for (const row of indexes) yield redactStrings(preview.row(row), redactText)
}
