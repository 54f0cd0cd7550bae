import { type Problem, problem } from '../errors.ts'
import type { DigestPort } from '../ports/surroundings.ts'
import { fail, type Result, succeed } from '../result.ts'
import { planDigest } from './canonical-text.ts'
import { documentIn, documentText } from './document-file.ts'
import type { Plan } from './plan.ts'
import { isPlan } from './plan-guard.ts'

/** A plan as a file for a second person. It holds no secret. */
export function planFileText(plan: Plan): string {
  return documentText('plan', plan)
}

/** The plan of a file, only if its content still has the digest that is written in it: `plan.file-unreadable` otherwise. */
export function readPlanFile(text: string, fileName: string, digest: DigestPort): Result<Plan, Problem> {
  const read = documentIn(text, fileName, 'plan')
  if (!read.ok) return read
  const plan: unknown = read.value
  const unusable = (reason: string): Result<Plan, Problem> => fail(problem('plan.file-unreadable', { file: fileName, reason }))
  if (!isPlan(plan)) return unusable('parts of the plan are missing or are not what they should be')
  return planDigest(plan, digest) === plan.digest
    ? succeed(plan)
    : unusable('its content and its digest disagree: it was changed after it was made')
}
