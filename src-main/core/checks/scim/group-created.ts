import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { REFUSING_SEARCH } from '../../scim/judge-second-search.ts'
import { refusalProblem, transportProblem } from '../../scim/answer-problem.ts'
import { statusOf, otherResourceProblem } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { idIn } from './probes.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const groupCreated: Check<ScimProbes> = {
  id: 'scim.group-created',
  title: 'An empty group can be created',
  origin: 'files-com',
  needs: ['scim.groups-searched', 'scim.user-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    if (REFUSING_SEARCH.has(statusOf(await probes.ask('group-by-name'))))
      return skipped('The server has no search for groups, so none is made.')
    const answered = await probes.ask('create-group')
    const early = transportProblem(answered) ?? refusalProblem(answered, '')
    if (early !== undefined) return failed(early)
    const { host } = answered
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    if (status !== 201) return failed(problem('scim.write.empty-group-refused', { host, status }, evidence))
    if (idIn(answered) === undefined) return failed(problem('scim.write.no-id', { host, what: 'the group' }, evidence))
    const wrong = otherResourceProblem(await probes.ask('read-created-group'), 'the group', probes.made)
    if (wrong !== undefined) return failed(wrong)
    return passed('Status 201, without a single member, as Entra ID makes groups.', evidence)
  }
}
