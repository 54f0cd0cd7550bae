import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyPlan } from '../../../src-main/app/operations/apply-plan.ts'
import { receiptOf } from '../../../src-main/core/journal/recover-run.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { JournalPort } from '../../../src-main/core/ports/journal.ts'
import type { Receipt } from '../../../src-main/core/plan/receipt.ts'
import { fail } from '../../../src-main/core/result.ts'
import { applied, applyRequest, type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'
import { READER_PASSWORD } from './write-kinds.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 1000 })))
afterEach(() => world[Symbol.asyncDispose]())

const wanted = {
  siteLdap: { ldap_host: 'dc1.practice.example', ldap_port: 636 },
  strategies: [{ id: 101, fields: { provision_company: 'Harbour' } }],
  users: [
    {
      username: 'petra.plain',
      authenticationMethod: 'sso',
      ssoStrategyId: 101,
      clear2fa: false,
      newUsername: undefined,
      newEmail: undefined
    }
  ]
} as const
const three = () => ({ kind: 'profile', profile: world.profile(wanted) }) as const

function states(receipt: Receipt) {
  return receipt.changes.map(({ change, state, problem: why }) => [change.id, state, why?.code])
}

const writes = () =>
  world.practice.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace('/api/rest/v1', '')}`)

async function requestFor(more = {}) {
  const made = await world.plan(three())
  if (!made.ok) throw new TypeError(made.error.cause)
  return applyRequest(world, three(), { digest: made.value.plan.digest, ...more })
}

describe('a run that meets something', () => {
  it('stops at the first change that is not in effect, and says that the later ones were not sent', async () => {
    world.practice.faults.add({
      method: 'PATCH',
      path: '/sso_strategies/101',
      kind: 'answer-with',
      type: 'processing-failure/model-save-error'
    })

    const receipt = receiptIn(await world.apply(three()))

    expect(states(receipt)).toEqual([
      ['site-ldap', 'done', undefined],
      ['sso-strategy:101', 'not-done', 'service.write.invalid'],
      ['user:5', 'not-done', undefined]
    ])
    expect(receipt.outcome).toBe('stopped')
    expect(writes()).toEqual(['PATCH /site', 'PATCH /sso_strategies/101'])
    expectTruth(receipt.changes, world.practice.state)
  })

  it('notices what somebody else changed after planning, right before it would send', async () => {
    // The strategy changes while the site is being written: planning has read it, its own last look has not.
    world.practice.faults.add({
      method: 'PATCH',
      path: '/site',
      kind: 'second-administrator',
      when: 'after',
      change: { strategy: { id: 101, fields: { provision_company: 'Elsewhere', provision_time_zone: 'Berlin' } } }
    })

    const receipt = receiptIn(await world.apply(three()))

    expect(states(receipt)).toEqual([
      ['site-ldap', 'done', undefined],
      ['sso-strategy:101', 'not-done', 'plan.changed-meanwhile'],
      ['user:5', 'not-done', undefined]
    ])
    expect(receipt.changes[1]?.problem?.cause).toContain(
      'Company of new users: Practice Harbour Freight was planned from, Elsewhere is there now'
    )
    expect(writes()).toEqual(['PATCH /site'])
  })

  it('says that it does not know when the key is taken away in the middle of a write', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'fail-after', how: 'reset' })
    const request = await requestFor()
    const { keys } = world.practice
    const { end } = await applied(world.ports, request, new AbortController().signal, (event) => {
      if (event.type !== 'reading-back') return
      const key = world.practice.state.apiKeys.findIndex((stored) => stored.key === keys.siteAdmin)
      world.practice.state.apiKeys.splice(key, 1)
    })

    const receipt = receiptIn(end)

    expect(states(receipt)[0]).toEqual(['site-ldap', 'unknown', 'apply.not-read-back'])
    expect(receipt.outcome).toBe('unknown')
    expect(writes()).toEqual(['PATCH /site'])
  })

  it('waits for a service that shows a change a moment later', async () => {
    const old = await world.service.site(new AbortController().signal)
    let stale = 0
    const slow = {
      ...world.service,
      site: async (...args: Parameters<typeof world.service.site>) => {
        const now = await world.service.site(...args)
        if (world.writes('PATCH', '/site') === 0 || stale === 2) return now
        stale += 1
        return old
      }
    }

    const receipt = receiptIn(await world.apply(three(), { service: slow }))

    expect(states(receipt)[0]).toEqual(['site-ldap', 'done', undefined])
    expect(stale).toBe(2)
  })

  it('sends nothing that the journal has not taken', async () => {
    const { journal } = world.ports
    const brokenAfter = (count: number): JournalPort => ({
      ...journal,
      begin: async (first) => {
        const writer = await journal.begin(first)
        let appended = 0
        if (!writer.ok) return writer
        const append: typeof writer.value.append = async (record) => {
          appended += 1
          return appended > count
            ? fail(problem('apply.journal-not-written', { path: 'journal', reason: 'no space is left' }))
            : writer.value.append(record)
        }
        return { ok: true, value: { append, close: () => writer.value.close() } }
      }
    })
    Object.assign(world.ports, { journal: brokenAfter(3) })

    const receipt = receiptIn(await world.apply(three()))

    // sending, answered and read-back of the first fit; nothing of the second was sent.
    expect(states(receipt)).toEqual([
      ['site-ldap', 'done', undefined],
      ['sso-strategy:101', 'not-done', 'apply.journal-not-written'],
      ['user:5', 'not-done', undefined]
    ])
    expect(writes()).toEqual(['PATCH /site'])
    expectTruth(receipt.changes, world.practice.state)
  })

  it('tells what happened even when the journal gives up after the write', async () => {
    const { journal } = world.ports
    Object.assign(world.ports, {
      journal: {
        ...journal,
        begin: async (first: Parameters<JournalPort['begin']>[0]) => {
          const writer = await journal.begin(first)
          if (!writer.ok) return writer
          const append: typeof writer.value.append = async (record) =>
            record.type === 'sending' && record.changeId === 'site-ldap'
              ? writer.value.append(record)
              : fail(problem('apply.journal-not-written', { path: 'journal', reason: 'no space is left' }))
          return { ok: true, value: { append, close: () => writer.value.close() } }
        }
      }
    })

    const receipt = receiptIn(await world.apply(three()))

    expect(states(receipt)[0]).toEqual(['site-ldap', 'done', undefined])
    expect(writes()).toEqual(['PATCH /site'])
    // What is on the disk knows less, and says so.
    const runs = await journal.runs()
    expect(runs.ok && runs.value[0] !== undefined && receiptOf(runs.value[0])?.outcome).toBe('unknown')
  })
})

describe('a cancel', () => {
  it('between two changes leaves the later ones unsent, and ends with a receipt', async () => {
    const cancelling = new AbortController()
    const { end } = await applied(world.ports, await requestFor(), cancelling.signal, (event) => {
      if (event.type === 'finished') cancelling.abort()
    })

    expect(states(receiptIn(end))).toEqual([
      ['site-ldap', 'done', undefined],
      ['sso-strategy:101', 'not-done', undefined],
      ['user:5', 'not-done', undefined]
    ])
    expect(writes()).toEqual(['PATCH /site'])
  })

  it('in the middle of a change lets it be answered and read back', async () => {
    const cancelling = new AbortController()
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'slow', delayMs: 100 })
    const { end } = await applied(world.ports, await requestFor(), cancelling.signal, (event) => {
      if (event.type === 'sending') setTimeout(() => cancelling.abort(), 30)
    })

    expect(states(receiptIn(end))[0]).toEqual(['site-ldap', 'done', undefined])
    expect(writes()).toEqual(['PATCH /site'])
    expectTruth(receiptIn(end).changes, world.practice.state)
  })

  it('of a listener that goes away does the same, and the journal knows the end', async () => {
    const request = await requestFor()
    for await (const event of applyPlan(world.ports, request, new AbortController().signal)) if (event.type === 'reading-back') break

    expect(writes()).toEqual(['PATCH /site'])
    const runs = await world.ports.journal.runs()
    if (!runs.ok || runs.value[0] === undefined) throw new TypeError('There is no run')
    expect(runs.value[0].records.at(-1)).toMatchObject({ type: 'run-ended', outcome: 'stopped' })
    const receipt = receiptOf(runs.value[0])
    expect(receipt?.changes.map(({ state }) => state)).toEqual(['done', 'not-done', 'not-done'])
    // and the lock is free again
    expect((await world.apply(three())).kind).toBe('ran')
  })
})

describe('a password', () => {
  const withPassword = () =>
    ({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: 'dc1.practice.example', ldap_password: 'set' } }) }) as const

  it('whose answer was lost is called not known, and the run unknown, though the rest is read back', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'fail-after', how: 'reset' })

    const receipt = receiptIn(await world.apply(withPassword(), { ldapPassword: READER_PASSWORD }))

    expect(receipt.outcome).toBe('unknown')
    expect(receipt.changes[0]).toMatchObject({ state: 'done', problem: { code: 'service.write.outcome-unknown' } })
    expect(receipt.changes[0]?.readBack.map(({ field, state }) => `${field} ${state}`)).toEqual([
      'ldap_host verified',
      'ldap_password not-known'
    ])
  })

  it('that was refused is called not set', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'answer-with', type: 'processing-failure/model-save-error' })

    const receipt = receiptIn(await world.apply(withPassword(), { ldapPassword: READER_PASSWORD }))

    expect(receipt.changes[0]).toMatchObject({ state: 'not-done', problem: { code: 'service.write.invalid' } })
    expect(world.practice.state.ldapPasswords.has('site')).toBe(false)
  })

  it('stands in no event, receipt, journal or change record', async () => {
    const request = await requestFor({})
    const made = await world.plan(withPassword())
    if (!made.ok) throw new TypeError(made.error.cause)
    const all = await applied(
      world.ports,
      { ...request, source: withPassword(), digest: made.value.plan.digest, ldapPassword: READER_PASSWORD, leaveRecord: true },
      new AbortController().signal
    )

    const runs = await world.ports.journal.runs()
    expect(receiptIn(all.end).outcome).toBe('proved')
    expect(JSON.stringify([made, all, runs, world.practice.state.externalEvents])).not.toContain(READER_PASSWORD.reveal())
  })
})

describe('a site that does not take changes of a provider', () => {
  it.each([
    ['404', 'not-found'],
    ['405', 'bad-request/method-not-allowed'],
    ['403', 'not-authorized/feature-not-available']
  ])('hands them to a person (%s), goes on, and is remembered', async (_, type) => {
    world.practice.faults.add({ method: 'PATCH', path: '/sso_strategies/101', kind: 'answer-with', type })

    const end = await world.apply(three())

    expect(states(receiptIn(end))).toEqual([
      ['site-ldap', 'done', undefined],
      ['sso-strategy:101', 'waiting', undefined],
      ['user:5', 'done', undefined]
    ])
    if (end.kind !== 'ran') throw new TypeError('It did not run')
    expect(end.receipt.outcome).toBe('handed-off')
    expect(end.learned.strategyWrites?.answer).toBe('refused')
    expect(end.run.handOffs).toMatchObject([
      { changeId: 'sso-strategy:101', steps: [{ field: 'provision_company', value: 'Harbour', state: 'not-checked' }] }
    ])
  })

  it('is not hand-off when only the key is refused', async () => {
    world.practice.faults.add({
      method: 'PATCH',
      path: '/sso_strategies/101',
      kind: 'answer-with',
      type: 'not-authorized/two-factor-authentication-required'
    })

    expect(states(receiptIn(await world.apply(three())))[1]).toEqual(['sso-strategy:101', 'not-done', 'service.access.two-factor-wanted'])
  })
})

describe('a change record', () => {
  it('that is lost is not repeated and changes nothing about the outcome', async () => {
    world.practice.faults.add({ method: 'POST', path: '/external_events', kind: 'fail-before', how: 'reset' })

    const receipt = receiptIn(await world.apply(three(), { leaveRecord: true }))

    expect(receipt).toMatchObject({ outcome: 'proved', changeRecord: 'not-left' })
    expect(world.writes('POST', '/external_events')).toBe(1)
  })

  it('names no person and is left only when something was sent', async () => {
    const before = world.practice.state.externalEvents.length
    const receipt = receiptIn(await world.apply(three(), { leaveRecord: true }))

    expect(receipt.changeRecord).toBe('left')
    const [record] = world.practice.state.externalEvents.slice(before)
    expect(record?.body).toContain(receipt.runId)
    expect(record?.body).not.toMatch(/alice|petra/i)
  })
})
