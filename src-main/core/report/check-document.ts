import type { CheckOutcome, CheckResult, CheckStatus } from '../checks/check.ts'
import type { Origin, Problem, Who } from '../errors.ts'
import type { ProblemCode } from '../error-catalog.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { Suggestion } from '../model/suggestion.ts'
import { assertNever } from '../result.ts'
import type { CheckReport, CheckSubject, CheckSummary } from './check-report.ts'
import { evidenceOf } from './exportable-report.ts'

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
  readonly checks: readonly CheckDocumentRow[]
  /** Settings that this run could fill better than they were. */
  readonly suggestions: readonly Pick<Suggestion, 'field' | 'value' | 'reason'>[]
}

export interface CheckDocumentRow {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly status: CheckStatus
  readonly durationMs: number
  readonly evidence: readonly EvidenceItem[]
  /** What a passed rung found, as one sentence. */
  readonly detail?: string
  /** Present for `warn`, `fail` and `crash`. */
  readonly problem?: CheckDocumentProblem
  /** Present for `skip`, `blocked` and `not-provable-here`. */
  readonly because?: string
  /** For `blocked`: the id of the rung that really failed. */
  readonly by?: string
  /** For `not-provable-here`: what would prove it. */
  readonly next?: string
}

export interface CheckDocumentProblem {
  readonly code: ProblemCode
  readonly title: string
  readonly cause: string
  readonly remedy: string
  readonly who: Who
  readonly origin: Origin
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
    checks: report.results.map(rowOf),
    suggestions: report.suggestions.map(({ field, value, reason }) => ({ field, value, reason }))
  }
}

function rowOf(result: CheckResult): CheckDocumentRow {
  const { id, title, origin, durationMs, outcome } = result
  return { id, title, origin, status: outcome.status, durationMs, evidence: evidenceOf(outcome), ...furtherFields(outcome) }
}

function furtherFields(outcome: CheckOutcome): Partial<CheckDocumentRow> {
  switch (outcome.status) {
    case 'pass':
      return { detail: outcome.detail }
    case 'warn':
    case 'fail':
    case 'crash':
      return { problem: problemFields(outcome.problem) }
    case 'skip':
      return { because: outcome.because }
    case 'blocked':
      return { because: outcome.because, by: outcome.by }
    case 'not-provable-here':
      return { because: outcome.because, next: outcome.next }
    default:
      return assertNever(outcome)
  }
}

function problemFields({ code, title, cause, remedy, who, origin }: Problem): CheckDocumentProblem {
  return { code, title, cause, remedy, who, origin }
}
