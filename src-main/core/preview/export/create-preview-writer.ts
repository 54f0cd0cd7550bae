import { assertNever } from '../../result.ts'
import { csvPreview } from './csv-preview.ts'
import { htmlPreview } from './html-preview.ts'
import { jsonPreview, ndjsonPreview } from './json-preview.ts'
import type { PreviewFormat } from './preview-format.ts'
import type { ExportedPreview, PreviewWriter } from './preview-writer.ts'

/** A new format is one line here and one in `previewFormats`. */
export function createPreviewWriter(format: PreviewFormat, preview: ExportedPreview): PreviewWriter {
  switch (format) {
    case 'csv':
      return csvPreview()
    case 'json':
      return jsonPreview(preview)
    case 'ndjson':
      return ndjsonPreview(preview)
    case 'html':
      return htmlPreview(preview)
    default:
      return assertNever(format)
  }
}
