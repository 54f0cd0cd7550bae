import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import { outcomes } from '../../core/preview/preview-codes.ts'
import type { Outcome } from '../../core/preview/preview-result.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { leaversOwnedLines } from '../reporters/owned.ts'
import { assumptionLines, previewHeadLines } from '../reporters/preview.ts'
import { comparisonLines, moreLine, outcomeHeading, rowLines } from '../reporters/preview-rows.ts'
import type { PreviewDetails } from './preview-details.ts'
import { rowPages } from './preview-texts.ts'

/** The preview for a person, some lines at a time. `only` empty: who changes, and with `isAll` everybody. Throws `Cancelled`. */
export async function* previewLines(
  desk: PreviewDesk,
  view: PreviewView,
  { details, only, isAll }: { readonly details: PreviewDetails; readonly only: readonly Outcome[]; readonly isAll: boolean },
  style: TextStyle,
  signal: AbortSignal
): AsyncGenerator<readonly string[], void, undefined> {
  yield previewHeadLines(view, details, style)
  const wanted = only.length > 0 ? only : isAll ? outcomes : changing
  for (const outcome of wanted) {
    const total = view.summary.counts[outcome]
    if (total === 0) continue
    yield ['', outcomeHeading(outcome, total, style)]
    const most = isAll ? total : Math.min(total, FIRST)
    let shown = 0
    for await (const rows of rowPages(desk, view.previewId, { filter: { outcomes: [outcome] } }, signal, isAll ? undefined : FIRST)) {
      yield rows.flatMap((row) => rowLines(row, style))
      shown += rows.length
      if (shown >= most) break
    }
    if (total > shown) yield [moreLine(outcome, total - shown, style)]
  }
  if (details.comparison !== undefined)
    yield comparisonLines(details.comparison, isAll ? details.comparison.changed.length : FIRST_CHANGED, style)
  if (details.owned !== undefined) yield leaversOwnedLines(details.owned, style)
  yield assumptionLines(view, style)
}

const changing = ['create', 'update', 'disable', 'delete'] as const satisfies readonly Outcome[]
const FIRST = 10
const FIRST_CHANGED = 20
