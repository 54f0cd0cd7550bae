import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { transportProblem } from '../../scim/answer-problem.ts'
import { statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const duplicateRefused: Check<ScimProbes> = {
  id: 'scim.duplicate-refused',
  title: 'A second user of that name is refused',
  origin: 'files-com',
  needs: ['scim.user-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('create-user-again')
    const early = transportProblem(answered)
    if (early !== undefined) return failed(early)
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    return status === 409
      ? passed('Status 409: Entra ID understands that the name is taken.', evidence)
      : failed(problem('scim.write.duplicate-taken', { host: answered.host, status }, evidence))
  }
}
