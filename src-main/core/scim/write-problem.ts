import { type Problem, problem } from '../errors.ts'
import { answerEvidence } from './answer-evidence.ts'
import { isMadeUp, type MadeUp } from './entra-requests.ts'
import { refusalProblem, transportProblem } from './answer-problem.ts'
import type { ScimSeen } from './read-scim-answer.ts'

/** Why a change cannot be called done; `undefined` for 2xx. `what` in words: `putting a member into the group`. */
export function patchProblem(answered: ScimSeen, what: string): Problem | undefined {
  const early = transportProblem(answered) ?? refusalProblem(answered, '')
  if (early !== undefined || answered.answer.kind === 'no-answer') return early
  const { host, answer } = answered
  if (answer.status >= 200 && answer.status < 300) return undefined
  return problem('scim.write.patch-refused', { host, what, status: answer.status }, answerEvidence(answered))
}

/** Why something could not be deleted. */
export function deleteProblem(answered: ScimSeen, what: string): Problem | undefined {
  const early = transportProblem(answered) ?? refusalProblem(answered, '')
  if (early !== undefined || answered.answer.kind === 'no-answer') return early
  const { host, answer } = answered
  if (answer.status >= 200 && answer.status < 300) return undefined
  return problem('scim.write.delete-refused', { host, what, status: answer.status }, answerEvidence(answered))
}

/** Of what was deleted nothing may come back. */
export function goneProblem(answered: ScimSeen, what: string): Problem | undefined {
  const { host, answer } = answered
  if (answer.kind === 'no-answer' || answer.status >= 500) return transportProblem(answered)
  if (answer.status === 404) return undefined
  return problem('scim.write.still-there', { host, what, status: answer.status }, answerEvidence(answered))
}

/** What has the id that the server named has to be what was made; `undefined`: it is. */
export function otherResourceProblem(answered: ScimSeen, what: string, made: MadeUp): Problem | undefined {
  const early = transportProblem(answered) ?? refusalProblem(answered, '')
  if (early !== undefined || answered.answer.kind === 'no-answer') return early
  const { host, answer, body } = answered
  if (answer.status === 200 && body.kind === 'json' && isMadeUp(body.value, made)) return undefined
  return problem('scim.write.other-resource', { host, what, status: answer.status }, answerEvidence(answered))
}

/** The change was taken, and yet reading shows nothing of it. */
export function ignoredProblem(answered: ScimSeen, what: string, wanted: string): Problem {
  return (
    transportProblem(answered) ??
    refusalProblem(answered, '') ??
    problem('scim.write.patch-ignored', { host: answered.host, what, wanted }, answerEvidence(answered))
  )
}

export function statusOf({ answer }: ScimSeen): number {
  return answer.kind === 'answered' ? answer.status : 0
}
