import { answerEvidence } from '../../scim/answer-evidence.ts'
import { deleteProblem, goneProblem, statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NO_GROUP, NOT_WRITTEN } from './probes.ts'

export const groupDeleted: Check<ScimProbes> = {
  id: 'scim.group-deleted',
  title: 'The group can be deleted',
  origin: 'files-com',
  needs: ['scim.group-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    if (probes.made.groupId === undefined) return skipped(NO_GROUP)

    const answered = await probes.ask('delete-group')
    if (statusOf(answered) === 404) return skipped('The server says that it is gone already.')
    const wrong = deleteProblem(answered, 'the group')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-deleted-group')
    const left = goneProblem(read, 'the group')
    return left === undefined ? passed('It is gone: reading it gives 404.', answerEvidence(read)) : failed(left)
  }
}
