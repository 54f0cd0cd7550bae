import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import type { UserFacts } from '../../../src-main/core/service/service-facts.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type DeskWorld, readSeen, readView, startDeskWorld } from './desk-world.ts'

let world: DeskWorld
beforeAll(async () => (world = await startDeskWorld({ slapd: { ldif: people(40), readerSizeLimit: 25 }, practice: { userCount: 1200 } })))
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.practice.faults.clear())

describe('a reading that broke off', () => {
  it('on the side of the directory is incomplete, says so first, and is never safe', async () => {
    const view = await readView(oneByOne(), world.request())

    expect(view.reading.end).toMatchObject({ kind: 'cut', where: 'people', because: expect.stringContaining('ended early') as unknown })
    expect(view.summary.people).toBeGreaterThan(0)
    expectIncomplete(view, 'plan.safety.read-incomplete')
  })

  it('on the side of the site is incomplete as well, with the users that were read', async () => {
    world.practice.faults.add({ kind: 'html-page', page: 'proxy', path: '/users', skip: 1, times: Infinity })
    const view = await readView(world.desk, wholeDirectory())

    expect(view.reading.end.kind).toBe('complete')
    expect(view.siteReading).toMatchObject({
      isComplete: false,
      cutBecause: expect.stringMatching(/^their list broke off after 1,000: /) as unknown
    })
    expect(view.summary.users).toBe(1000)
    expectIncomplete(view, 'plan.safety.users-incomplete')
  })

  it('is incomplete when the site names somebody twice: its list changed while it was read, and others may be missing', async () => {
    const { reader } = world
    async function* shifted(...given: Parameters<typeof reader.users>): ReturnType<typeof reader.users> {
      const pages = reader.users(...given)
      let last: UserFacts | undefined
      for (;;) {
        const page = await pages.next()
        if (page.done === true) return page.value
        yield last === undefined ? page.value : [last, ...page.value]
        last = page.value.at(-1)
      }
    }
    const desk = world.newDesk({ readerOf: () => ({ ...reader, users: shifted }) })
    const whole = await readView(world.desk, wholeDirectory())
    const view = await readView(desk, wholeDirectory())

    expect(view.siteReading).toMatchObject({
      isComplete: false,
      cutBecause: 'their list changed while it was read: it named 1 user twice, so others may be missing'
    })
    expect(view.summary.users).toBe(whole.summary.users)
    expectIncomplete(view, 'plan.safety.users-incomplete')
  })

  it('while the names of groups were read is incomplete too: memberships would look different', async () => {
    world.practice.faults.add({ kind: 'html-page', page: 'proxy', path: '/groups', times: Infinity })
    const view = await readView(world.desk, wholeDirectory())

    expect(view.siteReading).toMatchObject({
      isComplete: false,
      cutBecause: expect.stringMatching(/^not all names of their groups /) as unknown
    })
    expectIncomplete(view, 'plan.safety.users-incomplete')
  })

  it('is kept, and is not what the next one is measured against', async () => {
    const desk = oneByOne()
    const first = await readView(desk, world.request({ keepAs: 'broken.example' }))
    expect(await desk.kept(first.previewId)).toEqual({ ok: true, value: null })
    const runs = await desk.runs('broken.example')
    const second = await readView(desk, world.request({ keepAs: 'broken.example' }))

    expect(runs.ok && runs.value.map(({ runId, summary }) => [runId, summary.isComplete])).toEqual([[first.runId, false]])
    expect(second.earlier).toBeUndefined()
  })
})

describe('nothing read at all', () => {
  it.each([
    ['a wrong password', { password: 'wrong' }, 'ldap.bind.wrong-name-or-password'],
    ['no password', { password: '' }, 'ldap.bind.empty-password'],
    ['nothing that listens', { settings: { port: 1 } }, 'ldap.tcp.refused'],
    ['no TLS where it is wanted', { settings: { security: 'ldaps' } }, 'ldap.tls.failed'],
    ['cleartext that was not allowed', { settings: { allowCleartext: false } }, 'ldap.bind.cleartext-not-allowed'],
    ['no account', { settings: { username: '' } }, 'app.invalid-input'],
    ['a base that does not exist', { settings: { baseDn: 'ou=gone,dc=corp,dc=example,dc=test' } }, 'ldap.base.missing'],
    ['a base that is no name', { settings: { baseDn: 'people/corp' } }, 'ldap.base.syntax']
  ] as const)('because of %s is a problem', async (_, { password, settings }: { password?: string; settings?: object }, code) => {
    const people = {
      kind: 'live',
      settings: world.settings(settings),
      password: new Secret(password ?? world.slapd.readerPassword)
    } as const
    const { result, progress } = await readSeen(world.desk, world.request({ people }))

    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(progress.every(({ firstPeople }) => firstPeople === undefined)).toBe(true)
  })

  it.each([
    ['refuses the key', { kind: 'answer-with', type: 'not-authorized/insufficient-permission-for-site', status: 403 }],
    ['answers with a page', { kind: 'html-page', page: 'captive-portal' }],
    ['hangs', { kind: 'hang' }]
  ] as const)('when the site %s, and the directory is not read to the end for nothing', async (_, fault) => {
    world.practice.faults.add({ ...fault, path: '/users', times: Infinity })
    const services = await readSeen(world.desk, world.request())

    expect(services.result.ok).toBe(false)
    expect(!services.result.ok && services.result.error.code).toMatch(/^service\./)
  })

  it('when nobody is connected to the site', async () => {
    const { result } = await readSeen(world.desk, world.request({ users: { kind: 'site', site: 'other.example' } }))

    expect(result).toMatchObject({ ok: false, error: { code: 'service.site.not-connected' } })
  })

  it('goes on with a backup host, and names the first one when that fails too', async () => {
    const dead = { host: 'localhost', port: 1, backupHosts: ['127.0.0.1'] }
    const people = { kind: 'live', settings: world.settings(dead), password: new Secret('x') } as const
    const { result } = await readSeen(world.desk, world.request({ people }))

    expect(result).toMatchObject({ ok: false, error: { code: 'ldap.tcp.refused', cause: expect.stringContaining('127.0.0.1') as unknown } })
    expect(!result.ok && result.error.evidence).toContainEqual({
      label: 'Before that, localhost',
      value: expect.stringContaining('refused') as unknown
    })
  })
})

function expectIncomplete(view: PreviewView, code: string): void {
  expect(view.summary.isComplete).toBe(false)
  expect(view.headline).toMatch(/^Incomplete, /)
  const { safety } = view.summary
  expect(safety.kind).toBe('unsafe')
  expect(safety.kind === 'unsafe' && safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])).toContainEqual([
    code,
    false
  ])
}

/** Each of several searches for a part of the people could end before the limit. */
function oneByOne() {
  return world.newDesk({ connections: 1 })
}

/** The administrator has no size limit. */
function wholeDirectory() {
  const settings = world.settings({ username: world.slapd.rootDn })
  return world.request({ people: { kind: 'live', settings, password: new Secret(world.slapd.rootPassword) } })
}

function people(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `dn: uid=u${String(index)},ou=people,dc=corp,dc=example,dc=test\nobjectClass: inetOrgPerson\nuid: u${String(index)}\ncn: U\nsn: U\n`
  ).join('\n')
}
