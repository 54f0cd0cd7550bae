import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { listRuns } from '../../../src-main/app/operations/list-runs.ts'
import { verifyProfile } from '../../../src-main/app/operations/verify-profile.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PlanSource } from '../../../src-main/app/operations/make-site-plan.ts'
import type { ApplyEvent } from '../../../src-main/core/plan/apply-event.ts'
import { applied, applyRequest, type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'

let world: ApplyWorld
beforeEach(async () => (world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 1000 })))
afterEach(() => world[Symbol.asyncDispose]())

const sourceOf = (company = 'Harbour'): PlanSource => ({
  kind: 'profile',
  profile: world.profile({
    siteLdap: { ldap_host: 'DC1.practice.example' },
    strategies: [{ id: 101, fields: { provision_company: company } }]
  })
})

/** Everything that left since then. */
function methodsSince(count: number): readonly string[] {
  return [...new Set(world.practice.requests.slice(count).map(({ method }) => method))]
}

describe('planning', () => {
  it('sends nothing but GET', async () => {
    const made = await world.plan(sourceOf())

    expect(made.ok).toBe(true)
    expect(methodsSince(0)).toEqual(['GET'])
  })
})

describe('verifying', () => {
  const verifying = async () => {
    const source = sourceOf()
    if (source.kind !== 'profile') throw new TypeError('No profile')
    const verified = await verifyProfile(world.ports, { reader: world.service, profile: source.profile }, neverCancelled)
    if (!verified.ok) throw new TypeError(verified.error.cause)
    return verified.value
  }

  it('tells field by field what differs, and sends nothing but GET', async () => {
    const verification = await verifying()

    expect(verification).toMatchObject({ holds: false, headline: '2 of 2 settings differ from the profile.' })
    expect(verification.resources.flatMap(({ fields }) => fields)).toEqual([
      { field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: 'DC1.practice.example', actual: undefined },
      {
        field: 'provision_company',
        label: 'Company of new users',
        state: 'differs',
        planned: 'Harbour',
        actual: 'Practice Harbour Freight'
      }
    ])
    expect(methodsSince(0)).toEqual(['GET'])
  })

  it('holds when the site writes a host in another way', async () => {
    world.practice.changeAsSecondAdministrator({
      site: { ldap_host: 'dc1.practice.example' },
      strategy: { id: 101, fields: { provision_company: 'Harbour' } }
    })

    expect(await verifying()).toMatchObject({ holds: true, headline: 'The site holds all 2 settings of the profile.' })
  })
})

describe('checking a run', () => {
  const checked = async (runId: string) => {
    const requests = world.practice.requests.length
    const view = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)
    expect(methodsSince(requests).filter((method) => method !== 'GET')).toEqual([])
    if (!view.ok) throw new TypeError(view.error.code)
    return view.value
  }

  it('finds out what the lost key left open, writes it down once, and sends nothing but GET', async () => {
    // given a write that took effect, with a key that was gone before it could be read back
    world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'fail-after', how: 'reset' })
    const made = await world.plan(sourceOf())
    if (!made.ok) throw new TypeError(made.error.cause)
    const { state, keys } = world.practice
    const key = state.apiKeys.findIndex((stored) => stored.key === keys.siteAdmin)
    const stored = state.apiKeys[key]
    const takeKey = (event: ApplyEvent) => event.type === 'reading-back' && state.apiKeys.splice(key, 1)
    const { end } = await applied(world.ports, applyRequest(world, sourceOf(), { digest: made.value.plan.digest }), neverCancelled, takeKey)
    const { runId, outcome } = receiptIn(end)
    expect(outcome).toBe('unknown')

    // when it is checked with the key back
    if (stored !== undefined) state.apiKeys.push(stored)
    const view = await checked(runId)

    // then the truth is known
    expect(view.changes.map((change) => change.state)).toEqual(['done', 'not-done'])
    expect(view).toMatchObject({ outcome: 'stopped', canUndo: true })
    expectTruth(view.changes, state)
    // and checking again adds nothing
    const runs = await world.ports.journal.runs()
    expect(await checked(runId)).toEqual(JSON.parse(JSON.stringify(view)))
    expect(await world.ports.journal.runs()).toEqual(runs)
  })

  it('turns a hand-off green field by field, as the values arrive', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/sso_strategies/101', kind: 'answer-with', type: 'not-found' })
    const { runId } = receiptIn(await world.apply(sourceOf()))

    const before = await checked(runId)
    world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: { provision_company: 'Harbour' } } })
    const after = await checked(runId)

    expect([before, after].map(({ outcome, handOffs }) => [outcome, handOffs[0]?.steps.map(({ state }) => state)])).toEqual([
      ['handed-off', ['differs']],
      ['proved', ['verified']]
    ])
    expect(after.canUndo).toBe(true)
  })

  it('does not touch a run while one is going on', async () => {
    const { runId } = receiptIn(await world.apply(sourceOf()))
    const applyingElsewhere = await world.ports.lock(world.site)
    if (!applyingElsewhere.ok) throw new TypeError(applyingElsewhere.error.cause)

    const view = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)

    expect(view).toMatchObject({ ok: false, error: { code: 'apply.busy' } })
    await applyingElsewhere.value.release()
  })

  it('knows only runs of its own site', async () => {
    const { runId } = receiptIn(await world.apply(sourceOf()))
    const elsewhere = { ...world.service, address: { origin: 'https://acme.files.com', host: 'acme.files.com' } }

    expect(await checkRun(world.ports, { runId, reader: elsewhere }, neverCancelled)).toMatchObject({
      ok: false,
      error: { code: 'apply.run-unknown' }
    })
    expect(await checkRun(world.ports, { runId: 'none', reader: world.service }, neverCancelled)).toMatchObject({
      ok: false,
      error: { code: 'apply.run-unknown' }
    })
  })

  it('says why when the site cannot be read, and leaves the journal as it is', async () => {
    world.practice.faults.add({ method: 'PATCH', path: '/sso_strategies/101', kind: 'answer-with', type: 'not-found' })
    const { runId } = receiptIn(await world.apply(sourceOf()))
    const before = await world.ports.journal.runs()
    world.practice.faults.add({ method: 'GET', path: '/sso_strategies/101', kind: 'html-page', page: 'captive-redirect', times: Infinity })

    const view = await checkRun(world.ports, { runId, reader: world.service }, neverCancelled)

    expect(view).toMatchObject({ ok: false, error: { code: 'service.answer.captive-portal' } })
    expect(await world.ports.journal.runs()).toEqual(before)
  })
})

describe('the list of runs', () => {
  it('is newest first, and of one site when asked', async () => {
    const first = receiptIn(await world.apply(sourceOf()))
    const second = receiptIn(await world.apply(sourceOf('Freight')))

    const all = await listRuns(world.listing)
    const other = await listRuns(world.listing, 'https://acme.files.com')

    expect(all.ok && all.value.map(({ runId, headline }) => [runId, headline])).toEqual([
      [second.runId, '1 setting changed and read back.'],
      [first.runId, '2 settings changed and read back.']
    ])
    expect(other).toEqual({ ok: true, value: [] })
    expect(await listRuns(world.listing, world.practice.origin)).toEqual(all)
  })
})
