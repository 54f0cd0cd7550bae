import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../src-main/contract/operations.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Which method suits, who would be cut off, and groups that a sign-in has made: through the guarded door, against the practice site. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let service: PracticeService
let door: OpenDoor
let site: string
beforeEach(async () => {
  folder = await temporaryFolder()
  service = await startPracticeService({ strategies: 'azure-saml-and-oauth' })
  door = openDoor(folder.path)
  const key = { kind: 'typed' as const, value: service.keys.siteAdmin }
  site = value(await door.invoke('site.connect', { address: service.origin, key, keepKey: false, probeWrites: false })).site
})
afterEach(async () => {
  await service.close()
  await folder[Symbol.asyncDispose]()
})

const requestsSince = (before: number): readonly string[] => service.requests.slice(before).map(({ method, path }) => `${method} ${path}`)

describe('advice', () => {
  it('is given without a site, and the comparison at any time', async () => {
    const advice = value(await door.invoke('adviser.advise', { site: '', answers: { 'mail-upn': 'by-mail' }, identityId: '' }))
    const tables = value(await door.invoke('adviser.table', {}))

    expect([advice.signIn.method, advice.provisioning.method, advice.facts]).toEqual(['saml', 'ldap', []])
    expect(tables.map(({ title }) => title)).toEqual(['Ways to sign in', 'Ways to make accounts', 'Moving from LDAP to Entra ID'])
  })

  it('reads the site once, however often the answers change; the same answers again read it again', async () => {
    const ask = async (answers: Readonly<Record<string, string>>) => {
      const before = service.requests.length
      const advice = value(await door.invoke('adviser.advise', { site, answers, identityId: '' }))
      return { advice, asked: requestsSince(before) }
    }

    const first = await ask({})
    const second = await ask({ licence: 'no' })
    const third = await ask({ licence: 'no' })

    expect(new Set(first.asked.map((request) => request.split(' ')[0]))).toEqual(new Set(['GET']))
    expect(first.asked.filter((request) => request.endsWith('/users'))).toHaveLength(1)
    expect(first.advice.facts.find(({ id }) => id === 'providers')?.text).toBe('2 Entra ID providers are set up.')
    expect(second.asked).toEqual([])
    expect(second.advice.provisioning.method).toBe('ldap')
    expect(third.asked).toEqual(first.asked)
  })

  it('says what could not be read', async () => {
    service.faults.add({ kind: 'answer-with', path: '/groups', status: 403, type: 'not-authorized/site-admin-required', times: Infinity })

    const { notRead, facts } = value(await door.invoke('adviser.advise', { site, answers: {}, identityId: '' }))

    expect(notRead).toEqual([expect.stringMatching(/^The groups could not be read to the end \(.+\)\.$/)])
    expect(facts.map(({ id }) => id)).not.toContain('groups-by-id')
  })
})

describe('just-in-time provisioning', () => {
  it('is read with what came of it', async () => {
    const oauth = service.state.strategies.get(102)
    if (oauth === undefined) throw new TypeError('The practice site has no provider 102')
    Object.assign(oauth, { provision_users: true, provision_groups: true, provision_time_zone: 'Lima' })

    const view = value(await door.invoke('jit.read', { site, strategyId: 102 }))

    expect(view).toMatchObject({ strategyId: 102, isOn: true, cutBecause: undefined })
    expect(view.rows).toContainEqual({ label: 'Time zone', value: 'Lima' })
    expect(view.problems.map(({ code }) => code)).toEqual([
      'jit.access.everybody-assigned',
      'jit.leavers.stay',
      'jit.groups.will-be-ids',
      'jit.groups.named-by-id'
    ])
    expect(view.groupsNamedById.map(({ id, members }) => [id, members > 0])).toEqual([[4, true]])
  })

  it('is none of a provider with SCIM', async () => {
    expect(value(await door.invoke('jit.read', { site, strategyId: 101 }))).toMatchObject({ isOn: false })
  })

  it('says when there is no such provider', async () => {
    expect(await door.invoke('jit.read', { site, strategyId: 999 })).toMatchObject({ ok: false })
  })
})

describe('names for groups', () => {
  const csv = (text: string) => ({ site, name: 'groups.csv', bytes: new TextEncoder().encode(text) })

  it('come from a file, and what cannot be renamed says why', async () => {
    const [id] = [...service.state.groups.values()].filter(({ name }) => name.includes('-')).map(({ name }) => name)
    const second = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    service.state.groups.set(50, { id: 50, name: second, notes: null })

    const mapping = value(await door.invoke('groups.map', csv(`displayName;id\nEngineering;${String(id)}\nFinance;${second}\nX;other\n`)))

    expect(mapping.groups).toEqual([{ id: 4, name: id, newName: 'Engineering' }])
    expect(mapping.rows.map(({ groupId, problem }) => [groupId, problem?.code])).toEqual([
      [4, undefined],
      [50, 'jit.mapping.name-taken']
    ])
    expect(mapping.unused).toBe(1)
  })

  it.each([
    ['a file that is no table', '', 'jit.mapping.unreadable'],
    ['a table without the columns', 'a,b\n1,2\n', 'jit.mapping.columns-missing']
  ])('are not taken from %s', async (_what, text, code) => {
    expect(await door.invoke('groups.map', csv(text))).toMatchObject({ ok: false, error: { kind: 'problem', problem: { code } } })
  })

  it('are not planned from a list of groups that was cut', async () => {
    service.faults.add({ kind: 'answer-with', path: '/groups', status: 403, type: 'not-authorized/site-admin-required', times: Infinity })

    expect(await door.invoke('groups.map', csv('id,name\n'))).toMatchObject({
      ok: false,
      error: { kind: 'problem', problem: { code: 'plan.read-incomplete' } }
    })
  })
})

describe('who would be cut off', () => {
  it('is counted from what people used lately', async () => {
    const answer = value(await door.invoke('oauth.affected', { site, days: 90 }))

    expect(answer.total).toBeGreaterThan(0)
    expect(Object.values(answer.verdicts).reduce((sum, count) => sum + count, 0)).toBe(answer.total)
    for (const verdict of ['needs-ssh-key', 'needs-api-key', 'no-way', 'safe'] as const) expect(answer.verdicts[verdict]).toBeGreaterThan(0)
  })
})

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}
