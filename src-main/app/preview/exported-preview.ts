import type { Ablation } from '../../core/preview/ablation.ts'
import type { LeaversOwned } from '../../core/owned/owned-views.ts'
import type { ExportedPreview } from '../../core/preview/export/preview-writer.ts'
import type { ComparisonPage, PreviewView } from '../../core/preview/preview-desk.ts'

export interface ExportDetails {
  readonly few?: Ablation | undefined
  readonly comparison?: ComparisonPage | undefined
  /** What everybody owns who would be disabled or deleted. */
  readonly owned?: LeaversOwned | undefined
}

/** All that an export says beside its rows: the same document from window and command line. `createdAt`: ISO 8601. */
export function exportedPreview(
  view: PreviewView,
  { version, createdAt }: { readonly version: string; readonly createdAt: string },
  { few, comparison, owned }: ExportDetails = {}
): ExportedPreview {
  const { runId, previewId, reading, siteReading, directory, site, summary, rules, filters, earlier, headline } = view
  return {
    summary,
    about: { version, createdAt, runId: runId ?? previewId, readAt: reading.startedAt, directory, site },
    headline,
    rules,
    more: {
      outcome: summary.isComplete ? summary.safety.kind : 'incomplete',
      reading,
      ...(siteReading === undefined ? {} : { siteReading }),
      filters,
      ...(earlier === undefined ? {} : { earlier }),
      ...(few === undefined ? {} : { few }),
      ...(comparison === undefined ? {} : { comparison }),
      ...(owned === undefined ? {} : { owned })
    }
  }
}
