import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { RunView } from '../../../src-main/core/journal/run-view.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted' })))
afterEach(() => world[Symbol.asyncDispose]())

const HOST = 'dc1.practice.example'
const source = () => ({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: HOST } }) }) as const

async function checked(runId: string): Promise<RunView> {
  const requests = world.practice.requests.length
  const view = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)
  if (!view.ok) throw new TypeError(view.error.cause)
  expect(world.practice.requests.slice(requests).every(({ method }) => method === 'GET')).toBe(true)
  expectTruth(view.value.changes, world.practice.state)
  return view.value
}

describe('checking a run looks again', () => {
  it('at a change that was taken and showed the old values for longer than we waited', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'drop-field', field: 'ldap_host' })
    const { runId, outcome } = receiptIn(await world.apply(source()))
    expect([outcome, (await checked(runId)).outcome]).toEqual(['differs', 'differs'])

    world.practice.changeAsSecondAdministrator({ site: { ldap_host: HOST } })

    expect(await checked(runId)).toMatchObject({ outcome: 'proved', canUndo: true })
  })

  it('at a change whose connection broke, which the service went on with all the same', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'fail-before', how: 'reset' })
    const { runId, outcome } = receiptIn(await world.apply(source()))
    expect(outcome).toBe('stopped')

    world.practice.changeAsSecondAdministrator({ site: { ldap_host: HOST } })

    expect(await checked(runId)).toMatchObject({ outcome: 'proved', canUndo: true })
  })

  it('at a change of which a part was missing', async () => {
    const both = { kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: HOST, ldap_port: 636 } }) } as const
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'drop-field', field: 'ldap_host' })
    const { runId, changes } = receiptIn(await world.apply(both))
    expect(changes[0]?.state).toBe('partly')

    world.practice.changeAsSecondAdministrator({ site: { ldap_host: HOST } })

    expect((await checked(runId)).outcome).toBe('proved')
  })

  it('but not at what the service refused or what was never sent: somebody else made it so', async () => {
    const two = {
      kind: 'profile',
      profile: world.profile({ siteLdap: { ldap_host: HOST }, strategies: [{ id: 101, fields: { provision_company: 'Harbour' } }] })
    } as const
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'answer-with', type: 'processing-failure/model-save-error' })
    const { runId } = receiptIn(await world.apply(two))

    world.practice.changeAsSecondAdministrator({
      site: { ldap_host: HOST },
      strategy: { id: 101, fields: { provision_company: 'Harbour' } }
    })
    const view = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)

    expect(view.ok && view.value.changes.map(({ state }) => state)).toEqual(['not-done', 'not-done'])
    expect(view.ok && view.value.canUndo).toBe(false)
  })

  it('and says when what waits for a person is not on the site any more', async () => {
    const memory = { ...world.memory, strategyWrites: { answer: 'refused', at: '2026-11-21T10:00:00.000Z' } } as const
    const strategies = [{ id: 101, fields: { provision_company: 'Harbour' } }]
    const { runId } = receiptIn(await world.apply({ kind: 'profile', profile: world.profile({ strategies }) }, { memory }))

    world.practice.state.strategies.delete(101)

    expect(await checked(runId)).toMatchObject({
      changes: [
        { state: 'waiting', problem: { code: 'service.record.not-found', cause: expect.stringContaining('Practice Entra ID') as string } }
      ]
    })
  })
})
