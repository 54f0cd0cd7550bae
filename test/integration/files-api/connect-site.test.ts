import { describe, expect, it } from 'vitest'
import { connectSite } from '../../../src-main/app/operations/connect-site.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { ConnectedSite } from '../../../src-main/core/service/connected-site.ts'
import type { SiteMemory } from '../../../src-main/core/service/site-memory.ts'
import type { ServiceKeys } from '../../../src-main/practice/service/service-keys.ts'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../../src-main/practice/service/start-practice-service.ts'
import { addressAt, openService, sendJson, startAwkwardService } from './awkward-service.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')
const clock = { now: () => NOW_MS, monotonicMs: () => performance.now() }

function startService(options: PracticeServiceOptions = {}): Promise<PracticeService> {
  return startPracticeService({ now: clock.now, ...options })
}

function connect(
  service: PracticeService,
  key: keyof ServiceKeys,
  more: { readonly probeWrites?: boolean; readonly remembered?: SiteMemory; readonly signal?: AbortSignal } = {}
): Promise<Result<ConnectedSite, Problem>> {
  const address = addressAt(Number(new URL(service.origin).port))
  return connectSite(
    { clock },
    {
      address,
      service: openService(address, { retries: 1 }, service.keys[key]),
      probeWrites: more.probeWrites ?? false,
      remembered: more.remembered,
      keyStorage: { kind: 'not-stored' }
    },
    more.signal ?? neverCancelled
  )
}

async function connected(...input: Parameters<typeof connect>): Promise<ConnectedSite> {
  const site = await connect(...input)
  if (!site.ok) throw new TypeError(`Not connected: ${site.error.code}`)
  return site.value
}

function writes({ requests }: PracticeService): readonly string[] {
  return requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)
}

