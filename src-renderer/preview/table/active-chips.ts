import { reasonWords, warningWords } from '../../../src-main/core/preview/code-words.ts'
import { outcomeText } from '../../../src-main/core/preview/export/outcome-text.ts'
import type { PreviewRowsState } from '../../state/preview-rows-state.svelte.ts'

/** A filter in effect; the search is in its box. */
export interface ActiveChip {
  readonly id: string
  readonly word: string
  /** Whom it fits of everybody, whatever else is chosen. */
  readonly count: number | undefined
  remove(): void
}

export function activeChips(rows: PreviewRowsState): readonly ActiveChip[] {
  const { outcomes, reasons, warnings, group } = rows.choice
  const summary = rows.view?.summary
  return [
    ...outcomes.map((code) => ({
      id: `outcome ${code}`,
      word: outcomeText[code],
      count: summary?.counts[code],
      remove: () => rows.toggleOutcome(code)
    })),
    ...reasons.map((code) => ({
      id: `reason ${code}`,
      word: reasonWords[code],
      count: summary?.reasons[code] ?? 0,
      remove: () => rows.toggleReason(code)
    })),
    ...warnings.map((code) => ({
      id: `warning ${code}`,
      word: warningWords[code],
      count: summary?.warnings[code] ?? 0,
      remove: () => rows.toggleWarning(code)
    })),
    ...(group === undefined
      ? []
      : [{ id: 'group', word: `In the group ${group.name}`, count: undefined, remove: () => rows.showGroup(undefined) }])
  ]
}
