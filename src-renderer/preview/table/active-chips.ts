import { reasonWords, warningWords } from '../../../src-main/core/preview/code-words.ts'
import { outcomeText } from '../../../src-main/core/preview/export/outcome-text.ts'
import type { ActiveChip } from '../../lib/table/table-column.ts'
import type { PreviewRowsState } from '../../state/preview-rows-state.svelte.ts'

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
