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
    // Of the masked text: small letters or half of it would hide a secret from the redaction.
    const shown = (answered.shown.contentType.split(';')[0] ?? '').trim()
    const type = shown.toLowerCase()
    const evidence = answerEvidence(answered)
    if (type === 'application/scim+json') return passed('The content type is application/scim+json.', evidence)
    const wrong = problem('scim.answer.content-type', { host: usableAddress(probes).host, type: shown === '' ? 'none' : shown }, evidence)
    return type === 'application/json' ? warned(wrong) : failed(wrong)
  }
}
