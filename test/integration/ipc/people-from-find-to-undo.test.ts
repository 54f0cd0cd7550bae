import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** People found, moved to single sign-on and brought back: what the window does, operation by operation, through the guarded door. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let service: PracticeService
let door: OpenDoor
let site: string
beforeEach(async () => {
  folder = await temporaryFolder()
  service = await startPracticeService()
  door = openDoor(folder.path)
  const key = { kind: 'typed' as const, value: service.keys.siteAdmin }
  site = value(await door.invoke('site.connect', { address: service.origin, key, keepKey: false, probeWrites: false })).site
})
afterEach(async () => {
  await service.close()
  await folder[Symbol.asyncDispose]()
})

function renameFifty(start: string) {
  const users = [...service.state.users.values()].slice(-50)
  for (const user of users) user.username = `${start}${String(user.id)}`
  const last = users.at(-1)
  if (last === undefined) throw new TypeError('The practice site has no users')
  return last
}

const finding = async (text: string) => value(await door.invoke('users.find', { site, text }))

describe('finding users', () => {
  it('tells how they sign in, and who keeps the front door open', async () => {
    const [alice, ...others] = (await finding('alice.admin')).users
    const [bob] = (await finding('bob.admin')).users

    expect(others).toEqual([])
    expect(alice).toEqual({
      username: 'alice.admin',
      name: 'Alice Admin',
      method: 'Password',
      provider: undefined,
      isDisabled: false,
      isAdministrator: true,
      isBreakGlass: true
    })
    expect(bob).toMatchObject({ method: 'Single sign-on', provider: 'Practice Entra ID', isAdministrator: true, isBreakGlass: false })
  })

  it('answers twenty at most, says that there are more, and reads no more than that', async () => {
    renameFifty('a')
    const before = service.requests.length

    const { users, hasMore } = await finding('a')

    expect([users.length, hasMore]).toEqual([20, true])
    expect(users.map(({ username }) => username)).toEqual([...users.map(({ username }) => username)].sort())
    expect(new Set(service.requests.slice(before).map(({ method }) => method))).toEqual(new Set(['GET']))
    for (const { query } of service.requests.slice(before)) expect(query).toContain('per_page=21')
  })

  it('has whoever is called exactly so first, however many others begin alike', async () => {
    // given fifty, and the one that is meant comes last in the site's own order
    const last = renameFifty('zz')
    last.username = 'zz'

    const { users, hasMore } = await finding('ZZ')

    expect([users[0]?.username, users.length, hasMore]).toEqual(['zz', 20, true])
  })

  it('finds a name that was typed in capitals, and nobody for a blank one', async () => {
    expect((await finding(' Petra.P')).users.map(({ username }) => username)).toEqual(['petra.plain'])
    expect(await finding('  ')).toEqual({ users: [], hasMore: false })
    expect(await finding('nobody.at.all')).toEqual({ users: [], hasMore: false })
  })

  it('says why it could not look', async () => {
    service.faults.add({ method: 'GET', path: '/users', kind: 'answer-with', type: 'not-authorized/site-admin-required', times: Infinity })

    expect(await door.invoke('users.find', { site, text: 'a' })).toMatchObject({
      ok: false,
      error: { kind: 'problem', problem: { code: 'service.key.not-site-admin' } }
    })
  })

  it('is refused for a text without end', async () => {
    const reply = await door.invoke('users.find', { site, text: 'a'.repeat(201) })

    expect(reply).toMatchObject({ ok: false, error: { kind: 'problem', problem: { code: 'app.invalid-input' } } })
  })
})

it('moves one person to single sign-on, proves it, undoes it, and says what the settings still want', async () => {
  const petra = () => [...service.state.users.values()].find(({ username }) => username === 'petra.plain')
  const before = { ...petra() }
  const profile: OperationInput<'profile.save'>['profile'] = {
    schemaVersion: 2,
    name: 'Practice',
    site: service.origin,
    users: [{ username: 'Petra.Plain', authenticationMethod: 'sso', ssoStrategyId: 101, clear2fa: false }]
  }
  value(await door.invoke('profile.save', { site, profile }))

  // when it is planned and applied
  const applied = await applying({ kind: 'profile' })
  expect(applied.planned.plan.changes).toMatchObject([
    {
      title: 'User petra.plain',
      fields: [
        { field: 'authentication_method', before: 'password', after: 'sso' },
        { field: 'sso_strategy_id', after: 101 }
      ]
    }
  ])
  expect(applied.planned.plan.notes.join('\n')).not.toContain('still wants')
  expect(applied.run.outcome).toBe('proved')

  // then the site and the search agree
  expect(petra()).toMatchObject({ authentication_method: 'sso', sso_strategy_id: 101 })
  expect((await finding('petra')).users).toMatchObject([{ method: 'Single sign-on', provider: 'Practice Entra ID' }])

  // and the undo brings the password back, and warns of the next plan
  const undone = await applying({ kind: 'undo', runId: applied.run.runId })
  expect(undone.planned.plan.notes.filter((note) => note.includes('still wants'))).toEqual([
    'User petra.plain: the profile still wants another value of “Authentication method”, “Single sign-on provider” than this undo brings back. Its next plan sets that again: correct the profile if the undo shall last.'
  ])
  expect(undone.run.outcome).toBe('proved')
  expect(petra()).toEqual(before)
})

async function applying(source: OperationInput<'plan.make'>['source']) {
  const planned = value(await door.invoke('plan.make', { site, source, ldapPassword: '', keepPassword: false }))
  const { digest } = planned.plan
  const answer = value(await door.invoke('plan.apply', { site, source, digest, ldapPassword: '', approval: '', leaveRecord: false }))
  if (answer.kind !== 'ran') throw new Error(JSON.stringify(answer.problem))
  return { planned, run: answer.run }
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error, undefined, 2))
  return reply.value
}
