import type { CancelSignal } from '../../core/cancel.ts'
import { throwIfCancelled } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { comparePreviews, type PreviewComparison } from '../../core/preview/compare-previews.ts'
import type { ComparisonPage, PreviewQuestion } from '../../core/preview/preview-desk.ts'
import { type Preview, runPreview } from '../../core/preview/run-preview.ts'
import type { PreviewRunPort } from '../../core/ports/store.ts'
import { type Result, succeed } from '../../core/result.ts'

export interface Comparisons {
  /** One at a time: an earlier run takes as much memory as the preview itself, for as long as they are compared. */
  page(now: Preview, question: CompareQuestion, runs: PreviewRunPort, signal: CancelSignal): Promise<Result<ComparisonPage, Problem>>
}

type CompareQuestion = Extract<PreviewQuestion, { readonly kind: 'compare' }>

interface Compared extends PreviewComparison {
  readonly at: string
}

/** Comparisons of one preview with earlier runs. The last few stay, so that turning pages costs nothing. */
export function createComparisons(): Comparisons {
  const known = new Map<string, Compared>()
  let last: Promise<unknown> = Promise.resolve()

  async function compared(now: Preview, runId: string, runs: PreviewRunPort, signal: CancelSignal): Promise<Result<Compared, Problem>> {
    const found = known.get(runId)
    if (found !== undefined) return succeed(found)
    throwIfCancelled(signal)
    const run = await runs.read(runId, signal)
    if (!run.ok) return run
    const { head, directory, users } = run.value
    const before = runPreview(directory, users, head.rules, { now: new Date(head.at) })
    throwIfCancelled(signal)
    const comparison = { ...comparePreviews(before, now), at: head.at }
    known.set(runId, comparison)
    for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - MOST_KNOWN))) known.delete(oldest)
    return succeed(comparison)
  }

  return {
    async page(now, { runId, offset, limit }, runs, signal) {
      const mine = last.then(() => compared(now, runId, runs, signal))
      last = mine.catch(() => undefined)
      const answer = await mine
      if (!answer.ok) return answer
      const { at, changed, rules, isReliable } = answer.value
      return succeed({ runId, at, total: changed.length, changed: changed.slice(offset, offset + limit), rules, isReliable })
    }
  }
}

const MOST_KNOWN = 2
