import type { Problem } from '../../core/errors.ts'
import { type GroupChange, groupChanges } from '../../core/preview/group-changes.ts'
import type { PreviewView } from '../../core/preview/preview-desk.ts'
import type { LaterPort } from '../../core/ports/surroundings.ts'
import type { Result } from '../../core/result.ts'
import { createComparisons, type Comparisons } from './compare-with-run.ts'
import { createFilterCounter, type FilterCounter } from './filter-hits.ts'
import type { JudgedPreview } from './judge-data.ts'
import type { KeptPreviews } from './kept-previews.ts'
import { previewHeadline } from './preview-headline.ts'

/** A preview that can be asked. */
export interface OpenedPreview {
  readonly judged: JudgedPreview
  readonly view: PreviewView
  readonly filters: FilterCounter
  readonly comparisons: Comparisons
  groups(): readonly GroupChange[]
  /** Of its run; absent when it is not kept. */
  readonly saving: Promise<Result<null, Problem>> | undefined
  /** Nothing is prepared for it any more. */
  stop(): void
}

/** Keeps the preview and, while nobody asks, works out what the first search and the first typed pattern need. */
export function openPreview(
  previews: KeptPreviews,
  judged: JudgedPreview,
  saving: OpenedPreview['saving'],
  later: LaterPort
): OpenedPreview {
  const { preview, data } = judged
  const filters = createFilterCounter(data.snapshot)
  let groups: readonly GroupChange[] | undefined
  let isStopped = false
  const opened: OpenedPreview = {
    judged,
    view: viewOf(judged, filters),
    filters,
    comparisons: createComparisons(),
    groups: () => (groups ??= groupChanges(preview)),
    saving,
    stop: () => (isStopped = true)
  }
  previews.keep(opened)
  const prepare = (): void => {
    if (!isStopped && preview.table.prepare()) later(prepare)
  }
  later(() => {
    if (isStopped) return
    filters.prepare()
    prepare()
  })
  return opened
}

function viewOf({ ids, data, preview, summary, earlier }: JudgedPreview, filters: FilterCounter): PreviewView {
  const { snapshot, site } = data
  return {
    ...ids,
    headline: previewHeadline(summary, site !== undefined),
    directory: data.directoryCalled,
    site: data.siteCalled,
    reading: snapshot.reading,
    siteReading: site === undefined ? undefined : { isComplete: site.isComplete, cutBecause: site.cutBecause },
    rules: preview.rules,
    summary,
    filters: filters.hits(preview.rules),
    earlier: earlier === undefined ? undefined : { runId: earlier.runId, at: earlier.at, people: earlier.summary.peopleInScope },
    rowCount: preview.rowCount
  }
}
