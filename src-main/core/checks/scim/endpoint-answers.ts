import { answerEvidence } from '../../scim/answer-evidence.ts'
import { transportProblem } from '../../scim/answer-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import { type ScimProbes, usableAddress } from './probes.ts'

export const endpointAnswers: Check<ScimProbes> = {
  id: 'scim.endpoint-answers',
  title: 'The address answers',
  origin: 'files-com',
  needs: ['scim.address-exact', 'scim.token-whole'],
  async run(probes) {
    const answered = await probes.ask('unknown-user')
    const wrong = transportProblem(answered)
    if (wrong !== undefined) return failed(wrong)
    return passed(`${usableAddress(probes).host} answered after ${String(answered.answer.durationMs)} ms.`, answerEvidence(answered))
  }
}
