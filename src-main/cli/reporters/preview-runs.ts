import { momentText } from '../../core/model/day-text.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { heading } from './lines.ts'
import { number } from './preview.ts'

/** Recorded runs, newest first. */
export function runListLines(runs: readonly PreviewRunHead[], style: TextStyle): readonly string[] {
  if (runs.length === 0) return ['No run of the preview is recorded on this computer yet.']
  return runs.flatMap((run, index) => [...(index === 0 ? [] : ['']), ...runLines(run, style)])
}

export function runListDocument(runs: readonly PreviewRunHead[]) {
  return { schemaVersion: 1, command: 'preview', outcome: 'listed', runs }
}

function runLines({ runId, site, at, summary, reading }: PreviewRunHead, style: TextStyle): readonly string[] {
  const { counts, people, isComplete, safety } = summary
  const changes = `${number(counts.create)} created, ${number(counts.update)} updated, ${number(counts.disable)} disabled, ${number(counts.delete)} deleted`
  return [
    heading(`${momentText(at)}  ${runId}`, style),
    ...labelled('Kept for', site, style),
    ...labelled('Directory', directoryOf(reading), style),
    ...labelled('People', `${number(people)}: ${changes}`, style),
    ...labelled('Verdict', isComplete ? safety.kind : 'incomplete', style)
  ]
}

function directoryOf({ source }: PreviewRunHead['reading']): string {
  switch (source.kind) {
    case 'live':
      return source.host
    case 'ldif':
      return source.file
    case 'recorded':
      return `run ${source.runId}`
  }
}
