import { answerEvidence } from '../../scim/answer-evidence.ts'
import { deleteProblem, goneProblem, statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userDeleted: Check<ScimProbes> = {
  id: 'scim.user-deleted',
  title: 'The user can be deleted',
  origin: 'files-com',
  needs: ['scim.user-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('delete-user')
    if (statusOf(answered) === 404) return skipped('The server says that it is gone already.')
    const wrong = deleteProblem(answered, 'the user')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-deleted-user')
    const left = goneProblem(read, 'the user')
    return left === undefined ? passed('It is gone: reading it gives 404.', answerEvidence(read)) : failed(left)
  }
}
