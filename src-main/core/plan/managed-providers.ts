import type { Profile } from '../profile/profile.ts'
import type { StrategyFacts } from '../service/service-facts.ts'
import { comparableUsername } from './username.ts'

/** Which providers of a site a profile wants something of; every one of the name of a saml or oauth section counts, so that none is overlooked. */
export function isManagedBy({ strategies, saml, oauth }: Profile): (provider: StrategyFacts) => boolean {
  const sections = [saml, oauth].filter((section) => section !== undefined)
  const ids = new Set([...strategies.map(({ id }) => id), ...sections.flatMap(({ strategyId }) => strategyId ?? [])])
  const names = new Set(
    sections.flatMap(({ strategyId, displayName }) => (strategyId === undefined ? [comparableUsername(displayName)] : []))
  )
  return ({ id, label }) => ids.has(id) || names.has(comparableUsername(label))
}
