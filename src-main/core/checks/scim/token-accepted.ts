import { isTokenOver } from '../../scim/judge-token-end.ts'
import { dayText } from '../../model/day-text.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { refusalProblem } from '../../scim/answer-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const tokenAccepted: Check<ScimProbes> = {
  id: 'scim.token-accepted',
  title: 'The token is accepted',
  origin: 'files-com',
  needs: ['scim.endpoint-answers'],
  async run(probes) {
    const answered = await probes.ask('unknown-user')
    const { tokenEndsAt, now } = probes
    const hasEnded = tokenEndsAt !== undefined && isTokenOver(tokenEndsAt, now)
    const wrong = refusalProblem(answered, hasEnded ? dayText(tokenEndsAt) : '')
    return wrong === undefined ? passed('The answer is neither 401 nor 403.', answerEvidence(answered)) : failed(wrong)
  }
}
