import type { GroupComparison } from './compare-groups.ts'
import type { DirectorySnapshot } from './directory-snapshot.ts'
import type { UserMatch } from './match-users.ts'
import type { NameTable } from './name-everybody.ts'
import type { Scope } from './people-in-scope.ts'
import type { PersonFacts } from './person-facts.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'

/** Everything that has been found out before the outcomes are decided. */
export interface DecisionInput {
  readonly snapshot: DirectorySnapshot
  readonly site: SiteUsers | undefined
  readonly rules: PreviewRules
  readonly names: NameTable
  readonly scope: Scope
  readonly match: UserMatch
  readonly groupComparison: GroupComparison
  readonly facts: PersonFacts
}
