import type { Suggestion } from '../model/suggestion.ts'
import type { CheckReport, CheckSubject, CheckSummary } from './check-report.ts'
import { type LadderRow, ladderRow } from './ladder-row.ts'

/** The machine-readable form of a finished ladder: `check --json`, and the JSON export of the window. Its JSON Schema is docs/check-document.schema.json. */
export interface CheckDocument {
  readonly schemaVersion: 1
  readonly command: 'check'
  readonly application: { readonly name: string; readonly version: string }
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly subject: CheckSubject
  readonly summary: CheckSummary
  /** In the order of the ladder. */
  readonly checks: readonly LadderRow[]
  /** Settings that this run could fill better than they were. */
  readonly suggestions: readonly Pick<Suggestion, 'field' | 'value' | 'reason'>[]
}

export const APPLICATION_NAME = 'Entra Setup Assistant'

/** `report` has been made exportable before (`exportableReport`): nothing is left out or replaced here. */
export function checkDocument(report: CheckReport, about: { readonly version: string }): CheckDocument {
  return {
    schemaVersion: 1,
    command: 'check',
    application: { name: APPLICATION_NAME, version: about.version },
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    subject: report.subject,
    summary: report.summary,
    checks: report.results.map(ladderRow),
    suggestions: report.suggestions.map(({ field, value, reason }) => ({ field, value, reason }))
  }
}
