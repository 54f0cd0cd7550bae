import type { ParsedInput } from '../../contract/operations.ts'
import type { RememberedSite } from '../../contract/views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PracticeSite } from '../../core/ports/practice.ts'
import type { KeychainAccount } from '../../core/ports/secrets.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { ConnectedSite, KeyStorage } from '../../core/service/connected-site.ts'
import { parseSiteAddress, type SiteAddress } from '../../core/service/site-address.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { connectSite } from '../operations/connect-site.ts'
import { listRuns } from '../operations/list-runs.ts'
import { startSync } from '../operations/start-sync.ts'
import type { SiteSession, SiteSessions } from '../site-sessions.ts'

type SiteHandlers = Pick<
  Handlers,
  'site.list' | 'site.connect' | 'site.read' | 'site.forget' | 'sync.start' | 'link.open' | 'practice.site'
>

/** Connecting sites and looking at them. `practice` is the practice site, once it runs. */
export function createSiteHandlers(ports: AppPorts, sessions: SiteSessions, practice: { site: PracticeSite | undefined }): SiteHandlers {
  async function keyOf(
    key: ParsedInput<'site.connect'>['key'],
    address: SiteAddress
  ): Promise<Result<{ readonly key: Secret; readonly stored: boolean }, Problem>> {
    switch (key.kind) {
      case 'typed':
        return key.value.isEmpty
          ? fail(problem('app.invalid-input', { where: 'API key', message: 'it is empty' }))
          : succeed({ key: key.value, stored: false })
      case 'stored': {
        if (sessions.has(address.host)) {
          const session = await sessions.find(address.host)
          return session.ok ? succeed({ key: session.value.key, stored: true }) : session
        }
        const stored = await ports.keychain.read({ kind: 'api-key', site: address.host })
        if (!stored.ok) return stored
        return stored.value === undefined
          ? fail(problem('service.key.missing', { host: address.host }))
          : succeed({ key: stored.value, stored: true })
      }
      case 'practice':
        return practice.site === undefined
          ? fail(problem('app.invalid-input', { where: 'site', message: 'the practice site is not running' }))
          : succeed({ key: practice.site.key, stored: false })
      default:
        return assertNever(key)
    }
  }

  async function storageOf(session: SiteSession, wanted: { keep: boolean; stored: boolean }): Promise<KeyStorage> {
    const account = { kind: 'api-key', site: session.address.host } as const
    if (session.isPractice) return { kind: 'not-stored' }
    if (wanted.keep) {
      const written = await ports.keychain.write(account, session.key)
      return written.ok ? { kind: 'keychain' } : { kind: 'session-only', problem: written.error }
    }
    if (!wanted.stored) return { kind: 'session-only', problem: undefined }
    const kept = await ports.keychain.read(account)
    return kept.ok && kept.value !== undefined ? { kind: 'keychain' } : { kind: 'session-only', problem: undefined }
  }

  /** A site is connected also when the disk is too full to remember it. */
  function noted(saved: Result<null, Problem>): void {
    if (!saved.ok) ports.log.warn('the site is not remembered', { code: saved.error.code, cause: saved.error.cause })
  }

  async function look(
    session: SiteSession,
    probeWrites: boolean,
    wanted: { keep: boolean; stored: boolean },
    signal: CancelSignal
  ): Promise<Result<ConnectedSite, Problem>> {
    const remembered = ports.memory.read(session.address.host)
    const found = await connectSite(
      ports,
      { address: session.address, service: session.service, probeWrites, remembered, keyStorage: { kind: 'not-stored' } },
      signal
    )
    if (!found.ok) return found
    const connected = { ...found.value, keyStorage: await storageOf(session, wanted) }
    sessions.keep({ ...session, connected })
    if (!session.isPractice) noted(ports.memory.save(memoryAfter(connected, remembered, probeWrites)))
    return succeed(connected)
  }

  return {
    'site.list': async () => {
      const probe = await ports.keychain.read(NOBODY)
      const runs = await listRuns(ports)
      // Also without its journal a site can be looked at; the journal itself says what is wrong with it.
      if (!runs.ok) ports.log.warn('the journal cannot be read', { code: runs.error.code, cause: runs.error.cause })
      return succeed({
        sites: await Promise.all(ports.memory.list().map((memory) => rememberedSite(ports, sessions, memory, probe.ok))),
        keychainProblem: probe.ok ? undefined : probe.error,
        interruptedRuns: runs.ok ? runs.value.filter(({ outcome }) => outcome === 'interrupted') : []
      })
    },

    'site.connect': async ({ address, key, keepKey, probeWrites }, signal) => {
      const parsed = parseSiteAddress(address)
      if (!parsed.ok) return fail(problem('app.invalid-input', { where: 'Site', message: parsed.error }))
      const chosen = await keyOf(key, parsed.value)
      if (!chosen.ok) return chosen
      const session = sessions.open(parsed.value, chosen.value.key, key.kind === 'practice')
      return look(session, probeWrites, { keep: keepKey, stored: chosen.value.stored }, signal)
    },

    'site.read': async ({ site }, signal) => {
      const session = await sessions.find(site)
      return session.ok ? look(session.value, false, { keep: false, stored: true }, signal) : session
    },

    'site.forget': async ({ site }) => {
      const scimTokensOf = ports.memory.read(site)?.scimTokensOf ?? []
      sessions.forget(site)
      for (const forgotten of [ports.memory.forget(site), ports.profiles.forget(site), await ports.previewRuns.forget(site)])
        if (!forgotten.ok) return forgotten
      let keychainProblem: Problem | undefined
      const accounts: readonly KeychainAccount[] = [
        { kind: 'api-key', site },
        { kind: 'ldap-password', site },
        ...scimTokensOf.map((strategyId) => ({ kind: 'scim-token' as const, site, strategyId }))
      ]
      for (const account of accounts) {
        const removed = await ports.keychain.remove(account)
        if (!removed.ok) keychainProblem = removed.error
      }
      return succeed({ keychainProblem })
    },

    'sync.start': async ({ site, strategyId }, signal, emit) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const events = startSync(ports, { service: session.value.service, strategyId, follow: true }, signal)
      for (;;) {
        const step = await events.next()
        if (step.done === true) return step.value
        emit(step.value)
      }
    },

    'link.open': async ({ site }) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      // The paths of the service's pages are documented nowhere: its own menu, which the hand-off names, leads there from the start page.
      return ports.links.open(`${session.value.address.origin}/`)
    },

    'practice.site': async () => {
      const site = await ports.practice.startSite()
      practice.site = site
      for (const secret of [site.key, site.ldapPassword, site.oauth.clientSecret]) ports.redactor.register(secret)
      return succeed({
        address: site.address,
        samlMetadataUrl: site.samlMetadataUrl,
        oauth: { tenantId: site.oauth.tenantId, clientId: site.oauth.clientId, secretEndsOn: site.oauth.secretEndsOn },
        sentence:
          'A made-up Files.com site runs inside this application, beside the directory of the made-up company. Nothing leaves this computer.'
      })
    }
  }
}

