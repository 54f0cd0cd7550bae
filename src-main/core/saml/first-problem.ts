import type { CheckResult } from '../checks/check.ts'
import type { Problem } from '../errors.ts'

/** What a ladder stumbled over first. Throws a bug when nothing failed: whoever asks knows that something is missing. */
export function firstProblem(results: readonly CheckResult[]): Problem {
  for (const { outcome } of results) if (outcome.status === 'fail' || outcome.status === 'crash') return outcome.problem
  throw new TypeError('nothing failed in this ladder, and yet what it should give is missing')
}
