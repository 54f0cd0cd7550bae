import { momentText } from '../../core/model/day-text.ts'
import type { RunView } from '../../core/journal/run-view.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { heading } from './lines.ts'
import { changeHead, outcomeText } from './receipt.ts'

/** The runs of this computer, newest first; with a site those of that site only. */
export function journalLines(runs: readonly RunView[], style: TextStyle, site?: string): readonly string[] {
  if (runs.length === 0) return [`Nothing has been applied${site === undefined ? '' : ` to ${site}`} from this computer yet.`]
  return runs.flatMap((run, index) => [
    ...(index === 0 ? [] : ['']),
    heading(`${momentText(run.startedAt)}  ${run.site}`, style),
    ...labelled('Run', run.runId, style),
    ...labelled(run.purpose === 'undo' ? 'Undo' : 'Plan', run.headline, style),
    ...labelled('Outcome', outcomeText[run.outcome], style),
    ...run.changes.map((change) => `    ${changeHead(change, style)}`),
    ...(run.nextStep === '' ? [] : labelled('Next', run.nextStep, style))
  ])
}

export function journalDocument(runs: readonly RunView[]) {
  return { schemaVersion: 1, command: 'journal', runs }
}
