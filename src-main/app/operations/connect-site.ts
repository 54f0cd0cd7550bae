import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { administratorView } from '../../core/service/administrator-view.ts'
import { collectPages, firstPage } from '../../core/service/collect-pages.ts'
import type { ConnectedSite, KeyStorage } from '../../core/service/connected-site.ts'
import type { FilesReader, FilesService } from '../../core/service/files-service.ts'
import { isAskedSite } from '../../core/service/is-asked-site.ts'
import { judgeKey, keyHindrance, keyOwner } from '../../core/service/judge-key.ts'
import { judgeSwitchedOff, type SwitchedOff } from '../../core/service/judge-switched-off.ts'
import type { ApiKeyFacts, SiteFacts, StrategyFacts, UserFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { SiteAddress } from '../../core/service/site-address.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import { strategyView } from '../../core/service/strategy-view.ts'

export interface ConnectInput {
  readonly address: SiteAddress
  readonly service: FilesService
  /** Sends one change without any field, when the key may write and there is a strategy; everything else is GET. */
  readonly probeWrites: boolean
  readonly remembered: SiteMemory | undefined
  readonly keyStorage: KeyStorage
}

/** Looks at a site with one key: whose it is, what it may do, and what is there. Throws `Cancelled`. */
export async function connectSite(
  ports: { readonly clock: ClockPort },
  { address, service, probeWrites, remembered, keyStorage }: ConnectInput,
  signal: CancelSignal
): Promise<Result<ConnectedSite, Problem>> {
  const now = new Date(ports.clock.now())
  const identity = await readIdentity(service, now, signal)
  if (!identity.ok) return identity
  const { key, user, site } = identity.value
  if (!isAskedSite(address, site)) return fail(otherSite(address, site))
  const who = keyOwner(key, user)

  const [strategies, administrators] = await Promise.all([
    collectPages(service.strategies(signal)),
    collectPages(service.users({ siteAdmin: true }, signal))
  ])
  if (strategies.failure !== undefined)
    return fail(serviceProblem(strategies.failure, { host: address.host, action: 'read the single sign-on strategies', who }))

  const verdict = judgeKey(key, user, now)
  const offProblems = await explainWhatIsOff(service, site, strategies.items, signal)
  const siteLdapOff = offProblems.get(SITE_LDAP)
  return succeed({
    site: address.host,
    origin: address.origin,
    name: site.name === '' ? site.subdomain : site.name,
    customDomain: site.domain,
    readAt: now.toISOString(),
    key: verdict.view,
    problems: [...verdict.problems, ...(siteLdapOff === undefined ? [] : [siteLdapOff])],
    siteLdap: site.ldap,
    strategies: strategies.items.map((strategy) => strategyView(strategy, offProblems.get(strategy.id))),
    // Not every version of the interface knows the filter.
    administrators: administrators.items
      .filter(({ siteAdmin }) => siteAdmin !== false)
      .map((admin) => administratorView(admin, strategies.items, now)),
    administratorsCut:
      administrators.failure === undefined
        ? undefined
        : serviceProblem(administrators.failure, { host: address.host, action: 'read the site administrators', who }),
    strategyWrites: await strategyWritesOf(
      service,
      { probeWrites: probeWrites && verdict.view.canWrite, remembered },
      strategies.items,
      signal
    ),
    keyStorage
  })
}

interface Identity {
  readonly key: ApiKeyFacts
  readonly user: UserFacts | undefined
  readonly site: SiteFacts
}

/** The key, its user, and the site. What is known of the key explains a refusal better than the refusal itself. */
async function readIdentity(service: FilesReader, now: Date, signal: CancelSignal): Promise<Result<Identity, Problem>> {
  const { host } = service.address
  const key = await service.apiKey(signal)
  if (!key.ok) return fail(serviceProblem(key.error, { host, action: 'look at the API key', what: 'key of this kind' }))
  const read = key.value.userId === undefined ? undefined : await service.user(key.value.userId, signal)
  const user = read?.ok === true ? read.value : undefined
  const site = await service.site(signal)
  if (site.ok) {
    const hindrance = keyHindrance(key.value, user)
    // A site that shows itself to nobody but its administrators has shown itself; only this reading of the user says otherwise.
    return hindrance?.problem.code === 'service.key.not-site-admin'
      ? fail(hindrance.problem)
      : succeed({ key: key.value, user, site: site.value })
  }
  const refused = serviceProblem(site.error, { host, action: 'read the settings of the site', who: keyOwner(key.value, user) })
  if (site.error.kind !== 'refused') return fail(refused)
  const known = [keyHindrance(key.value, user)?.problem, ...judgeKey(key.value, user, now).problems].find(
    (cause) => cause !== undefined && EXPLAINS[site.error.kind === 'refused' ? site.error.status : 0]?.has(cause.code)
  )
  return fail(known === undefined ? refused : { ...known, evidence: [...known.evidence, ...refused.evidence] })
}

/** Which of the things known about a key explain which refusal. */
const EXPLAINS: Readonly<Record<number, ReadonlySet<string>>> = {
  401: new Set(['service.key.expired']),
  403: new Set(['service.key.limited', 'service.key.workspace-admin', 'service.key.not-site-admin'])
}

function otherSite(address: SiteAddress, site: SiteFacts): Problem {
  const other = `${site.subdomain}.files.com`
  return problem('service.key.other-site', { host: address.host, other }, [
    seen('Asked for', address.host),
    seen('Answered', other),
    ...(site.domain === undefined ? [] : [seen('Its custom domain', site.domain)])
  ])
}

const SITE_LDAP = 'site-ldap'

/** Asks the events only when something is off that provisions people. Events that cannot be read explain nothing, and keep nobody out. */
async function explainWhatIsOff(
  service: FilesReader,
  site: SiteFacts,
  strategies: readonly StrategyFacts[],
  signal: CancelSignal
): Promise<ReadonlyMap<number | typeof SITE_LDAP, Problem>> {
  const off = new Map<number | typeof SITE_LDAP, SwitchedOff>()
  if (site.ldap['ldap_enabled'] === false && isSet(site.ldap['ldap_host']))
    off.set(SITE_LDAP, { what: 'LDAP of the site', label: 'of the site' })
  for (const { id, label, enabled, fields } of strategies) {
    if (!enabled) off.set(id, { what: `Single sign-on “${label}”`, label })
    else if (fields['ldap_provisioning_enabled'] === false && isSet(fields['ldap_host']))
      off.set(id, { what: `LDAP provisioning of “${label}”`, label })
  }
  const events = off.size === 0 ? undefined : await firstPage(service.externalEvents(undefined, signal))
  return new Map(
    [...off].flatMap(([of, one]) => {
      const found = judgeSwitchedOff(one, off.size === 1, events ?? [])
      return found === undefined ? [] : [[of, found] as const]
    })
  )
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

async function strategyWritesOf(
  service: FilesService,
  { probeWrites, remembered }: { readonly probeWrites: boolean; readonly remembered: SiteMemory | undefined },
  [strategy]: readonly StrategyFacts[],
  signal: CancelSignal
): Promise<ConnectedSite['strategyWrites']> {
  const answer = probeWrites && strategy !== undefined ? await service.probeStrategyWrites(strategy.id, signal) : undefined
  // A probe without an answer leaves what was known before.
  return answer?.ok === true ? answer.value : (remembered?.strategyWrites?.answer ?? 'not-asked')
}
