import type { CheckOutcome, CheckResult, CheckStatus } from '../checks/check.ts'
import type { Origin, Problem, Who } from '../errors.ts'
import type { ProblemCode } from '../error-catalog.ts'
import type { EvidenceItem } from '../evidence.ts'
import { assertNever } from '../result.ts'
import { evidenceOf } from './exportable-report.ts'

/** One rung for a program. `result` has been made exportable before: nothing is left out or replaced here. */
export function ladderRow(result: CheckResult): LadderRow {
  const { id, title, origin, durationMs, outcome } = result
  return { id, title, origin, status: outcome.status, durationMs, evidence: evidenceOf(outcome), ...furtherFields(outcome) }
}

export interface LadderRow {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly status: CheckStatus
  readonly durationMs: number
  readonly evidence: readonly EvidenceItem[]
  /** What a passed rung found, as one sentence. */
  readonly detail?: string
  /** Present for `warn`, `fail` and `crash`. */
  readonly problem?: LadderRowProblem
  /** Present for `skip`, `blocked` and `not-provable-here`. */
  readonly because?: string
  /** For `blocked`: the id of the rung that really failed. */
  readonly by?: string
  /** For `not-provable-here`: what would prove it. */
  readonly next?: string
}

export interface LadderRowProblem {
  readonly code: ProblemCode
  readonly title: string
  readonly cause: string
  readonly remedy: string
  readonly who: Who
  readonly origin: Origin
}

function furtherFields(outcome: CheckOutcome): Partial<LadderRow> {
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

export function problemFields({ code, title, cause, remedy, who, origin }: Problem): LadderRowProblem {
  return { code, title, cause, remedy, who, origin }
}
