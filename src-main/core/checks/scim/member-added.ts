import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { hasMember } from '../../scim/has-member.ts'
import { ignoredProblem, patchProblem, statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NO_GROUP, NOT_WRITTEN } from './probes.ts'

export const memberAdded: Check<ScimProbes> = {
  id: 'scim.member-added',
  title: 'A member can be put into the group',
  origin: 'files-com',
  needs: ['scim.group-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    if (probes.made.groupId === undefined) return skipped(NO_GROUP)

    const answered = await probes.ask('add-member')
    const wrong = patchProblem(answered, 'putting the user into the group')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-group-with-member')
    if (hasMember(read, probes.made.userId) !== true)
      return failed(ignoredProblem(read, 'putting the user into the group', 'the user among the members'))
    const evidence = answerEvidence(answered)
    return statusOf(answered) === 204
      ? passed('Status 204: the user is a member.', evidence)
      : warned(
          problem(
            'scim.write.group-status',
            { host: answered.host, what: 'putting the user into the group', status: statusOf(answered) },
            evidence
          )
        )
  }
}
