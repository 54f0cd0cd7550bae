import { type Verdict, warned, failed } from '../checks/check.ts'
import { problem } from '../errors.ts'
import { answerEvidence } from './answer-evidence.ts'
import { emptyListProblem } from './answer-problem.ts'
import type { ScimSeen } from './read-scim-answer.ts'

/** A search that Entra ID makes only with some mappings: refusing it is a warning, a wrong answer a failure. `undefined`: all is well. */
export function judgeSecondSearch(answered: ScimSeen, what: string): Verdict | undefined {
  const { answer, host } = answered
  if (answer.kind === 'answered' && REFUSING_SEARCH.has(answer.status))
    return warned(problem('scim.read.search-refused', { host, what, status: answer.status }, answerEvidence(answered)))
  const wrong = emptyListProblem(answered, what)
  return wrong === undefined ? undefined : failed(wrong)
}

/** Not understood, not there, not made. */
export const REFUSING_SEARCH: ReadonlySet<number> = new Set([400, 404, 405, 501])
