import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeEach(async () => {
  world = await startApplyWorld({ strategyWrites: 'refused' })
  world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: { enabled: false } } })
})
afterEach(() => world[Symbol.asyncDispose]())

const users = [
  { username: 'petra.plain', authenticationMethod: 'sso', ssoStrategyId: 101, clear2fa: false, newUsername: undefined, newEmail: undefined }
]
const source = () => ({ kind: 'profile', profile: world.profile({ strategies: [{ id: 101, fields: { enabled: true } }], users }) }) as const

describe('a person who goes to a provider that has to be switched on by hand', () => {
  it.each([
    ['as the plan says', 'refused'],
    ['as turns out when the switch is sent', 'accepted']
  ] as const)('is not moved before it is on, %s, because nobody could sign in there', async (_, answer) => {
    const memory = { ...world.memory, strategyWrites: { answer, at: '2026-11-21T10:00:00.000Z' } }

    const end = await world.apply(source(), { memory })

    expect(receiptIn(end).changes).toMatchObject([
      { change: { id: 'sso-strategy:101' }, state: 'waiting' },
      { change: { id: 'user:5' }, state: 'not-done', problem: { code: 'apply.provider-by-hand' } }
    ])
    expect(world.writes('PATCH', '/users/5')).toBe(0)
    // and the journal knows the reason, and what is still to be entered
    const runs = await world.ports.journal.runs()
    expect(runs.ok && runs.value[0]?.records.slice(-2)).toMatchObject([
      { type: 'read-back', changeId: 'user:5', problem: { code: 'apply.provider-by-hand' } },
      { type: 'run-ended', outcome: 'stopped' }
    ])
    expect(end.kind === 'ran' && end.run.handOffs.map(({ changeId }) => changeId)).toEqual(['sso-strategy:101'])
  })

  it('is moved by the next plan, once it is on', async () => {
    await world.apply(source())
    world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: { enabled: true } } })

    expect(receiptIn(await world.apply(source())).outcome).toBe('proved')
    expect(world.practice.state.users.get(5)?.authentication_method).toBe('sso')
  })

  it('is moved at once where something else of the provider is entered by hand', async () => {
    world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: { enabled: true } } })
    const profile = world.profile({ strategies: [{ id: 101, fields: { provision_company: 'Harbour' } }], users })

    expect(receiptIn(await world.apply({ kind: 'profile', profile })).changes.map(({ state }) => state)).toEqual(['waiting', 'done'])
  })
})
