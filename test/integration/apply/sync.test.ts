import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSync, type SyncRequest } from '../../../src-main/app/operations/start-sync.ts'
import { type CancelSignal, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import type { SyncEvent, SyncResult } from '../../../src-main/core/plan/apply-event.ts'
import { type Result, succeed } from '../../../src-main/core/result.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'

let directory: PracticeDirectory
let world: ApplyWorld
beforeEach(async () => {
  directory = await startPracticeDirectory()
  world = await startApplyWorld({ caPem: directory.caPem, ldapTimeoutMs: 5000 })
})
afterEach(async () => {
  await world[Symbol.asyncDispose]()
  await directory.close()
})

function switchOn(changes: Record<string, string | number | boolean> = {}): void {
  const fields = {
    ldap_provisioning_enabled: true,
    ldap_type: 'active_directory',
    ldap_host: 'localhost',
    ldap_port: directory.ldapsPort,
    ldap_secure: true,
    ldap_base_dn: directory.baseDn,
    ldap_username: directory.username,
    ldap_username_field: directory.usernameField,
    ldap_domain: directory.domain,
    ldap_password_change: directory.password,
    ...changes
  }
  world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields } })
}

async function syncing(
  more: Partial<SyncRequest> = {},
  signal: CancelSignal = neverCancelled,
  onEvent: (event: SyncEvent) => unknown = () => undefined
): Promise<{ readonly result: Result<SyncResult, Problem>; readonly events: readonly SyncEvent[] }> {
  const events: SyncEvent[] = []
  const steps = startSync(world.ports, { service: world.service, strategyId: 101, follow: true, pollMs: 500, ...more }, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return { result: step.value, events }
    events.push(step.value)
    await onEvent(step.value)
  }
}

const orders = () => world.writes('POST', '/sso_strategies/101/sync')

describe('a sync that is followed', () => {
  it('ends with the event that is new since the order', async () => {
    switchOn({ provision_group_required: 'no such group' })
    // given an older event of the same kind
    await world.practice.runSync(101)
    const before = world.practice.state.externalEvents.length

    const { result, events } = await syncing()

    expect(result).toMatchObject({ ok: true, value: { kind: 'seen', status: 'success', problem: undefined } })
    expect(result.ok && result.value.body).toBe(world.practice.state.externalEvents[before]?.body)
    expect(events[0]).toMatchObject({ type: 'ordered' })
    expect(orders()).toBe(1)
  })

  it('tells a failure with the words of the event', async () => {
    switchOn({ ldap_base_dn: 'DC=elsewhere,DC=example' })

    const { result } = await syncing()

    expect(result).toMatchObject({ ok: true, value: { kind: 'seen', status: 'failure', problem: { code: 'service.sync.failed' } } })
    expect(result.ok && result.value.problem?.evidence.map(({ label }) => label)).toEqual(['Event', 'Status', 'Text of the event'])
  })

  it('explains when the service has switched it off by itself', async () => {
    switchOn({ ldap_base_dn: 'DC=elsewhere,DC=example' })
    await world.practice.runSync(101)
    await world.practice.runSync(101)

    const { result } = await syncing()

    expect(result).toMatchObject({ ok: true, value: { status: 'failure', problem: { code: 'service.sync.switched-off' } } })
  })

  it('is told as skipped when provisioning is off', async () => {
    const { result } = await syncing()

    expect(result).toMatchObject({ ok: true, value: { kind: 'seen', status: 'skipped', problem: { code: 'service.sync.skipped' } } })
    expect(result.ok && result.value.problem?.cause).toContain('LDAP provisioning is switched off there')
  })

  it('does not take the change record of a program for its result', async () => {
    // given a service that takes the order and writes nothing, and somebody who leaves a record
    const service = { ...world.service, startSync: async () => succeed(null) }
    const before = world.practice.state.externalEvents.length

    const { result } = await syncing({ service, timeoutMs: 60 }, neverCancelled, async (event) => {
      if (event.type === 'ordered') await world.service.createExternalEvent('success', 'somebody was here', neverCancelled)
    })

    expect(world.practice.state.externalEvents.length).toBe(before + 1)
    expect(result).toMatchObject({ ok: true, value: { kind: 'not-seen', problem: { code: 'service.sync.not-seen' } } })
  })

  it('gives up after its time, and nothing is proved', async () => {
    switchOn()
    world.practice.faults.add({
      method: 'GET',
      path: '/external_events',
      skip: 1,
      times: Infinity,
      kind: 'answer-with',
      type: 'not-authorized/full-permission-required'
    })

    const { result } = await syncing({ timeoutMs: 40 })

    expect(result).toMatchObject({ ok: true, value: { kind: 'not-seen', problem: { code: 'service.sync.not-seen' } } })
    expect(orders()).toBe(1)
  })

  it('can be left while it waits, and the order stays given', async () => {
    switchOn()
    world.practice.faults.add({
      method: 'GET',
      path: '/external_events',
      skip: 1,
      times: Infinity,
      kind: 'answer-with',
      type: 'not-authorized/full-permission-required'
    })
    const cancelling = new AbortController()

    const waiting = syncing({}, cancelling.signal, (event) => {
      if (event.type === 'waiting') cancelling.abort()
    })

    await expect(waiting).rejects.toThrow('Cancelled')
    expect(orders()).toBe(1)
  })
})

describe('a sync that is only ordered', () => {
  it('is not known to run when the answer to the order is lost, and is not ordered again', async () => {
    world.practice.faults.add({ method: 'POST', path: '/sso_strategies/101/sync', kind: 'fail-after', how: 'reset' })

    const { result } = await syncing({ follow: false })

    expect(result).toMatchObject({ ok: false, error: { code: 'service.write.outcome-unknown' } })
    expect(!result.ok && result.error.cause).toContain('the order to sync it now')
    expect(orders()).toBe(1)
  })

  it('is told at once, without a result', async () => {
    const { result, events } = await syncing({ follow: false })

    expect(result).toMatchObject({ ok: true, value: { kind: 'not-seen', problem: undefined } })
    expect(events.map(({ type }) => type)).toEqual(['ordered'])
  })

  it.each([
    ['a strategy that is not there', { strategyId: 999 }, 'service.record.not-found'],
    ['a service that takes no order', {}, 'service.busy.rate-limited']
  ])('says why not for %s, and is not repeated', async (_, more, code) => {
    world.practice.faults.add({
      method: 'POST',
      path: '/sso_strategies/101/sync',
      kind: 'answer-with',
      type: 'rate-limited/too-many-requests'
    })

    const { result } = await syncing(more)

    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(orders()).toBeLessThan(2)
  })
})
