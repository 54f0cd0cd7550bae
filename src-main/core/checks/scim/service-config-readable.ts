import { fieldOf } from '../../scim/json-field.ts'
import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { type Check, passed, warned } from '../check.ts'
import { type ScimProbes, usableAddress } from './probes.ts'

export const serviceConfigReadable: Check<ScimProbes> = {
  id: 'scim.service-config-readable',
  title: 'The server says what it can do',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('service-config')
    const evidence = answerEvidence(answered)
    const { answer, body } = answered
    const isJson = answer.kind === 'answered' && answer.status === 200 && body.kind === 'json'
    if (isJson && fieldOf(body.value, 'patch') !== undefined) return passed('/ServiceProviderConfig says whether it takes PATCH.', evidence)
    const found = isJson ? 'nothing about PATCH is in it' : answer.kind === 'answered' ? `HTTP ${String(answer.status)}` : 'no answer'
    return warned(
      problem('scim.read.description-missing', { host: usableAddress(probes).host, path: '/ServiceProviderConfig', found }, evidence)
    )
  }
}
