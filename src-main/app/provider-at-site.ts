import type { CancelSignal } from '../core/cancel.ts'
import type { Problem } from '../core/errors.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import type { StrategyFacts } from '../core/service/service-facts.ts'
import { serviceProblem } from '../core/service/service-problem.ts'
import type { SiteSession, SiteSessions } from './site-sessions.ts'

export interface ProviderAtSite {
  readonly session: SiteSession
  readonly strategy: StrategyFacts
}

/** One single sign-on provider as the site holds it now, with the session by which it was read. */
export async function providerAtSite(
  sessions: SiteSessions,
  { site, strategyId }: { readonly site: string; readonly strategyId: number },
  signal: CancelSignal
): Promise<Result<ProviderAtSite, Problem>> {
  const session = await sessions.find(site)
  if (!session.ok) return session
  const strategy = await session.value.service.strategy(strategyId, signal)
  if (!strategy.ok)
    return fail(serviceProblem(strategy.error, { host: site, action: 'read the provider', what: `the provider ${String(strategyId)}` }))
  return succeed({ session: session.value, strategy: strategy.value })
}
