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
    if (answered.answer.kind === 'answered' && answered.answer.status === 200 && answered.body.kind === 'json')
      return passed('/ServiceProviderConfig answers with JSON.', evidence)
    const found = answered.answer.kind === 'answered' ? `HTTP ${String(answered.answer.status)}` : 'no answer'
    return warned(
      problem('scim.read.description-missing', { host: usableAddress(probes).host, path: '/ServiceProviderConfig', found }, evidence)
    )
  }
}
