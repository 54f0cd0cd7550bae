import type { ScimSeen } from '../../scim/read-scim-answer.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { foundIn } from '../../scim/answer-problem.ts'
import { isInactive } from '../../scim/is-inactive.ts'
import { ignoredProblem, patchProblem, statusOf } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NOT_WRITTEN } from './probes.ts'

export const userDisabledFlagged: Check<ScimProbes> = {
  id: 'scim.user-disabled-flagged',
  title: 'A user can be disabled in the standard’s words too',
  origin: 'files-com',
  needs: ['scim.user-changed'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)

    if (foundIn(await probes.ask('find-disabled')).resources.length === 0) return skipped('The disabled user is not there any more.')
    const enabled = await probes.ask('enable-flagged')
    const refused = patchProblem(enabled, 'enabling the user with “replace” and true')
    if (refused !== undefined) return failed(refused)
    const active = await probes.ask('read-enabled')
    if (!isRead(active, false)) return failed(ignoredProblem(active, 'enabling the user with “replace” and true', 'active: true'))
    const disabled = await probes.ask('disable-flagged')
    const wrong = patchProblem(disabled, 'disabling the user with “replace” and false')
    if (wrong !== undefined) return failed(wrong)
    const read = await probes.ask('read-flagged')
    return isRead(read, true)
      ? passed('So the flag aadOptscim062020 would work as well.', answerEvidence(disabled))
      : failed(ignoredProblem(read, 'disabling the user with “replace” and false', 'active: false'))
  }
}

/** Read as it should be, and inactive or not. */
function isRead(seen: ScimSeen, inactive: boolean): boolean {
  return statusOf(seen) === 200 && seen.body.kind === 'json' && isInactive(seen.body.value) === inactive
}
