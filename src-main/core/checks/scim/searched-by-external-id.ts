import { answerEvidence } from '../../scim/answer-evidence.ts'
import { judgeSecondSearch } from '../../scim/judge-second-search.ts'
import { type Check, passed } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const searchedByExternalId: Check<ScimProbes> = {
  id: 'scim.searched-by-external-id',
  title: 'Users can be looked for by externalId',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('by-external-id')
    return (
      judgeSecondSearch(answered, 'a search for a user by externalId') ??
      passed('Such a search is understood and finds nobody.', answerEvidence(answered))
    )
  }
}
