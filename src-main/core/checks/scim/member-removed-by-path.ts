import { answerEvidence } from '../../scim/answer-evidence.ts'
import { hasMember } from '../../scim/has-member.ts'
import { ignoredProblem, patchProblem } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NO_GROUP, NOT_WRITTEN } from './probes.ts'

export const memberRemovedByPath: Check<ScimProbes> = {
  id: 'scim.member-removed-by-path',
  title: 'A member can be taken out by a path',
  origin: 'files-com',
  needs: ['scim.member-removed-by-value'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    if (probes.made.groupId === undefined) return skipped(NO_GROUP)

    const added = await probes.ask('add-member-again')
    const refused = patchProblem(added, 'putting the user into the group once more')
    if (refused !== undefined) return failed(refused)
    const before = await probes.ask('read-group-with-again')
    if (hasMember(before, probes.made.userId) !== true)
      return failed(ignoredProblem(before, 'putting the user into the group once more', 'the user among the members'))
    const answered = await probes.ask('remove-member-path')
    const wrong = patchProblem(answered, 'taking the user out of the group by a path')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-group-without-again')
    return hasMember(read, probes.made.userId) !== false
      ? failed(ignoredProblem(read, 'taking the user out of the group by a path', 'a group without the user'))
      : passed('So it is with the flag aadOptscim062020.', answerEvidence(answered))
  }
}
