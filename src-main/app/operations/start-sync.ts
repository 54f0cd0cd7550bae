import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { SyncEvent, SyncResult } from '../../core/plan/apply-event.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader, FilesService } from '../../core/service/files-service.ts'
import type { ExternalEventFacts, StrategyFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { isOfProgram } from '../../core/service/sync-log.ts'

export interface SyncPorts {
  readonly clock: ClockPort
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
}

export interface SyncRequest {
  readonly service: FilesService
  readonly strategyId: number
  /** Waits for the end in the external events; otherwise only the order is given. */
  readonly follow: boolean
  /** Default 5 minutes. */
  readonly timeoutMs?: number
  /** Default 3 seconds. */
  readonly pollMs?: number
}

/**
 * Orders a sync once and, if wanted, follows the site's external events until one that is new since the order tells an end. The order is
 * never repeated. A sync that failed is a result with its problem. Throws `Cancelled`.
 */
export async function* startSync(
  ports: SyncPorts,
  { service, strategyId, follow, timeoutMs = 300_000, pollMs = 3000 }: SyncRequest,
  signal: CancelSignal
): AsyncGenerator<SyncEvent, Result<SyncResult, Problem>> {
  const host = service.address.host
  const strategy = await service.strategy(strategyId, signal)
  if (!strategy.ok)
    return fail(
      serviceProblem(strategy.error, {
        host,
        action: 'read the single sign-on strategy',
        what: `single sign-on strategy ${String(strategyId)}`
      })
    )
  const what = `“${strategy.value.label}”`
  const before = await newestEvents(service, undefined, signal)
  if (!before.ok) return fail(serviceProblem(before.error, { host, action: 'read the external events' }))
  // One that was in progress already ends by its own id, and is not ours.
  const known = new Set(before.value.map(({ id }) => id))
  // The service's own clock: this computer's may be hours away from it.
  const since = before.value[0]?.createdAt

  throwIfCancelled(signal)
  const startedMs = ports.clock.monotonicMs()
  const waitedMs = (): number => Math.round(ports.clock.monotonicMs() - startedMs)
  const notSeen = (because: Problem | undefined): Result<SyncResult, Problem> =>
    succeed({ kind: 'not-seen', status: '', body: '', eventAt: undefined, waitedMs: waitedMs(), problem: because })
  const ordered = await service.startSync(strategyId, signal)
  if (!ordered.ok)
    return fail(
      serviceProblem(ordered.error, {
        host,
        action: `start the sync of ${what}`,
        what: `${what} (the order to sync it now)`,
        isWrite: true
      })
    )
  yield { type: 'ordered', at: new Date(ports.clock.now()).toISOString() }
  if (!follow) return notSeen(undefined)

  let told: string | undefined
  for (;;) {
    const events = await newestEvents(service, since, signal)
    // One reading that failed proves nothing about the sync: the next may succeed, and the time is bounded.
    const fresh = events.ok ? events.value.filter((event) => !known.has(event.id) && !isOfProgram(event)) : []
    const end = fresh.find(({ status }) => status !== IN_PROGRESS)
    if (end !== undefined) {
      const because = await problemOf(service, strategy.value, what, end, signal)
      return succeed({ kind: 'seen', status: end.status, body: end.body, eventAt: end.createdAt, waitedMs: waitedMs(), problem: because })
    }
    const [running] = fresh
    if (running !== undefined && running.body !== told) {
      told = running.body
      yield { type: 'in-progress', body: running.body }
    }
    const leftMs = timeoutMs - waitedMs()
    if (leftMs <= 0) return notSeen(problem('service.sync.not-seen', { what, minutes: Math.max(1, Math.round(timeoutMs / 60_000)) }))
    await ports.wait(Math.min(pollMs, leftMs), signal)
    yield { type: 'waiting', waitedMs: waitedMs() }
  }
}

const IN_PROGRESS = 'in_progress'
/** Nothing was read, so nothing failed. */
const SKIPPED = 'skipped'

/** One page is more than one sync writes. */
async function newestEvents(
  reader: FilesReader,
  since: string | undefined,
  signal: CancelSignal
): Promise<Result<readonly ExternalEventFacts[], ServiceFailure>> {
  const pages = reader.externalEvents(since, signal)
  const first = await pages.next()
  if (first.done === true) return first.value.kind === 'cut' ? fail(first.value.failure) : succeed([])
  await pages.return({ kind: 'complete' })
  return succeed(first.value)
}

async function problemOf(
  service: FilesReader,
  before: StrategyFacts,
  what: string,
  end: ExternalEventFacts,
  signal: CancelSignal
): Promise<Problem | undefined> {
  if (end.status === 'success') return undefined
  const evidence = [seen('Event', `${end.eventType}, ${end.createdAt}`), seen('Status', end.status), seen('Text of the event', end.body)]
  const now = await service.strategy(before.id, signal)
  const isOff = now.ok && now.value.fields['ldap_provisioning_enabled'] === false
  if (end.status === SKIPPED) return problem('service.sync.skipped', { what, isOff }, evidence)
  return before.fields['ldap_provisioning_enabled'] === true && isOff
    ? problem('service.sync.switched-off', { what: `LDAP provisioning of ${what}`, when: end.createdAt }, evidence)
    : problem('service.sync.failed', { what, status: end.status }, evidence)
}
