import { answerEvidence } from '../../scim/answer-evidence.ts'
import { changedMail } from '../../scim/entra-requests.ts'
import { listOf, textOf } from '../../scim/json-field.ts'
import { ignoredProblem, patchProblem } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userChanged: Check<ScimProbes> = {
  id: 'scim.user-changed',
  title: 'A user can be changed, with capital operations',
  origin: 'files-com',
  needs: ['scim.user-found-again'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    const answered = await probes.ask('change-user')
    const wrong = patchProblem(answered, 'changing mail address and family name')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-changed-user')
    const mails = read.body.kind === 'json' ? (listOf(read.body.value, 'emails') ?? []) : []
    const isChanged = mails.some((mail) => textOf(mail, 'value')?.toLowerCase() === changedMail(probes.made).toLowerCase())
    return isChanged
      ? passed('“Replace” with a capital is understood, and reading shows the new address.', answerEvidence(answered))
      : failed(ignoredProblem(read, 'changing mail address and family name', 'the new mail address'))
  }
}
