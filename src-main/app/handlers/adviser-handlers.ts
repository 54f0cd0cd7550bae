import type { AdviserAnswers } from '../../core/adviser/adviser-views.ts'
import { methodTables } from '../../core/adviser/method-tables.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import type { IdentityDesk } from '../identity/identity-desk.ts'
import { adviceFrom, type AdviserFindings, readForAdvice } from '../operations/advise.ts'
import type { SiteSession, SiteSessions } from '../site-sessions.ts'

/** Which method suits this site. `identities`: tables that were read before; undefined: there are none. */
export function createAdviserHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  identities?: Pick<IdentityDesk, 'find'>
): Pick<Handlers, Extract<keyof Handlers, `adviser.${string}`>> {
  let last: LastReading | undefined

  /** Another answer reads nothing again, or each would cost a look at every user; the same answers once more are the wish to read. */
  async function findingsOf(session: SiteSession, question: string, signal: CancelSignal): Promise<Result<AdviserFindings, Problem>> {
    const { service } = session
    const now = ports.clock.now()
    if (last?.service === service && last.question !== question && now - last.readAtMs < MOST_AGE_MS) {
      last = { ...last, question }
      return succeed(last.findings)
    }
    const findings = await readForAdvice(ports, service, signal)
    if (findings.ok) last = { service, question, readAtMs: now, findings: findings.value }
    return findings
  }

  return {
    'adviser.table': async () => succeed(methodTables),

    'adviser.advise': async ({ site, answers, identityId }, signal) => {
      const identity = identityId === '' ? undefined : identities?.find(identityId)
      if (identityId !== '' && identities !== undefined && identity === undefined) return fail(problem('app.result-gone', {}))
      if (site === '') return succeed(adviceFrom(undefined, answers, identity))
      const session = await sessions.find(site)
      if (!session.ok) return session
      const findings = await findingsOf(session.value, questionText(answers, identityId), signal)
      return findings.ok ? succeed(adviceFrom(findings.value, answers, identity)) : findings
    }
  }
}

const MOST_AGE_MS = 10 * 60_000

interface LastReading {
  readonly service: SiteSession['service']
  readonly question: string
  readonly readAtMs: number
  readonly findings: AdviserFindings
}

function questionText(answers: AdviserAnswers, identityId: string): string {
  return JSON.stringify([identityId, Object.entries(answers).sort()])
}
