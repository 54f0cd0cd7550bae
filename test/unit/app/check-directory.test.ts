import { describe, expect, it } from 'vitest'
import { checkDirectory, type DirectoryCheckInput } from '../../../src-main/app/operations/check-directory.ts'
import { Cancelled, neverCancelled, type CancelSignal } from '../../../src-main/core/cancel.ts'
import type { CheckEvent } from '../../../src-main/core/checks/check.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { CheckReport } from '../../../src-main/core/report/check-report.ts'
import { fail, succeed } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { openedTls } from '../core/checks/fake-probes.ts'
import { searchAnswer, silence } from '../core/directory/fake-session.ts'
import { domain, type FakeWorld, fakeWorld, person, tlsFor, worldSettings, wrongPassword } from './fake-world.ts'

const password = 'Correct-Horse-1'
const theBind = `dc1.corp.example svc-files@corp.example ${password}`

describe('a healthy directory', () => {
  it('climbs the whole ladder with one sign-in, and closes what it opened', async () => {
    const world = fakeWorld({})

    const report = await check(world)

    expect(troubles(report)).toEqual(['warn ldap.groups-found'])
    expect(world.binds).toEqual([theBind])
    expect(world.openSessions()).toBe(0)
  })

  it('reports what was asked, without secrets', async () => {
    const report = await check(fakeWorld({}), { caPem: 'PEM', allowCleartext: true })

    expect(report.subject).toEqual({
      host: 'dc1.corp.example',
      backupHosts: [],
      port: 636,
      security: 'ldaps',
      serverType: 'auto',
      username: 'svc-files@corp.example',
      baseDn: domain,
      usernameField: 'sAMAccountName',
      domain: ''
    })
    expect(report.startedAt).toBe('2026-11-21T12:00:00.000Z')
    expect(JSON.stringify(report)).not.toContain(password)
  })

  it('tells all rungs first, those of backup hosts with the host before them, and proves nothing for Files.com at the end', async () => {
    const { events, report } = await run(fakeWorld({}), {
      settings: { ...worldSettings, backupHosts: ['dc2.corp.example'] },
      password: new Secret(password)
    })

    const [listed] = events
    expect(listed?.type === 'listed' && listed.checks.map(({ id }) => id)).toEqual(report.results.map(({ id }) => id))
    expect(report.results.filter(({ id }) => id.startsWith('backup-1/')).every(({ title }) => title.startsWith('dc2.corp.example: '))).toBe(
      true
    )
    expect(report.results.at(-1)).toMatchObject({ id: 'ldap.reachable-from-files-com', outcome: { status: 'not-provable-here' } })
  })
})

describe('the password', () => {
  it('is not tried on the backup hosts when the first host refuses it', async () => {
    const world = fakeWorld({ 'dc1.corp.example': { bind: () => fail(wrongPassword) } })

    const report = await check(world, { backupHosts: ['dc2.corp.example', 'dc3.corp.example'] })

    expect(world.binds).toEqual([theBind])
    expect(outcomeOf(report, 'backup-1/ldap.bind-accepted')).toEqual({
      status: 'blocked',
      by: 'ldap.bind-accepted',
      because: 'dc1.corp.example: The service account can sign in'
    })
    expect(outcomeOf(report, 'backup-2/ldap.bind-accepted')).toMatchObject({ status: 'blocked', by: 'ldap.bind-accepted' })
  })

  it('is not tried a second time when the first host leaves open whether it judged it', async () => {
    const world = fakeWorld({ 'dc1.corp.example': { bind: () => fail(silence) } })

    await check(world, { backupHosts: ['dc2.corp.example'] })

    expect(world.binds).toEqual([theBind])
  })

  it('is tried on a backup host when the first host is dead', async () => {
    const world = fakeWorld({
      'dc1.corp.example': { name: { kind: 'failed', code: 'not-found', text: 'ENOTFOUND' } },
      'dc2.corp.example': { bind: () => fail(wrongPassword) }
    })

    const report = await check(world, { backupHosts: ['dc2.corp.example', 'dc3.corp.example'] })

    expect(world.binds).toEqual([`dc2.corp.example svc-files@corp.example ${password}`])
    expect(outcomeOf(report, 'backup-2/ldap.bind-accepted')).toMatchObject({ status: 'blocked', by: 'backup-1/ldap.bind-accepted' })
  })

  it('signs in once on every host when it is right', async () => {
    const world = fakeWorld({})

    await check(world, { backupHosts: ['dc2.corp.example'] })

    expect(world.binds).toEqual([theBind, `dc2.corp.example svc-files@corp.example ${password}`])
  })

  it('is not sent in clear unless that is allowed', async () => {
    const world = fakeWorld({})

    const report = await check(world, { security: 'none', port: 389, backupHosts: ['dc2.corp.example'] })

    expect(world.binds).toEqual([])
    expect(outcomeOf(report, 'ldap.bind-accepted')).toMatchObject({ status: 'fail', problem: { code: 'ldap.bind.cleartext-not-allowed' } })
  })

  it('is sent in clear when that is allowed', async () => {
    const world = fakeWorld({})

    await check(world, { security: 'none', port: 389, allowCleartext: true })

    expect(world.binds).toEqual([theBind])
  })

  it('is not sent when it is empty: a server may take that for a guest and say yes', async () => {
    const world = fakeWorld({})

    const { report } = await run(world, { settings: { ...worldSettings, backupHosts: ['dc2.corp.example'] }, password: new Secret('') })

    expect(world.binds).toEqual([])
    expect(outcomeOf(report, 'ldap.bind-accepted')).toMatchObject({ status: 'fail', problem: { code: 'ldap.bind.empty-password' } })
  })

  it.each([
    ['that names another server', tlsFor('other.example')],
    [
      'that this computer does not trust',
      { ...openedTls, trustedHere: { kind: 'not-trusted', list: 'list', code: 'SELF_SIGNED_CERT_IN_CHAIN', text: 'self-signed' } } as const
    ]
  ])('is not sent to any host, by any rung, on a certificate %s', async (_what, tls) => {
    const world = fakeWorld({ 'dc1.corp.example': { tls }, 'dc2.corp.example': { tls } })

    const report = await check(world, { backupHosts: ['dc2.corp.example'] })

    expect(world.binds).toEqual([])
    expect(world.opened.filter((each) => each.startsWith('verified'))).toEqual([])
    expect(outcomeOf(report, 'ldap.bind-accepted')?.status).toBe('blocked')
  })

  it('goes over verified connections only', async () => {
    const world = fakeWorld({})

    await check(world)

    expect(world.opened).toEqual(['unverified dc1.corp.example', 'verified dc1.corp.example'])
  })
})