/** Asked for to learn whether the keychain can be used at all. */
const NOBODY = { kind: 'api-key', site: 'nobody' } as const

async function rememberedSite(ports: AppPorts, sessions: SiteSessions, memory: SiteMemory, hasKeychain: boolean): Promise<RememberedSite> {
  const { site, name, who, lastConnectedAt } = memory
  const stored = hasKeychain ? await ports.keychain.read({ kind: 'api-key', site }) : undefined
  const key = stored?.ok === true && stored.value !== undefined ? 'stored' : sessions.has(site) ? 'memory' : 'none'
  return { site, name, who, lastConnectedAt, key }
}

/** Without a probe the old answer stays, with the day on which it was given. */
function memoryAfter(connected: ConnectedSite, before: SiteMemory | undefined, probed: boolean): SiteMemory {
  const { site, origin, name, readAt, strategyWrites } = connected
  return {
    site,
    origin,
    name,
    who: connected.key.who,
    lastConnectedAt: readAt,
    strategyWrites: !probed || strategyWrites === 'not-asked' ? before?.strategyWrites : { answer: strategyWrites, at: readAt },
    peopleLastTime: before?.peopleLastTime,
    ...(before?.scimTokensOf === undefined ? {} : { scimTokensOf: before.scimTokensOf })
  }
}
