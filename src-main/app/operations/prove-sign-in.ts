import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import {
  judgeSignInEvent,
  ownerOfEvents,
  type OwnerOfEvents,
  type ProvingEvent,
  type SignInVerdict
} from '../../core/entra/judge-sign-in-event.ts'
import type { ClockPort, LinkPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { CredentialsProof, SignInEvent, SignInProof } from '../../core/saml/saml-views.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { SsoEventFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

export interface ProveSignInPorts {
  readonly clock: ClockPort
  readonly links: LinkPort
  /** Where people sign in; absent: the first page of the site. */
  readonly page?: string | undefined
  /** What a sign-in proves beyond itself. Throws `Cancelled`. */
  readonly weigh?: ((event: ProvingEvent, signal: CancelSignal) => Promise<CredentialsProof | undefined>) | undefined
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
}

export interface ProveSignInLimits {
  readonly timeoutMs: number
  /** Between two readings in the first half minute, while the person still types. */
  readonly firstPollMs: number
  readonly pollMs: number
  /** Readings that fail one after the other until it gives up. */
  readonly mostFailures: number
}

const usualLimits: ProveSignInLimits = { timeoutMs: 600_000, firstPollMs: 2000, pollMs: 5000, mostFailures: 6 }
const FIRST_POLLS_MS = 30_000

/**
 * Opens the sign-in page of the site and waits for the event of a sign-in through this provider. New is what the site's own list did not
 * have before: the clocks of the service and of this computer are never compared. Reads only. Throws `Cancelled`.
 */
export async function* proveSignIn(
  ports: ProveSignInPorts,
  reader: FilesReader,
  strategyId: number,
  signal: CancelSignal,
  limits: ProveSignInLimits = usualLimits
): AsyncGenerator<SignInEvent, Result<SignInProof, Problem>> {
  const { host, origin } = reader.address
  const owner = await readOwner(reader, strategyId, signal)
  if (!owner.ok) return owner
  const what = `“${owner.value.strategy.label}”`
  const before = await newestEvents(reader, undefined, signal)
  if (!before.ok) return fail(eventsProblem(before.error, host))
  const known = new Set(before.value.map(({ id }) => id))
  const newestBefore = before.value[0]
  // By the clock of the service.
  const since = newestBefore?.createdAt === '' ? undefined : newestBefore?.createdAt

  throwIfCancelled(signal)
  const openedUrl = ports.page ?? `${origin}/`
  const opened = await ports.links.open(openedUrl)
  yield {
    type: 'waiting-since',
    at: new Date(ports.clock.now()).toISOString(),
    openedUrl,
    ...(opened.ok ? {} : { notOpened: opened.error })
  }

  const startedMs = ports.clock.monotonicMs()
  const waitedMs = (): number => Math.round(ports.clock.monotonicMs() - startedMs)
  let readings = 0
  let failures = 0
  for (;;) {
    const leftMs = limits.timeoutMs - waitedMs()
    if (leftMs <= 0) break
    await ports.wait(Math.min(waitedMs() < FIRST_POLLS_MS ? limits.firstPollMs : limits.pollMs, leftMs), signal)
    const events = await newestEvents(reader, since, signal)
    if (!events.ok) {
      failures += 1
      // A key that was refused is refused the next time too; anything else may pass.
      if (isForGood(events.error) || failures >= limits.mostFailures) return fail(eventsProblem(events.error, host))
      yield { type: 'waiting', waitedMs: waitedMs(), readings }
      continue
    }
    failures = 0
    readings += 1
    const verdicts: SignInVerdict[] = []
    for (const event of events.value.filter(({ id }) => !known.has(id))) {
      const verdict = judgeSignInEvent(await named(event, reader, signal), owner.value, since)
      verdicts.push(verdict)
      if (verdict.kind === 'passed-over') yield { type: 'passed-over', because: verdict.because }
      // One that is in progress may be changed in place.
      if (verdict.kind !== 'unfinished') known.add(event.id)
    }
    // One success proves the set-up, whatever else was tried beside it; of refusals the newest counts.
    const signedIn = verdicts.find(isSignedIn)
    if (signedIn !== undefined) return succeed(await weighed(signedIn, ports, signal))
    const refused = verdicts.find(isRefused)
    if (refused !== undefined) return succeed(refused)
    yield { type: 'waiting', waitedMs: waitedMs(), readings }
  }
  const evidence = [
    seen('Events read', `${String(readings)} times`),
    seen('Newest event before', newestBefore === undefined ? 'none' : `number ${String(newestBefore.id)}, ${newestBefore.createdAt}`)
  ]
  const minutes = Math.max(1, Math.round(limits.timeoutMs / 60_000))
  return succeed({ kind: 'not-seen', problem: problem('entra.sign-in.not-seen', { what, minutes }, evidence) })
}

async function weighed(
  { kind, username, sentence, evidence, event }: SignedIn,
  { weigh }: ProveSignInPorts,
  signal: CancelSignal
): Promise<SignInProof> {
  const credentials = await weigh?.(event, signal)
  return { kind, username, sentence, evidence, ...(credentials === undefined ? {} : { credentials }) }
}

type SignedIn = Extract<SignInVerdict, { readonly kind: 'signed-in' }>

async function readOwner(reader: FilesReader, strategyId: number, signal: CancelSignal): Promise<Result<OwnerOfEvents, Problem>> {
  const { host } = reader.address
  const strategy = await reader.strategy(strategyId, signal)
  if (!strategy.ok) {
    const about = { host, action: 'read the single sign-on provider', what: `single sign-on provider ${String(strategyId)}` }
    return fail(serviceProblem(strategy.error, about))
  }
  if (!strategy.value.enabled)
    return fail(problem('entra.sign-in.provider-off', { what: `“${strategy.value.label}”` }, [seen('Provider', strategy.value.id)]))
  const all = await collectPages(reader.strategies(signal))
  return all.failure === undefined
    ? succeed(ownerOfEvents(strategy.value, all.items))
    : fail(serviceProblem(all.failure, { host, action: 'read the single sign-on providers' }))
}

/** More events than these within a few seconds are not one sign-in, but a large site: the newest are enough. */
const MOST_PAGES = 5

async function newestEvents(
  reader: FilesReader,
  since: string | undefined,
  signal: CancelSignal
): Promise<Result<readonly SsoEventFacts[], ServiceFailure>> {
  const pages = reader.ssoEvents(since, signal)
  const events: SsoEventFacts[] = []
  for (let page = 0; page < (since === undefined ? 1 : MOST_PAGES); page += 1) {
    const next = await pages.next()
    if (next.done === true) return next.value.kind === 'cut' ? fail(next.value.failure) : succeed(events)
    events.push(...next.value)
  }
  await pages.return({ kind: 'complete' })
  return succeed(events)
}

function eventsProblem(failure: ServiceFailure, host: string): Problem {
  return serviceProblem(failure, { host, action: 'read the sign-in events' })
}

function isForGood(failure: ServiceFailure): boolean {
  return failure.kind === 'refused' && failure.status >= 400 && failure.status < 500 && failure.status !== 429
}

function isSignedIn(verdict: SignInVerdict): verdict is SignedIn {
  return verdict.kind === 'signed-in'
}

function isRefused(verdict: SignInVerdict): verdict is Extract<SignInVerdict, { readonly kind: 'refused' }> {
  return verdict.kind === 'refused'
}

/** Some events carry the number of the user only. */
async function named(event: SsoEventFacts, reader: FilesReader, signal: CancelSignal): Promise<SsoEventFacts> {
  if ((event.username ?? '') !== '' || event.userId === undefined) return event
  const user = await reader.user(event.userId, signal)
  return user.ok ? { ...event, username: user.value.username } : event
}
