import type { GroupFacts, SiteFacts, StrategyFacts, UserFacts } from '../service/service-facts.ts'
import type { ReadState, TakenName } from './plan.ts'
import { groupState } from './resources/group.ts'
import { siteLdapState } from './resources/site-ldap.ts'
import { strategyState } from './resources/sso-strategy.ts'
import { userState } from './resources/user.ts'

/** The state that plans are made from. `users` and `groups` are those that the profile names, not everybody: all that is given here counts for the plan's baseline. */
export function readStateOf(read: {
  readonly site: SiteFacts
  readonly host: string
  readonly strategies: readonly StrategyFacts[]
  readonly users: readonly UserFacts[]
  readonly groups?: readonly GroupFacts[]
  readonly taken?: readonly TakenName[]
}): ReadState {
  return {
    site: read.host,
    resources: [
      siteLdapState(read.site, read.host),
      ...read.strategies.map(strategyState),
      ...read.users.map(userState),
      ...(read.groups ?? []).map(groupState)
    ],
    ...(read.taken === undefined || read.taken.length === 0 ? {} : { taken: read.taken })
  }
}