describe('connecting with the key of a site administrator', () => {
  it('shows the site, the key, the strategies and how each administrator signs in, and only reads', async () => {
    await using service = await startService()

    const site = await connected(service, 'siteAdmin')

    expect(site).toMatchObject({
      origin: service.origin,
      site: service.origin.replace('http://', ''),
      readAt: '2026-11-21T12:00:00.000Z',
      key: {
        who: 'alice.admin',
        name: 'Setup assistant',
        permissionSet: 'full',
        canWrite: true,
        ability: 'May read and change the settings of this site.'
      },
      problems: [],
      strategyWrites: 'not-asked',
      administratorsCut: undefined
    })
    expect(site.strategies.map(({ what, enabled }) => [what, enabled])).toEqual([['SAML with Microsoft Entra ID', true]])
    expect(site.administrators.map(({ username, signsInBy, isBreakGlass }) => [username, signsInBy, isBreakGlass])).toEqual([
      ['alice.admin', 'Password', true],
      ['bob.admin', `Single sign-on “${site.strategies[0]?.label ?? ''}”`, false]
    ])
    expect(writes(service)).toEqual([])
  })

  it('keeps no secret of the site', async () => {
    await using service = await startService()

    const told = JSON.stringify(await connected(service, 'siteAdmin'))

    expect(told).not.toContain(service.keys.siteAdmin)
    expect(told).not.toMatch(/scim_oauth_access_token"|session|password_hash/)
  })

  it('asks once, with an empty change, whether strategies can be written, when that is wanted', async () => {
    await using refusing = await startService({ strategyWrites: 'refused' })
    await using accepting = await startService({ strategyWrites: 'accepted' })

    const answers = [
      (await connected(refusing, 'siteAdmin', { probeWrites: true })).strategyWrites,
      (await connected(accepting, 'siteAdmin', { probeWrites: true })).strategyWrites
    ]

    expect(answers).toEqual(['refused', 'accepted'])
    for (const service of [refusing, accepting]) {
      expect(writes(service)).toHaveLength(1)
      expect(writes(service)[0]).toMatch(/^PATCH .*\/sso_strategies\/\d+$/)
      expect(service.requests.find(({ method }) => method === 'PATCH')?.bodyFields).toEqual([])
    }
  })

  it('asks nothing when there is no strategy to ask about', async () => {
    await using service = await startService({ strategies: 'none' })

    const site = await connected(service, 'siteAdmin', { probeWrites: true })

    expect([site.strategyWrites, writes(service)]).toEqual(['not-asked', []])
  })

  it('goes on with the answer of an earlier time when it is not asked, or gets none', async () => {
    await using service = await startService()
    service.faults.add({ kind: 'fail-before', how: 'reset', method: 'PATCH', times: Infinity })
    const remembered: SiteMemory = {
      site: 'x',
      origin: service.origin,
      name: '',
      who: '',
      lastConnectedAt: '',
      strategyWrites: { answer: 'accepted', at: '' },
      peopleLastTime: undefined
    }

    const unasked = await connected(service, 'siteAdmin', { remembered })
    const unanswered = await connected(service, 'siteAdmin', { remembered, probeWrites: true })

    expect([unasked.strategyWrites, unanswered.strategyWrites]).toEqual(['accepted', 'accepted'])
    expect(writes(service)).toHaveLength(1)
  })
})

describe('connecting with another key', () => {
  it('of the whole site says so', async () => {
    await using service = await startService()

    expect((await connected(service, 'siteWide')).key).toMatchObject({ who: 'Key of the whole site', canWrite: true, expiresAt: undefined })
  })

  it('of a read-only administrator shows everything, and writes nothing, not even to ask', async () => {
    await using service = await startService()

    const site = await connected(service, 'readOnlyAdmin', { probeWrites: true })

    expect(site).toMatchObject({
      key: { canWrite: false },
      problems: [{ code: 'service.key.read-only-admin' }],
      strategyWrites: 'not-asked'
    })
    expect(site.administrators).toHaveLength(2)
    expect(writes(service)).toEqual([])
  })

  it.each<[keyof ServiceKeys, string]>([
    ['plainUser', 'service.key.not-site-admin'],
    ['workspaceAdmin', 'service.key.workspace-admin'],
    ['desktopApp', 'service.key.limited'],
    ['expired', 'service.key.refused'],
    ['otherSite', 'service.key.refused'],
    ['blockedIp', 'service.access.address-not-allowed']
  ])('(%s) ends with %s', async (key, code) => {
    await using service = await startService()

    const site = await connect(service, key, { probeWrites: true })

    expect(site).toMatchObject({ ok: false, error: { code } })
    expect(writes(service)).toEqual([])
  })

  it('that ends within a month is told while there is time', async () => {
    const inTwentyDays = NOW_MS + 70 * 86_400_000
    await using service = await startService()
    const address = addressAt(Number(new URL(service.origin).port))

    const site = await connectSite(
      { clock: { ...clock, now: () => inTwentyDays } },
      {
        address,
        service: openService(address, {}, service.keys.siteAdmin),
        probeWrites: false,
        remembered: undefined,
        keyStorage: { kind: 'not-stored' }
      },
      neverCancelled
    )

    expect(site).toMatchObject({ ok: true, value: { problems: [{ code: 'service.key.ends-soon' }] } })
  })
})

describe('connecting when something is wrong', () => {
  it('shows the site without a whole list of administrators, and says that it is not whole', async () => {
    await using service = await startService()
    service.faults.add({ kind: 'fail-before', how: 'error', path: '/users', times: Infinity })

    const site = await connected(service, 'siteAdmin')

    expect(site.administrators).toEqual([])
    expect(site.administratorsCut?.code).toMatch(/^service\./)
  })

  it('shows nothing without the strategies', async () => {
    await using service = await startService()
    service.faults.add({ kind: 'fail-before', how: 'error', path: '/sso_strategies', times: Infinity })

    expect((await connect(service, 'siteAdmin')).ok).toBe(false)
  })

  it('is kept out by no log that cannot be read', async () => {
    await using service = await startService()
    for (const strategy of service.state.strategies.values()) strategy.enabled = false
    service.faults.add({ kind: 'fail-before', how: 'error', path: '/external_events', times: Infinity })

    const site = await connected(service, 'siteAdmin')

    expect(site.strategies.map(({ enabled, problem }) => [enabled, problem])).toEqual([[false, undefined]])
  })

  it.each<['proxy' | 'captive-portal' | 'captive-redirect', string]>([
    ['proxy', 'service.answer.proxy'],
    ['captive-portal', 'service.answer.html-page'],
    ['captive-redirect', 'service.answer.captive-portal']
  ])('recognises a page in the place of the service (%s)', async (page, code) => {
    await using service = await startService()
    service.faults.add({ kind: 'html-page', page, times: Infinity })

    const site = await connect(service, 'siteAdmin')

    expect(site).toMatchObject({ ok: false, error: { code } })
  })

  it('throws when it is cancelled', async () => {
    await using service = await startService()
    service.faults.add({ kind: 'hang', path: '/site' })
    const controller = new AbortController()
    const site = connect(service, 'siteAdmin', { signal: controller.signal })
    while (!service.requests.some(({ path }) => path.endsWith('/site'))) await new Promise((resolve) => setTimeout(resolve, 5))

    controller.abort()

    await expect(site).rejects.toBeInstanceOf(Cancelled)
  })
})

describe('connecting to a site that has switched something off', () => {
  it('says so when its events do', async () => {
    // given LDAP provisioning of the site that failed until the service gave up
    await using service = await startService({ failuresUntilSwitchOff: 2, ldapTimeoutMs: 500 })
    Object.assign(service.state.site, { ldap_enabled: true, ldap_host: '127.0.0.1', ldap_port: 1, ldap_secure: false })
    await service.runSync()
    await service.runSync()
    expect(service.state.site.ldap_enabled).toBe(false)

    const site = await connected(service, 'siteAdmin')

    expect(site.problems.map(({ code }) => code)).toEqual(['service.sync.switched-off'])
  })
})

describe('connecting to the wrong site', () => {
  it('is refused when the key opened another one than was asked for', async () => {
    // given a service that answers for its own site, whatever the host was
    await using server = await startAwkwardService((response, { path }) =>
      sendJson(
        response,
        200,
        path === '/site' ? { subdomain: 'other', domain: 'files.other.example' } : { id: 1, name: 'K', permission_set: 'full' }
      )
    )
    const address = { origin: 'https://acme.files.com', host: 'acme.files.com' }
    const led: typeof fetch = (input, init) => {
      const request = new Request(input, init)
      return fetch(new Request(request.url.replace(address.origin, server.address.origin), { headers: request.headers }))
    }

    const site = await connectSite(
      { clock },
      {
        address,
        service: openService(address, { fetch: led }),
        probeWrites: true,
        remembered: undefined,
        keyStorage: { kind: 'not-stored' }
      },
      neverCancelled
    )

    expect(site).toMatchObject({ ok: false, error: { code: 'service.key.other-site' } })
    expect(site.ok ? '' : site.error.cause).toContain('other.files.com')
  })
})