describe('a real person’s password', () => {
  const ada = { username: 'ada', password: new Secret('Ada-Secret-1') }

  it('is tried once, by the name of the entry', async () => {
    const world = fakeWorld({})

    const { report } = await run(world, { settings: worldSettings, password: new Secret(password), person: ada })

    expect(world.binds).toEqual([theBind, `dc1.corp.example CN=ada,${domain} Ada-Secret-1`])
    expect(outcomeOf(report, 'ldap.person-password-accepted')?.status).toBe('pass')
    expect(world.openSessions()).toBe(0)
  })

  it('is not sent when one more wrong try would lock the account', async () => {
    const world = fakeWorld({ 'dc1.corp.example': { people: [person('ada', { badPwdCount: '4' }), person('bob')] } })

    const { report } = await run(world, { settings: worldSettings, password: new Secret(password), person: ada })

    expect(world.binds).toEqual([theBind])
    expect(outcomeOf(report, 'ldap.person-password-accepted')).toEqual({
      status: 'skip',
      because: 'Not tried: one more wrong password would lock this account (the limit is 5).'
    })
  })

  it('is tried with two tries left, and tells how many are left afterwards', async () => {
    const people = [person('ada', { badPwdCount: '3' }), person('bob')]
    const world = fakeWorld({
      'dc1.corp.example': { people, bind: (name) => (name.startsWith('CN=ada') ? fail(wrongPassword) : succeed({})) }
    })

    const { report } = await run(world, { settings: worldSettings, password: new Secret(password), person: ada })

    expect(world.binds).toHaveLength(2)
    expect(outcomeOf(report, 'ldap.person-password-accepted')).toMatchObject({
      status: 'fail',
      problem: {
        code: 'ldap.bind.wrong-name-or-password',
        evidence: [{}, {}, { label: 'Tries left before the account locks', value: '2' }, {}, {}, {}]
      }
    })
  })

  it.each([
    ['nobody has the user name', 'zoe', [person('ada')], 'ldap.person.not-found'],
    ['two people have it', 'ada', [person('ada'), person('ada')], 'ldap.person.ambiguous']
  ])('is not sent when %s', async (_what, username, people, code) => {
    const world = fakeWorld({ 'dc1.corp.example': { people } })

    const { report } = await run(world, { settings: worldSettings, password: new Secret(password), person: { ...ada, username } })

    expect(world.binds).toEqual([theBind])
    expect(outcomeOf(report, 'ldap.person-explained')).toMatchObject({ problem: { code } })
    expect(outcomeOf(report, 'ldap.person-password-accepted')?.status).toBe('blocked')
  })

  it('is not sent when it is empty', async () => {
    const world = fakeWorld({})

    await run(world, { settings: worldSettings, password: new Secret(password), person: { username: 'ada', password: new Secret('') } })

    expect(world.binds).toEqual([theBind])
  })

  it('is not sent when the service account cannot sign in', async () => {
    const world = fakeWorld({ 'dc1.corp.example': { bind: () => fail(wrongPassword) } })

    await run(world, { settings: worldSettings, password: new Secret(password), person: ada })

    expect(world.binds).toEqual([theBind])
  })
})

