import type { CheckResult, CheckStatus } from '../checks/check.ts'
import type { DirectorySettings } from '../model/directory-settings.ts'
import type { Suggestion } from '../model/suggestion.ts'
import { lowerFirst } from '../model/lower-first.ts'
import { assertNever } from '../result.ts'

/** A finished ladder with what it was asked; holds no secret. */
export interface CheckReport {
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly subject: CheckSubject
  readonly summary: CheckSummary
  readonly results: readonly CheckResult[]
  /** Fields that this run can fill better than they are. */
  readonly suggestions: readonly Suggestion[]
}

/** The settings as checked, without certificates and secrets. */
export type CheckSubject = Omit<DirectorySettings, 'caPem' | 'timeoutMs' | 'allowCleartext'>

export interface CheckSummary {
  readonly outcome: 'healthy' | 'warnings' | 'failed'
  /** One sentence for the top of the ladder. */
  readonly headline: string
  readonly counts: Readonly<Record<CheckStatus, number>>
}

export function summarise(results: readonly CheckResult[]): CheckSummary {
  const counts: Record<CheckStatus, number> = { pass: 0, warn: 0, fail: 0, skip: 0, blocked: 0, 'not-provable-here': 0, crash: 0 }
  for (const result of results) counts[result.outcome.status] += 1
  const toFix = counts.fail + counts.crash
  const first = results.find(({ outcome }) => outcome.status === 'fail' || outcome.status === 'crash')
  const firstWarning = results.find(({ outcome }) => outcome.status === 'warn')
  if (first !== undefined) {
    return { outcome: 'failed', headline: `${things(toFix)} to fix${theFirst(toFix)}: ${problemTitle(first)}.`, counts }
  }
  if (firstWarning !== undefined) {
    return {
      outcome: 'warnings',
      headline: `Nothing failed; ${things(counts.warn)} to look at${theFirst(counts.warn)}: ${problemTitle(firstWarning)}.`,
      counts
    }
  }
  return { outcome: 'healthy', headline: `All ${counts.pass} things that can be proved from here are proved.`, counts }
}

export const statusText: Readonly<Record<CheckStatus, string>> = {
  pass: 'Proved',
  warn: 'Warning',
  fail: 'Failed',
  skip: 'Not needed',
  blocked: 'Waits',
  'not-provable-here': 'Not provable here',
  crash: 'Broke'
}

function things(count: number): string {
  return `${count} ${count === 1 ? 'thing' : 'things'}`
}

function theFirst(count: number): string {
  return count === 1 ? '' : ', the first'
}

function problemTitle(result: CheckResult): string {
  const { outcome } = result
  switch (outcome.status) {
    case 'warn':
    case 'fail':
    case 'crash':
      return lowerFirst(outcome.problem.title)
    case 'pass':
    case 'skip':
    case 'blocked':
    case 'not-provable-here':
      return result.title
    default:
      return assertNever(outcome)
  }
}
