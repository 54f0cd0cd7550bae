import { answerEvidence } from '../../scim/answer-evidence.ts'
import { judgeSecondSearch } from '../../scim/judge-second-search.ts'
import { type Check, passed } from '../check.ts'
import type { ScimProbes } from './probes.ts'

export const searchedByMail: Check<ScimProbes> = {
  id: 'scim.searched-by-mail',
  title: 'Users can be looked for by mail address',
  origin: 'files-com',
  needs: ['scim.unknown-user-answered'],
  async run(probes) {
    const answered = await probes.ask('by-mail')
    return (
      judgeSecondSearch(answered, 'a search for a user by mail address') ??
      passed('Such a search is understood and finds nobody.', answerEvidence(answered))
    )
  }
}