describe('what goes wrong inside', () => {
  it('becomes crash rows, and the report comes all the same', async () => {
    const { ports } = fakeWorld({})
    const broken = { ...ports, network: { ...ports.network, resolve: () => Promise.reject(new TypeError('x is undefined')) } }

    const { report } = await runWith(broken, { settings: worldSettings, password: new Secret(password) })

    expect(outcomeOf(report, 'ldap.name-resolves')?.status).toBe('crash')
    expect(outcomeOf(report, 'ldap.reachable-from-files-com')).toMatchObject({ status: 'blocked', by: 'ldap.name-resolves' })
  })

  it('is told as a crash also when the root entry breaks us', async () => {
    const world = fakeWorld({ 'dc1.corp.example': { session: { read: () => Promise.reject(new TypeError('x is undefined')) } } })

    const report = await check(world)

    expect(outcomeOf(report, 'ldap.root-dse-answers')?.status).toBe('crash')
    expect(world.openSessions()).toBe(0)
  })
})

describe('cancelling', () => {
  it.each(['read', 'bind', 'whoAmI', 'search'])('closes every connection when it comes during %s', async (what) => {
    const controller = new AbortController()
    const world = fakeWorld({ 'dc1.corp.example': { onAsked: (asked) => (asked === what ? controller.abort() : undefined) } })

    await expect(check(world, {}, controller.signal)).rejects.toBeInstanceOf(Cancelled)

    expect(world.openSessions()).toBe(0)
    expect(world.opened.length).toBeGreaterThan(0)
  })

  it('opens nothing when it comes before the first rung', async () => {
    const controller = new AbortController()
    controller.abort()
    const world = fakeWorld({})

    await expect(check(world, {}, controller.signal)).rejects.toBeInstanceOf(Cancelled)

    expect([world.opened, world.binds]).toEqual([[], []])
  })

  it('closes every connection when nobody listens any more', async () => {
    const world = fakeWorld({})
    const events = checkDirectory(world.ports, { settings: worldSettings, password: new Secret(password) }, neverCancelled)
    for await (const event of events) if (event.type === 'finished' && event.result.id === 'ldap.bind-accepted') break

    expect(world.openSessions()).toBe(0)
    expect(world.opened.length).toBe(2)
  })
})

describe('what is read', () => {
  it('is read once, however many rungs judge it', async () => {
    const filters: string[] = []
    const people = [person('ada')]
    const world = fakeWorld({
      'dc1.corp.example': {
        session: {
          search: async (request) => {
            filters.push(request.filter)
            return searchAnswer(request.filter === '(objectClass=group)' ? [] : people)(request)
          }
        }
      }
    })

    await check(world)

    expect(filters.filter((filter) => filter === '(sAMAccountType=805306368)')).toHaveLength(1)
    expect(filters.filter((filter) => filter === '(objectClass=group)')).toHaveLength(1)
  })

  it('is suggested from: the base that the server names', async () => {
    const report = await check(fakeWorld({}), { baseDn: 'DC=other,DC=example' })

    expect(report.suggestions.map(({ field, value }) => `${field} ${value}`)).toEqual([`baseDn ${domain}`, 'serverType active-directory'])
  })
})

async function check(
  world: FakeWorld,
  settings: Partial<DirectorySettings> = {},
  signal: CancelSignal = neverCancelled
): Promise<CheckReport> {
  return (await run(world, { settings: { ...worldSettings, ...settings }, password: new Secret(password) }, signal)).report
}

function run(world: FakeWorld, input: DirectoryCheckInput, signal: CancelSignal = neverCancelled) {
  return runWith(world.ports, input, signal)
}

async function runWith(
  ports: FakeWorld['ports'],
  input: DirectoryCheckInput,
  signal: CancelSignal = neverCancelled
): Promise<{ events: CheckEvent[]; report: CheckReport }> {
  const ladder = checkDirectory(ports, input, signal)
  const events: CheckEvent[] = []
  for (;;) {
    const step = await ladder.next()
    if (step.done === true) return { events, report: step.value }
    events.push(step.value)
  }
}

function outcomeOf(report: CheckReport, id: string) {
  return report.results.find((result) => result.id === id)?.outcome
}

/** Rungs that are not green, except what never is. */
function troubles(report: CheckReport): readonly string[] {
  return report.results
    .filter(
      ({ outcome }) => outcome.status === 'fail' || outcome.status === 'warn' || outcome.status === 'crash' || outcome.status === 'blocked'
    )
    .map(({ id, outcome }) => `${outcome.status} ${id}`)
}
