import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { applied, applyRequest, type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeAll(async () => (world = await startApplyWorld({ strategyWrites: 'accepted' })))
afterAll(() => world[Symbol.asyncDispose]())

const wanted = {
  siteLdap: { ldap_host: 'dc1.practice.example', ldap_port: 636, ldap_secure: true, ldap_password: 'set' },
  strategies: [{ id: 101, fields: { provision_company: 'Harbour' } }],
  users: [
    {
      username: 'Petra.Plain',
      authenticationMethod: 'sso',
      ssoStrategyId: 101,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
  ]
} as const

describe('a plan that is applied', () => {
  it('is carried out in order, read back field by field, and only then called proved', async () => {
    const source = { kind: 'profile', profile: world.profile(wanted) } as const
    const end = await world.apply(source, { ldapPassword: new Secret('Harbour-Reader-1!'), leaveRecord: true })

    const receipt = receiptIn(end)
    expect(receipt.outcome).toBe('proved')
    expect(receipt.changeRecord).toBe('left')
    expect(
      receipt.changes.map(({ change, state, readBack }) => [change.id, state, readBack.map((field) => `${field.field} ${field.state}`)])
    ).toEqual([
      ['site-ldap', 'done', ['ldap_host verified', 'ldap_port verified', 'ldap_secure verified', 'ldap_password accepted-not-readable']],
      ['sso-strategy:101', 'done', ['provision_company verified']],
      ['user:5', 'done', ['authentication_method verified', 'sso_strategy_id verified']]
    ])
    expect(world.practice.state.site.ldap_host).toBe('dc1.practice.example')
    expect(world.practice.state.ldapPasswords.get('site')).toBe('Harbour-Reader-1!')
    expect(world.practice.state.users.get(5)?.authentication_method).toBe('sso')
    expect(world.practice.state.externalEvents.at(-1)).toMatchObject({ status: 'success' })
  })

  it('tells each step as it happens, and does nothing when there is nothing left', async () => {
    const source = { kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: 'dc2.practice.example' } }) } as const
    const made = await world.plan(source)
    if (!made.ok) throw new TypeError(made.error.cause)

    const { events } = await applied(world.ports, applyRequest(world, source, { digest: made.value.plan.digest }), neverCancelled)

    expect(events.map((event) => ('changeId' in event ? `${event.type} ${event.changeId}` : event.type))).toEqual([
      'planned-again',
      'sending site-ldap',
      'reading-back site-ldap',
      'finished'
    ])
    expect(await world.apply(source)).toMatchObject({ kind: 'stopped', problem: { code: 'plan.nothing-to-apply' } })
  })

  it('is handed to a person where the site was found to take no such writes, without a try', async () => {
    const memory = { ...world.memory, strategyWrites: { answer: 'refused', at: '2026-11-21T10:00:00.000Z' } } as const
    const strategies = [{ id: 101, fields: { provision_company: 'Freight', ldap_password: 'set' } }]
    const before = world.writes('PATCH', '/sso_strategies/101')

    const end = await world.apply({ kind: 'profile', profile: world.profile({ strategies }) }, { memory, leaveRecord: true })

    expect(receiptIn(end)).toMatchObject({ outcome: 'handed-off', changeRecord: undefined, changes: [{ state: 'waiting' }] })
    expect(world.writes('PATCH', '/sso_strategies/101')).toBe(before)
  })
})
