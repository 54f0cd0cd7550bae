import type { PreviewAhead } from '../../core/preview/ahead/preview-ahead.ts'
import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import type { PreviewSummary } from '../../core/preview/preview-result.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { type Preview, runPreview } from '../../core/preview/run-preview.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { summarizePreview } from '../../core/preview/summary.ts'
import { lastGoodRun, peopleLastTime, type PeopleCount } from '../../core/preview/last-good-run.ts'

/** What one reading gave. Previews by other rules share it, and nobody changes it. */
export interface ReadData {
  readonly snapshot: DirectorySnapshot
  readonly site: SiteUsers | undefined
  /** As `PreviewView.directory` and `PreviewView.site`. */
  readonly directoryCalled: string
  readonly siteCalled: string | undefined
  readonly baseDn: string | undefined
  readonly now: Date
  /** Newest first, as they were before this reading. */
  readonly earlierRuns: readonly PreviewRunHead[]
  /** Counted when this sync was applied last. */
  readonly appliedLastTime: PeopleCount | undefined
  readonly usernameField: string
  /** Whose users those of a list count as that does not say it itself. */
  readonly usersManagedBy: PreviewRules['managedBy'] | undefined
}

export interface JudgedPreview {
  readonly ids: { readonly previewId: string; readonly runId: string | undefined }
  readonly data: ReadData
  readonly preview: Preview
  readonly summary: PreviewSummary
  readonly earlier: PreviewRunHead | undefined
}

/** What the sync would do by these rules with what was read. `ahead`: what is known of it from the time of reading. */
export function judgeData(data: ReadData, rules: PreviewRules, ids: JudgedPreview['ids'], ahead?: PreviewAhead): JudgedPreview {
  const earlier = lastGoodRun(data.earlierRuns, rules.managedBy)
  const counted = peopleLastTime(data.appliedLastTime, earlier)
  const context = { now: data.now, ...(counted === undefined ? {} : { peopleLastTime: counted }) }
  const preview = runPreview(data.snapshot, data.site, rules, context, ahead)
  return { ids, data, preview, summary: summarizePreview(preview, data.baseDn), earlier }
}
