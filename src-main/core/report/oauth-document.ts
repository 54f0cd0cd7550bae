import type { EvidenceItem } from '../evidence.ts'
import type { OauthTest } from '../oauth/oauth-views.ts'
import { APPLICATION_NAME } from './check-document.ts'
import type { CheckSummary } from './check-report.ts'
import { type LadderRow, ladderRow } from './ladder-row.ts'
import { exportableLadderReport } from './ladder-report-forms.ts'

/** `oauth test --json`, and the JSON export of the window. Holds no secret. */
export interface OauthDocument {
  readonly schemaVersion: 1
  readonly command: 'oauth test'
  readonly application: { readonly name: string; readonly version: string }
  /** ISO 8601, UTC. */
  readonly testedAt: string
  readonly durationMs: number
  readonly subject: readonly EvidenceItem[]
  readonly summary: CheckSummary
  /** The tenant’s id as Microsoft names it; `null`: not found, or another provider. */
  readonly tenantId: string | null
  /** The provider gave a token for it. */
  readonly secretProved: boolean
  /** What discovery showed; empty when nothing was found. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** In the order of the ladder. */
  readonly checks: readonly LadderRow[]
}

/** A test as it may leave this computer. */
export function exportableOauthTest<T extends Omit<OauthTest, 'reportId'>>(test: T, redactText: (text: string) => string): T {
  return {
    ...test,
    report: exportableLadderReport(test.report, redactText),
    facts: test.facts.map(({ label, value }) => ({ label, value: redactText(value) }))
  }
}

/** Of a test that has been made exportable before. */
export function oauthDocument(
  { report, facts, tenantId, isSecretProved }: Omit<OauthTest, 'reportId'>,
  { version }: { readonly version: string }
): OauthDocument {
  return {
    schemaVersion: 1,
    command: 'oauth test',
    application: { name: APPLICATION_NAME, version },
    testedAt: report.startedAt,
    durationMs: report.durationMs,
    subject: report.subject,
    summary: report.summary,
    tenantId: tenantId ?? null,
    secretProved: isSecretProved,
    facts: facts.map(({ label, value }) => ({ label, value })),
    checks: report.results.map(ladderRow)
  }
}
