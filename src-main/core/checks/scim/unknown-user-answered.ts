import { answerEvidence } from '../../scim/answer-evidence.ts'
import { emptyListProblem } from '../../scim/answer-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import type { ScimProbes } from './probes.ts'

/** The same request as “Test Connection” of Entra ID. */
export const unknownUserAnswered: Check<ScimProbes> = {
  id: 'scim.unknown-user-answered',
  title: 'An unknown user is answered with an empty list',
  origin: 'files-com',
  needs: ['scim.token-accepted'],
  async run(probes) {
    const answered = await probes.ask('unknown-user')
    const wrong = emptyListProblem(answered, 'a search for a user that cannot exist')
    if (wrong !== undefined) return failed(wrong)
    return passed('Status 200, a ListResponse, totalResults 0: “Test Connection” of Entra ID would be content.', answerEvidence(answered))
  }
}
