import type { Ablation } from '../../core/preview/ablation.ts'
import type { LeaversOwned } from '../../core/owned/owned-views.ts'
import type { ComparisonPage, PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type Refusal, standsInTheWay } from '../refusal.ts'

/** What is told beside the summary and the rows. */
export interface PreviewDetails {
  /** Which clause keeps whom away; only when few of the people who were read are taken. */
  readonly few: Ablation | undefined
  readonly comparison: ComparisonPage | undefined
  /** Only when it was asked for. */
  readonly owned: LeaversOwned | undefined
}

export async function previewDetails(
  desk: PreviewDesk,
  view: PreviewView,
  compareWith: string | undefined,
  signal: AbortSignal
): Promise<Result<Omit<PreviewDetails, 'owned'>, Refusal>> {
  const few = isFew(view) ? await desk.ask(view.previewId, { kind: 'few' }, signal) : succeed(undefined)
  if (!few.ok) return standsInTheWay(few.error)
  const comparison =
    compareWith === undefined
      ? succeed(undefined)
      : await desk.ask(view.previewId, { kind: 'compare', runId: compareWith, offset: 0, limit: MOST_COMPARED }, signal)
  if (!comparison.ok) return standsInTheWay(comparison.error)
  return succeed({ few: few.value, comparison: comparison.value })
}

/** More than that is no list of edits any more, but another directory. */
const MOST_COMPARED = 100_000

/** Fewer than half of the people, or a pattern that nobody has in mind: somebody will ask why. */
function isFew({ summary, filters }: PreviewView): boolean {
  const taken = summary.peopleInScope
  return taken * 2 < summary.people || summary.people === 0 || filters.required.unmatched.length > 0
}
