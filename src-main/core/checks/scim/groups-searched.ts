import { answerEvidence } from '../../scim/answer-evidence.ts'
import { judgeSecondSearch } from '../../scim/judge-second-search.ts'
import { type Check, passed } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const groupsSearched: Check<ScimProbes> = {
  id: 'scim.groups-searched',
  title: 'Groups can be looked for by name',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('group-by-name')
    return (
      judgeSecondSearch(answered, 'a search for a group by its name, without members') ??
      passed('Such a search is understood and finds no group.', answerEvidence(answered))
    )
  }
}
