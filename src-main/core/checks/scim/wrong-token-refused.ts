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
    const isPassword = probes.username !== undefined
    if (usableAddress(probes).isFilesCom)
      return skipped(
        isPassword
          ? 'Files.com is asked with the real password only: a made-up one could count as an attempt to break in.'
          : 'Files.com is asked with the real token only: a made-up one could count as an attempt to break in.'
      )
    const answered = await probes.ask('wrong-token')
    const wrong = transportProblem(answered)
    if (wrong !== undefined) return failed(wrong)
    const evidence = answerEvidence(answered)
    const status = statusOf(answered)
    if (status >= 200 && status < 300) {
      const code = isPassword ? 'scim.basic.any-password' : 'scim.answer.any-token'
      return failed(problem(code, { host: answered.host, status }, evidence))
    }
    const what = isPassword ? 'A user name and a password that nobody has are' : 'A token that nobody has is'
    return passed(`${what} answered with HTTP ${String(status)}.`, evidence)
  }
}
