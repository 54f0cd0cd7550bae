import type { SyncResult } from '../../core/plan/apply-event.ts'
import { labelled, problemLines } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { momentText } from '../../core/model/day-text.ts'
import { heading } from './lines.ts'

/** How a sync ended, as far as the site has told. */
export function syncLines(result: SyncResult, style: TextStyle): readonly string[] {
  return [
    heading(headlineOf(result), style),
    ...(result.eventAt === undefined ? [] : labelled('Event', `${momentText(result.eventAt)}, ${result.status}`, style)),
    ...(result.body === '' ? [] : result.body.split('\n').flatMap((line, index) => labelled(index === 0 ? 'It says' : '', line, style))),
    ...(result.problem === undefined ? [] : problemLines(result.problem, style))
  ]
}

export function syncDocument(result: SyncResult) {
  return { schemaVersion: 1, command: 'sync', outcome: syncOutcome(result), ...result }
}

/** `ordered`: nobody wanted to wait. */
export function syncOutcome({ kind, problem }: SyncResult): 'succeeded' | 'failed' | 'not-seen' | 'ordered' {
  if (kind === 'seen') return problem === undefined ? 'succeeded' : 'failed'
  return problem === undefined ? 'ordered' : 'not-seen'
}

function headlineOf(result: SyncResult): string {
  switch (syncOutcome(result)) {
    case 'succeeded':
      return `The sync succeeded after ${String(Math.ceil(result.waitedMs / 1000))} s.`
    case 'failed':
      return result.problem?.code === 'service.sync.skipped' ? 'The sync was skipped.' : 'The sync did not succeed.'
    case 'not-seen':
      return 'No result of the sync has been seen.'
    default:
      return 'The sync is ordered. Its result will be in the External Logs of the site; --follow waits for it.'
  }
}
