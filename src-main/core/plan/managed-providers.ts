import type { Profile } from '../profile/profile.ts'
import type { StrategyFacts } from '../service/service-facts.ts'
import { comparableUsername } from './username.ts'

/** Which providers of a site a profile wants something of; every one of the name of a saml section counts, so that none is overlooked. */
export function isManagedBy({ strategies, saml }: Profile): (provider: StrategyFacts) => boolean {
  const ids = new Set(strategies.map(({ id }) => id))
  if (saml?.strategyId !== undefined) ids.add(saml.strategyId)
  const name = saml === undefined || saml.strategyId !== undefined ? undefined : comparableUsername(saml.displayName)
  return ({ id, label }) => ids.has(id) || comparableUsername(label) === name
}
