import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { hasMember } from '../../scim/has-member.ts'
import { ignoredProblem, patchProblem, statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NO_GROUP, NOT_WRITTEN } from './probes.ts'

export const memberRemovedByValue: Check<ScimProbes> = {
  id: 'scim.member-removed-by-value',
  title: 'A member can be taken out by a list of values',
  origin: 'files-com',
  needs: ['scim.member-added'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    if (probes.made.groupId === undefined) return skipped(NO_GROUP)

    const answered = await probes.ask('remove-member-value')
    const wrong = patchProblem(answered, 'taking the user out of the group by a list of values')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-group-without-member')
    if (hasMember(read, probes.made.userId) !== false)
      return failed(ignoredProblem(read, 'taking the user out of the group by a list of values', 'a group without the user'))
    const evidence = answerEvidence(answered)
    return statusOf(answered) === 204
      ? passed('Status 204: this is Entra ID’s usual way.', evidence)
      : warned(
          problem(
            'scim.write.group-status',
            { host: answered.host, what: 'taking the user out of the group by a list of values', status: statusOf(answered) },
            evidence
          )
        )
  }
}
