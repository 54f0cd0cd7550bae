import { textOf } from '../../scim/json-field.ts'
import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { foundIn, transportProblem } from '../../scim/answer-problem.ts'
import { isInactive } from '../../scim/is-inactive.ts'
import { statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userDisabled: Check<ScimProbes> = {
  id: 'scim.user-disabled',
  title: 'A user can be disabled with the word “False”',
  origin: 'files-com',
  needs: ['scim.user-changed'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('disable-text')
    const early = transportProblem(answered)
    if (early !== undefined) return failed(early)
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    if (status < 200 || status >= 300)
      return failed(problem('scim.write.active-text', { host: answered.host, found: `the answer was HTTP ${String(status)}` }, evidence))
    const { made } = probes
    const user = foundIn(await probes.ask('find-disabled')).resources.find((each) => textOf(each, 'id') === made.userId)
    if (user === undefined) return skipped('Nobody can tell: the search does not find the user afterwards.')
    return isInactive(user)
      ? passed('The text "False" is taken for false.', evidence)
      : failed(problem('scim.write.active-text', { host: answered.host, found: 'the user is still active afterwards' }, evidence))
  }
}
