import type { PlanView } from '../../contract/views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { receiptOf } from '../../core/journal/recover-run.ts'
import { readApprovalFile } from '../../core/plan/approval-file.ts'
import { type Plan, type PlanApproval, parsePlanDigest } from '../../core/plan/plan.ts'
import { planFileText } from '../../core/plan/plan-file.ts'
import { planHeadline } from '../../core/plan/plan-headline.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import { profileFromSite } from '../../core/profile/profile-from-site.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { deskOfSessions } from '../desk-of-sessions.ts'
import { fileNamePart } from '../file-name-part.ts'
import { ldapPasswordFor } from '../ldap-password.ts'
import { applyPlan } from '../operations/apply-plan.ts'
import { connectSite } from '../operations/connect-site.ts'
import { type MadePlan, makeSitePlan, type PlanSource } from '../operations/make-site-plan.ts'
import { memoryOf, type SiteSession, type SiteSessions } from '../site-sessions.ts'

type PlanHandlers = Pick<Handlers, 'plan.make' | 'plan.save' | 'plan.apply'>

/** Plans made, saved and applied. The window names a source and a digest; everything else is worked out here. */
export function createPlanHandlers(ports: AppPorts, sessions: SiteSessions, practice: { site: PracticeSite | undefined }): PlanHandlers {
  const plans = new Map<string, Plan>()
  const planPorts = { ...ports, desk: deskOfSessions(ports.previews, sessions) }

  async function sourceOf(
    source: { readonly kind: 'profile' } | { readonly kind: 'undo'; readonly runId: string },
    session: SiteSession,
    signal: CancelSignal
  ): Promise<Result<PlanSource, Problem>> {
    const site = session.address.host
    if (source.kind === 'undo') {
      const runs = await ports.journal.runs()
      if (!runs.ok) return runs
      const run = runs.value.find(({ runId }) => runId === source.runId)
      const receipt = run === undefined ? undefined : receiptOf(run)
      return receipt === undefined || receipt.site !== site
        ? fail(problem('apply.run-unknown', { run: source.runId }))
        : succeed({ kind: 'undo', receipt, profile: ports.profiles.read(site) })
    }
    const kept = ports.profiles.read(site)
    if (kept !== undefined) return succeed({ kind: 'profile', profile: kept })
    const facts = await session.service.site(signal)
    return facts.ok
      ? succeed({ kind: 'profile', profile: profileFromSite(site, facts.value) })
      : fail(serviceProblem(facts.error, { host: site, action: 'read the settings of the site' }))
  }

  function viewOf(made: MadePlan, ldapPassword: Secret | undefined): PlanView {
    const { plan, forecast, secretFields } = made
    plans.set(`${plan.site} ${plan.digest}`, plan)
    for (const oldest of plans.keys()) {
      if (plans.size <= MOST_PLANS) break
      plans.delete(oldest)
    }
    return { plan, forecast, secretFields, headline: planHeadline(plan), hasLdapPassword: ldapPassword !== undefined }
  }

  return {
    'plan.make': async ({ site, source, ldapPassword: typed, keepPassword }, signal, emit) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const from = await sourceOf(source, session.value, signal)
      if (!from.ok) return from
      const ldapPassword = await ldapPasswordFor(ports, session.value, practice, typed)
      if (keepPassword && !typed.isEmpty && !session.value.isPractice) {
        const written = await ports.keychain.write({ kind: 'ldap-password', site }, typed)
        if (!written.ok) ports.log.warn('the LDAP password is not kept', { code: written.error.code })
      }
      const steps = makeSitePlan(
        planPorts,
        { reader: session.value.service, source: from.value, memory: memoryOf(session.value, ports.memory), ldapPassword },
        signal
      )
      for (;;) {
        const step = await steps.next()
        if (step.done === true) return step.value.ok ? succeed(viewOf(step.value.value, ldapPassword)) : step.value
        emit(step.value)
      }
    },

    'plan.save': async ({ site, digest }) => {
      const plan = plans.get(`${site} ${digest}`)
      if (plan === undefined) return fail(problem('app.result-gone', {}))
      return ports.files.save(`${fileNamePart(`plan-${site}-${digest.slice(0, 12)}`)}.json`, planFileText(plan))
    },

    'plan.apply': async (input, signal, emit) => {
      const { site } = input
      const digest = parsePlanDigest(input.digest)
      if (digest === undefined) return fail(problem('plan.digest-unreadable', { typed: input.digest }))
      const approval = approvalIn(input.approval)
      if (!approval.ok) return approval
      const found = await sessions.find(site)
      if (!found.ok) return found
      const session = found.value
      const from = await sourceOf(input.source, session, signal)
      if (!from.ok) return from
      const connected = await connectedOf(ports, sessions, session, signal)
      if (!connected.ok) return connected
      const ldapPassword = await ldapPasswordFor(ports, session, practice, input.ldapPassword)
      const memory = memoryOf(session, ports.memory)
      const steps = applyPlan(
        planPorts,
        {
          service: session.service,
          source: from.value,
          memory,
          ldapPassword,
          digest,
          appliedBy: connected.value.key.who,
          canWrite: connected.value.key.canWrite,
          override: input.override,
          approval: approval.value,
          leaveRecord: input.leaveRecord
        },
        signal
      )
      for (;;) {
        const step = await steps.next()
        if (step.done !== true) {
          emit(step.value)
          continue
        }
        const end = step.value
        if (end.kind === 'stopped') {
          const { problem: reason, made } = end
          return succeed({ kind: 'stopped', problem: reason, plan: made === undefined ? undefined : viewOf(made, ldapPassword) })
        }
        const remembered = ports.memory.read(site)
        const saved = remembered === undefined ? undefined : ports.memory.save({ ...remembered, ...end.learned })
        // What was done is told in any case.
        if (saved?.ok === false) ports.log.warn('what the run taught is not remembered', { code: saved.error.code })
        return succeed({ kind: 'ran', run: end.run })
      }
    }
  }
}

const MOST_PLANS = 20

function approvalIn(text: string): Result<PlanApproval | undefined, Problem> {
  return text === '' ? succeed(undefined) : readApprovalFile(text, 'the approval')
}

/** Who applies and whether the key may write: looked up once for each start of the application. */
async function connectedOf(ports: AppPorts, sessions: SiteSessions, session: SiteSession, signal: CancelSignal) {
  if (session.connected !== undefined) return succeed(session.connected)
  const { address, service } = session
  const remembered = ports.memory.read(address.host)
  const found = await connectSite(ports, { address, service, probeWrites: false, remembered, keyStorage: { kind: 'not-stored' } }, signal)
  if (found.ok) sessions.keep({ ...session, connected: found.value })
  return found
}
