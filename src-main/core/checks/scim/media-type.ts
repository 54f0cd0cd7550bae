import { problem } from '../../errors.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { type ScimProbes, usableAddress } from './probes.ts'

export const mediaType: Check<ScimProbes> = {
  id: 'scim.media-type',
  title: 'The answer says that it is SCIM',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('unknown-user')
    const type = answered.answer.kind === 'answered' ? (answered.answer.contentType.split(';')[0] ?? '').trim().toLowerCase() : ''
    const evidence = answerEvidence(answered)
    if (type === 'application/scim+json') return passed('The content type is application/scim+json.', evidence)
    const wrong = problem('scim.answer.content-type', { host: usableAddress(probes).host, type: type === '' ? 'none' : type }, evidence)
    return type === 'application/json' ? warned(wrong) : failed(wrong)
  }
}
