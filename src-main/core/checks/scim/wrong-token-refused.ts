import { answerEvidence } from '../../scim/answer-evidence.ts'
import { transportProblem } from '../../scim/answer-problem.ts'
import { statusOf } from '../../scim/write-problem.ts'
import { problem } from '../../errors.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { type ScimProbes, usableAddress } from './probes.ts'

/** Without this, “the token is accepted” would say nothing: a server that looks at no token accepts it too. */
export const wrongTokenRefused: Check<ScimProbes> = {
  id: 'scim.wrong-token-refused',
  title: 'A wrong token is refused',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    if (usableAddress(probes).isFilesCom)
      return skipped('Files.com is asked with the real token only: a made-up one could count as an attempt to break in.')
    const answered = await probes.ask('wrong-token')
    const wrong = transportProblem(answered)
    if (wrong !== undefined) return failed(wrong)
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    return status >= 200 && status < 300
      ? failed(problem('scim.answer.any-token', { host: answered.host, status }, evidence))
      : passed(`A token that nobody has is answered with HTTP ${String(status)}.`, evidence)
  }
}
