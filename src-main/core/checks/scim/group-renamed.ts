import { textOf } from '../../scim/json-field.ts'
import { answerEvidence } from '../../scim/answer-evidence.ts'
import { foundIn, listProblem } from '../../scim/answer-problem.ts'
import { ignoredProblem, patchProblem } from '../../scim/write-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { ScimProbes } from './probes.ts'
import { NO_GROUP, NOT_WRITTEN } from './probes.ts'

export const groupRenamed: Check<ScimProbes> = {
  id: 'scim.group-renamed',
  title: 'The group can be renamed',
  origin: 'files-com',
  needs: ['scim.group-created'],
  async run(probes) {
    if (!probes.writes) return skipped(NOT_WRITTEN)
    if (probes.made.groupId === undefined) return skipped(NO_GROUP)

    const answered = await probes.ask('rename-group')
    const wrong = patchProblem(answered, 'renaming the group')
    if (wrong !== undefined) return failed(wrong)
    const found = await probes.ask('find-renamed-group')
    const refused = listProblem(found, 'a search for the group by its new name')
    if (refused !== undefined) return failed(refused)
    return foundIn(found).resources.some((group) => textOf(group, 'id') === probes.made.groupId)
      ? passed('It is found by its new name.', answerEvidence(answered))
      : failed(ignoredProblem(found, 'renaming the group', 'the group under its new name'))
  }
}
