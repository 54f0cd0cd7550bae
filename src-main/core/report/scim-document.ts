import type { EvidenceItem } from '../evidence.ts'
import type { ScimExchange } from '../scim/scim-views.ts'
import { APPLICATION_NAME } from './check-document.ts'
import type { CheckSummary } from './check-report.ts'
import type { LadderReport } from './ladder-report.ts'
import { type LadderRow, ladderRow } from './ladder-row.ts'

/** `scim rehearse --json`, and the JSON export of the window. */
export interface ScimDocument {
  readonly schemaVersion: 1
  readonly command: 'scim rehearse'
  readonly application: { readonly name: string; readonly version: string }
  /** ISO 8601, UTC. */
  readonly rehearsedAt: string
  readonly durationMs: number
  readonly subject: readonly EvidenceItem[]
  readonly summary: CheckSummary
  /** In the order of the ladder. */
  readonly checks: readonly LadderRow[]
  /** In order, secrets masked; only when they were asked for: answers may name people. */
  readonly exchanges?: readonly ScimExchange[]
}

/** `report` has been made exportable before. */
export function scimDocument(
  report: LadderReport,
  exchanges: readonly ScimExchange[] | undefined,
  { version }: { readonly version: string }
): ScimDocument {
  return {
    schemaVersion: 1,
    command: 'scim rehearse',
    application: { name: APPLICATION_NAME, version },
    rehearsedAt: report.startedAt,
    durationMs: report.durationMs,
    subject: report.subject,
    summary: report.summary,
    checks: report.results.map(ladderRow),
    ...(exchanges === undefined ? {} : { exchanges })
  }
}
