import type { StrategyFacts, UserFacts } from '../service/service-facts.ts'

/** How somebody is to sign in by single sign-on. */
export interface PersonProvider {
  /** The provider of the user; for a user without one that of Entra ID which is there for everybody. */
  readonly strategy: StrategyFacts | undefined
  /** Whether the user has it now. */
  readonly isOwn: boolean
}

/** Of several Entra ID providers the one that is on, and by SAML, goes first. */
export function personProvider(strategies: readonly StrategyFacts[], user: UserFacts | undefined): PersonProvider {
  const own = user?.ssoStrategyId === undefined ? undefined : strategies.find(({ id }) => id === user.ssoStrategyId)
  if (own !== undefined || user?.ssoStrategyId !== undefined) return { strategy: own, isOwn: true }
  const ofEntra = strategies.filter(({ provider }) => provider === 'azure')
  const strategy = ofEntra.toSorted((one, other) => rank(one) - rank(other))[0]
  return { strategy, isOwn: false }
}

function rank({ enabled, protocol }: StrategyFacts): number {
  return (enabled ? 0 : 2) + (protocol === 'saml' ? 0 : 1)
}

/** `“Entra ID” (number 101)`. */
export function providerText({ label, id }: StrategyFacts): string {
  return `“${label}” (number ${String(id)})`
}
