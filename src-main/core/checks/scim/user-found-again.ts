import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { foundIn, listProblem } from '../../scim/answer-problem.ts'
import { textOf } from '../../scim/json-field.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userFoundAgain: Check<ScimProbes> = {
  id: 'scim.user-found-again',
  title: 'The user is found by its name',
  origin: 'files-com',
  needs: ['scim.user-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('find-user')
    const wrong = listProblem(answered, 'a search for the user that was made')
    if (wrong !== undefined) return failed(wrong)
    const { resources } = foundIn(answered)
    const evidence = answerEvidence(answered)
    const isFound = resources.length === 1 && textOf(resources[0], 'id') === probes.made.userId
    return isFound
      ? passed('Exactly this user is found.', evidence)
      : failed(problem('scim.write.not-found-again', { host: answered.host, what: 'user', count: resources.length }, evidence))
  }
}
