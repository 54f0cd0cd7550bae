import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { StrategyFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { findUsers } from '../operations/find-users.ts'
import type { SiteSession, SiteSessions } from '../site-sessions.ts'

type UserHandlers = Pick<Handlers, 'users.find'>

/** The people of a site, looked at one by one. */
export function createUserHandlers(ports: AppPorts, sessions: SiteSessions): UserHandlers {
  return {
    'users.find': async ({ site, text }, signal) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const strategies = await strategiesOf(session.value, signal)
      if (!strategies.ok) return strategies
      return findUsers(ports, { reader: session.value.service, text, strategies: strategies.value }, signal)
    }
  }
}

/** As the last look at the site found them: their labels are asked for with every letter that is typed. */
async function strategiesOf(
  { address, connected, service }: SiteSession,
  signal: CancelSignal
): Promise<Result<readonly Pick<StrategyFacts, 'id' | 'label'>[], Problem>> {
  if (connected !== undefined) return succeed(connected.strategies)
  const { items, failure } = await collectPages(service.strategies(signal))
  return failure === undefined
    ? succeed(items)
    : fail(serviceProblem(failure, { host: address.host, action: 'read the single sign-on strategies' }))
}
