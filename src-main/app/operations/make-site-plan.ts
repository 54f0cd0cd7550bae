import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import { directoriesToRead } from '../../core/plan/directories-to-read.ts'
import type { Forecast } from '../../core/plan/forecast.ts'
import { wantedFromReceipt } from '../../core/plan/invert-receipt.ts'
import { makePlan } from '../../core/plan/make-plan.ts'
import { isManagedBy } from '../../core/plan/managed-providers.ts'
import { neededSecrets, planChanges } from '../../core/plan/plan-changes.ts'
import type { Plan, ReadState } from '../../core/plan/plan.ts'
import type { Receipt } from '../../core/plan/receipt.ts'
import { stillWantedNotes } from '../../core/plan/still-wanted-notes.ts'
import { undoNotes } from '../../core/plan/undo-notes.ts'
import { type WantedResource, wantedFromProfile } from '../../core/plan/wanted.ts'
import type { DigestPort } from '../../core/ports/surroundings.ts'
import { type Profile, usualSafetyLimits } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { isFullAdministrator } from '../../core/service/is-full-administrator.ts'
import { parseSiteAddress } from '../../core/service/site-address.ts'
import type { StrategyFacts } from '../../core/service/service-facts.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import type { SamlPorts } from '../saml-ports.ts'
import { type ForecastPorts, forecastSync } from './forecast-sync.ts'
import { keysOfPlan } from './keys-of-plan.ts'
import { cutProblem, type NamedToRead, readSiteState } from './read-site-state.ts'

export interface PlanPorts extends ForecastPorts, SamlPorts {
  readonly digest: DigestPort
}

export type PlanSource =
  | { readonly kind: 'profile'; readonly profile: Profile }
  /** `profile`: what is kept of the site. It knows the way to a directory that an undo may switch on again, and what it still wants. */
  | { readonly kind: 'undo'; readonly receipt: Receipt; readonly profile?: Profile | undefined }

export interface PlanRequest {
  /** It has no way to write. */
  readonly reader: FilesReader
  readonly source: PlanSource
  readonly memory: SiteMemory | undefined
  /** For the forecast; whether the plan sets it is the profile's decision. */
  readonly ldapPassword: Secret | undefined
}

export interface MadePlan {
  readonly plan: Plan
  readonly forecast: Forecast
  /** Write-only fields whose values have to be given again when the plan is applied. */
  readonly secretFields: readonly string[]
  readonly state: ReadState
  /** User names of the site's full administrators, as far as they could be read. */
  readonly administrators: readonly string[]
}

/** Reads the site and, where a sync would change, the directory, and where the trust of a provider changes, metadata; and plans. Nothing but GET requests. Throws `Cancelled`. */
export async function* makeSitePlan(
  ports: PlanPorts,
  request: PlanRequest,
  signal: CancelSignal
): AsyncGenerator<PlanProgress, Result<MadePlan, Problem>> {
  const { reader, source, memory, ldapPassword } = request
  const host = reader.address.host
  const isOther = otherSite(source, host)
  if (isOther !== undefined) return fail(isOther)

  const inverse = source.kind === 'undo' ? wantedFromReceipt(source.receipt) : undefined
  if (inverse !== undefined && inverse.wanted.length === 0)
    return fail(problem('apply.nothing-to-undo', { reason: inverse.cannotUndo[0]?.reason ?? 'nothing of it is known to be in effect' }))
  const inverseIds = new Set(inverse?.wanted.map(({ id }) => id))
  const isManaged = source.kind === 'profile' ? isManagedBy(source.profile) : isInverted(inverseIds)
  const state = await readSiteState(reader, namedBy(source, inverse?.wanted ?? []), isManaged, signal)
  if (!state.ok) return state
  yield { phase: 'site', count: state.value.resources.length }
  const wanted =
    source.kind === 'undo' ? inverseInState(inverse?.wanted ?? [], state.value) : wantedFromProfile(source.profile, state.value)
  if (!wanted.ok) return wanted

  const administrators = await collectPages(reader.users({ siteAdmin: true }, signal))
  yield { phase: 'users', count: administrators.items.length }
  const strategyWrites = memory?.strategyWrites?.answer ?? 'not-asked'
  const { changes } = planChanges(state.value, wanted.value, strategyWrites, ports.digest)
  const directories = directoriesToRead(changes, state.value)
  const way = source.profile?.directory
  const limits = source.profile !== undefined && isOf(host, source.profile) ? source.profile.safety : usualSafetyLimits
  const forecast = yield* forecastSync(ports, { reader, directories, way, ldapPassword, memory, limits }, signal)
  if (!forecast.ok) return forecast
  const providerKeys = await keysOfPlan(ports, changes, state.value, signal)

  const plan = makePlan({
    purpose: source.kind,
    state: state.value,
    wanted: wanted.value,
    strategyWrites,
    forecast: forecast.value,
    limits,
    administrators: {
      // Not every version of the interface knows the filter.
      users: administrators.items.filter(({ siteAdmin }) => siteAdmin !== false),
      cut: administrators.failure === undefined ? undefined : cutProblem(administrators.failure, host, 'the administrators')
    },
    providerKeys,
    now: new Date(ports.clock.now()),
    digest: ports.digest
  })
  const notes =
    source.kind === 'undo'
      ? [...undoNotes(source.receipt, state.value, inverse?.cannotUndo ?? []), ...wishesThatStay(source.profile, host, plan)]
      : []
  return succeed({
    plan: { ...plan, notes: [...plan.notes, ...notes] },
    forecast: forecast.value,
    // What is entered in the web form is not sent from here.
    secretFields: neededSecrets(plan.changes.filter((change) => change.way !== 'hand-off')),
    state: state.value,
    administrators: administrators.items.filter(isFullAdministrator).map(({ username }) => username)
  })
}

function otherSite(source: PlanSource, host: string): Problem | undefined {
  if (source.kind === 'undo')
    return source.receipt.site === host ? undefined : problem('plan.profile.other-site', { profile: source.receipt.site, connected: host })
  return isOf(host, source.profile) ? undefined : problem('plan.profile.other-site', { profile: source.profile.site, connected: host })
}

function isOf(host: string, profile: Profile): boolean {
  const address = parseSiteAddress(profile.site)
  return address.ok && address.value.host === host
}

/** A profile of another site may still show the way to the directory; what it wants is no concern of this one. */
function wishesThatStay(profile: Profile | undefined, host: string, plan: Plan): readonly string[] {
  return profile !== undefined && isOf(host, profile) ? stillWantedNotes(profile, plan.changes) : []
}

function isInverted(ids: ReadonlySet<string>): (provider: StrategyFacts) => boolean {
  return ({ id }) => ids.has(`sso-strategy:${String(id)}`)
}

function namedBy(source: PlanSource, wanted: readonly WantedResource[]): NamedToRead {
  if (source.kind === 'profile') return { kind: 'wishes', users: source.profile.users, groups: source.profile.groups }
  const numbers = (kind: string): readonly number[] =>
    wanted.flatMap(({ id }) => (id.startsWith(`${kind}:`) ? [Number(id.slice(kind.length + 1))] : []))
  return { kind: 'ids', users: numbers('user'), groups: numbers('group') }
}

/** What a receipt names may be gone by now: that is noted, and keeps nobody from undoing the rest. */
function inverseInState(wanted: readonly WantedResource[], state: ReadState): Result<readonly WantedResource[], Problem> {
  return wanted.some(({ id }) => state.resources.some((resource) => resource.id === id))
    ? succeed(wanted)
    : fail(problem('apply.nothing-to-undo', { reason: 'what it changed does not exist on the site any more' }))
}
