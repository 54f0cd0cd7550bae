import type { SiteFacts, StrategyFacts, UserFacts } from '../service/service-facts.ts'
import type { ReadState } from './plan.ts'
import { siteLdapState } from './resources/site-ldap.ts'
import { strategyState } from './resources/sso-strategy.ts'
import { userState } from './resources/user.ts'

/** The state that plans are made from. `users` are those whom the profile names, not everybody: all that is given here counts for the plan's baseline. */
export function readStateOf(read: {
  readonly site: SiteFacts
  readonly host: string
  readonly strategies: readonly StrategyFacts[]
  readonly users: readonly UserFacts[]
}): ReadState {
  return {
    site: read.host,
    resources: [siteLdapState(read.site, read.host), ...read.strategies.map(strategyState), ...read.users.map(userState)]
  }
}
