import { judgeSignInEvent, ownerOfEvents } from '../entra/judge-sign-in-event.ts'
import type { Problem } from '../errors.ts'
import type { SsoEventFacts, StrategyFacts } from '../service/service-facts.ts'

/** How a sign-in ended, by its event; the words of such events are not documented. */
export function endOfSignIn(event: SsoEventFacts): 'good' | 'bad' | 'neutral' {
  const word = event.status.trim().toLowerCase()
  if (/^(?:success|succeeded|successful|ok)$/.test(word)) return 'good'
  if (/^(?:fail|failure|failed|error|denied|partial_failure)$/.test(word) || event.errors.length > 0) return 'bad'
  return 'neutral'
}

/** Why a sign-in failed, explained by the code of Microsoft when its text has one; `undefined` when it did not fail. */
export function signInProblem(event: SsoEventFacts, strategies: readonly StrategyFacts[]): Problem | undefined {
  const strategy = strategies.find(({ label }) => label !== '' && label === event.providerLabel) ?? strategies.find(isOfKind(event))
  const owner = ownerOfEvents(
    strategy ?? { ...unknownStrategy, label: event.providerLabel ?? '', provider: event.provider ?? '' },
    strategies
  )
  const verdict = judgeSignInEvent(event, owner, undefined)
  return verdict.kind === 'refused' ? verdict.problem : undefined
}

function isOfKind({ provider }: SsoEventFacts): (strategy: StrategyFacts) => boolean {
  return (strategy) => strategy.provider === provider
}

/** Of a provider that the site no longer has. */
const unknownStrategy: StrategyFacts = {
  id: 0,
  protocol: '',
  provider: '',
  label: '',
  enabled: false,
  userCount: undefined,
  displayOnLoginPage: undefined,
  scimTokenExpiresAt: undefined,
  fields: {}
}
