import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { refusalProblem, transportProblem } from '../../scim/answer-problem.ts'
import { statusOf, otherResourceProblem } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { idIn } from './probes.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userCreated: Check<ScimProbes> = {
  id: 'scim.user-created',
  title: 'A user can be created',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('create-user')
    const early = transportProblem(answered) ?? refusalProblem(answered, '')
    if (early !== undefined) return failed(early)
    const { host } = answered
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    if (status !== 201) return failed(problem('scim.write.create-refused', { host, what: 'a user', status }, evidence))
    if (idIn(answered) === undefined) return failed(problem('scim.write.no-id', { host, what: 'the user' }, evidence))
    const wrong = otherResourceProblem(await probes.ask('read-created-user'), 'the user', probes.made)
    return wrong === undefined ? passed('Status 201, and the id that the server gave is that of the user.', evidence) : failed(wrong)
  }
}
