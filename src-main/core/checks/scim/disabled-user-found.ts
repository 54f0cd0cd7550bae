import { isInactive } from '../../scim/is-inactive.ts'
import { textOf } from '../../scim/json-field.ts'
import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { foundIn, listProblem } from '../../scim/answer-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const disabledUserFound: Check<ScimProbes> = {
  id: 'scim.disabled-user-found',
  title: 'A disabled user is still found',
  origin: 'files-com',
  needs: ['scim.user-disabled'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('find-disabled')
    const wrong = listProblem(answered, 'a search for the disabled user')
    if (wrong !== undefined) return failed(wrong)
    const evidence = answerEvidence(answered)
    const user = foundIn(answered).resources.find((each) => textOf(each, 'id') === probes.made.userId)
    return user !== undefined && isInactive(user)
      ? passed('The search finds the user, and says that it is not active.', evidence)
      : failed(problem('scim.write.disabled-hidden', { host: answered.host }, evidence))
  }
}
