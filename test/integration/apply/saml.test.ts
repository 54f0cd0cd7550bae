import { beforeAll, describe, expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { verifyProfile } from '../../../src-main/app/operations/verify-profile.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { receiptOf } from '../../../src-main/core/journal/recover-run.ts'
import type { RunView } from '../../../src-main/core/journal/run-view.ts'
import { fieldsOfSource } from '../../../src-main/core/saml/wanted-of-source.ts'
import type { WantedSaml } from '../../../src-main/core/profile/profile.ts'
import type { SamlMode } from '../../../src-main/core/saml/saml-source.ts'
import type { FieldValues } from '../../../src-main/core/service/service-facts.ts'
import type { FaultEffect } from '../../../src-main/practice/service/service-faults.ts'
import { type ApplyWorld, receiptIn, startApplyWorld, type WorldOptions } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'
import { serviceMetadata } from '../../support/saml/make-metadata.ts'
import { entraMetadata, samlWish, sourceOf } from '../../support/saml/plan-sources.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

const MODES = ['url', 'xml', 'fingerprint'] as const
const STRATEGIES = '/sso_strategies'

let current: SigningKey
let next: SigningKey
let ended: SigningKey
beforeAll(async () => {
  current = await makeSigningKey({ kind: 'ec' })
  next = await makeSigningKey({ kind: 'ec' })
  ended = await makeSigningKey({ kind: 'ec', notBefore: '2019-01-01T00:00:00Z', notAfter: '2022-01-01T00:00:00Z' })
})

describe.each(MODES)('a new provider by %s', (mode) => {
  it('is made where the site takes it, read back, known by its name, verified, and taken out of use again', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const before = JSON.stringify([...world.practice.state.strategies])
    const source = sourceIn(world, { source: sourceOf(mode, [current], world), showOnLoginPage: true, fields: { provision_users: true } })

    const receipt = receiptIn(await world.apply(source))

    expect(receipt).toMatchObject({ outcome: 'proved', changes: [{ state: 'done', change: { id: 'sso-strategy:new', way: 'create' } }] })
    expectTruth(receipt.changes, world.practice.state)
    const [id] = newIds(world)
    expect(receipt.changes[0]?.createdId).toBe(id)
    expect(modesOf(world, id)).toEqual([mode])
    expect(world.practice.state.strategies.get(id ?? 0)).toMatchObject({
      provider: 'azure',
      protocol: 'saml',
      label: 'Harbour Entra ID',
      enabled: true
    })
    expect(JSON.stringify([...world.practice.state.strategies].filter(([number]) => number !== id))).toBe(before)
    // and there is nothing left to do
    const again = await world.plan(source)
    expect(again.ok && again.value.plan.changes).toEqual([])
    expect(await verified(world, source)).toEqual({ holds: true, differs: 0 })

    const undone = receiptIn(await world.apply({ kind: 'undo', receipt, profile: source.profile }))

    expect(undone.outcome).toBe('proved')
    expect(world.practice.state.strategies.get(id ?? 0)).toMatchObject({ enabled: false, display_on_login_page: false })
    expect(await journalIsTrue(world)).toBe(2)
  })

  it('is handed to a person where the site does not take it, found once it was entered, and undone by hand', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'refused' })
    const wanted = sourceOf(mode, [current], world)
    const source = sourceIn(world, { source: wanted })

    const receipt = receiptIn(await world.apply(source))
    expect(receipt).toMatchObject({ outcome: 'handed-off', changes: [{ state: 'waiting' }] })
    expect(world.practice.requests.every(({ method }) => method === 'GET')).toBe(true)
    const run = await checked(world, receipt.runId)
    expect(run).toMatchObject({ outcome: 'handed-off', changes: [{ state: 'waiting' }], handOffs: [{ path: { length: 4 } }] })
    const document = run.handOffs[0]?.steps.find(({ file }) => file !== undefined)
    expect(document?.value).toBe(wanted.mode === 'xml' ? wanted.xml : undefined)

    // when the person has entered everything but the switch
    world.practice.changeAsSecondAdministrator({ newStrategy: entered(wanted, { enabled: false }) })
    expect(await checked(world, receipt.runId)).toMatchObject({ changes: [{ state: 'waiting', createdId: newIds(world)[0] }] })
    world.practice.changeAsSecondAdministrator({ strategy: { id: newIds(world)[0] ?? 0, fields: { enabled: true } } })
    const done = await checked(world, receipt.runId)

    expect(done).toMatchObject({ outcome: 'proved', canUndo: true, changes: [{ state: 'done', createdId: newIds(world)[0] }] })
    expectTruth(done.changes, world.practice.state)
    const again = await world.plan(source)
    expect(again.ok && again.value.plan.changes).toEqual([])
    const runs = await world.ports.journal.runs()
    const whole = runs.ok ? runs.value.map(receiptOf)[0] : undefined
    if (whole === undefined) throw new TypeError('there is no run')
    const undo = await world.plan({ kind: 'undo', receipt: whole })
    expect(undo.ok && undo.value.plan.changes).toMatchObject([{ id: `sso-strategy:${String(newIds(world)[0])}`, way: 'hand-off' }])
  })

  it('replaces another mode of a provider that is there, and touches nothing else', async () => {
    for (const stored of MODES.filter((other) => other !== mode)) {
      await using world = await startApplyWorld({ strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
      world.practice.changeAsSecondAdministrator({
        strategy: { id: 101, fields: { ...emptied, ...filled(fieldsOfSource(sourceOf(stored, [current], world, '7'))) } }
      })
      const before = world.practice.state.strategies.get(101)
      const others = JSON.stringify(world.practice.state.strategies.get(102))
      const untouched = { ...before }
      const source = sourceIn(world, { strategyId: 101, displayName: 'Practice Entra ID', source: sourceOf(mode, [current, next], world) })

      const receipt = receiptIn(await world.apply(source))

      expect(receipt).toMatchObject({ outcome: 'proved', changes: [{ change: { id: 'sso-strategy:101', way: 'update' } }] })
      expect(modesOf(world, 101)).toEqual([mode])
      const after = world.practice.state.strategies.get(101)
      expect(differing(untouched, after ?? {}).filter((name) => !name.startsWith('saml_provider_'))).toEqual([])
      expect(JSON.stringify(world.practice.state.strategies.get(102))).toBe(others)
      const again = await world.plan(source)
      expect(again.ok && again.value.plan.changes).toEqual([])
      // and the undo brings back the mode before
      expect(receiptIn(await world.apply({ kind: 'undo', receipt })).outcome).toBe('proved')
      expect(modesOf(world, 101)).toEqual([stored])
    }
  })
})

describe('making a provider', () => {
  it('on a site that nobody could ask is tried once, and handed over when it is refused', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'refused', strategies: 'none' })
    const memory = { ...world.memory, strategyWrites: undefined }
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })

    const end = await world.apply(source, { memory })

    expect(end).toMatchObject({ kind: 'ran', learned: { strategyWrites: { answer: 'refused' } } })
    expect(receiptIn(end)).toMatchObject({ outcome: 'handed-off', changes: [{ state: 'waiting', change: { way: 'create' } }] })
    expect(world.writes('POST', STRATEGIES)).toBe(1)
    world.practice.changeAsSecondAdministrator({ newStrategy: entered(sourceOf('xml', [current], world), { enabled: true }) })
    expect(await checked(world, receiptIn(end).runId)).toMatchObject({ outcome: 'proved', changes: [{ state: 'done' }] })
  })

  it('by hand is followed when the person misspells the name, deletes it and enters it again', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'refused' })
    const wanted = sourceOf('url', [current], world)
    const { runId } = receiptIn(await world.apply(sourceIn(world, { source: wanted })))
    const enter = (fields: FieldValues) => world.practice.changeAsSecondAdministrator({ newStrategy: entered(wanted, fields) })

    enter({ label: 'Harbor Entra ID', enabled: true })
    const misspelt = await checked(world, runId)
    expect(misspelt.changes[0]?.readBack.filter(({ state }) => state === 'differs')).toMatchObject([
      { field: 'label', actual: 'Harbor Entra ID' }
    ])
    expect(misspelt.changes[0]?.createdId).toBeUndefined()
    enter({ enabled: false })
    const [first, second] = newIds(world)
    expect(await checked(world, runId)).toMatchObject({ changes: [{ state: 'waiting', createdId: second }] })
    for (const id of [first, second]) world.practice.state.strategies.delete(id ?? 0)
    enter({ enabled: true })

    expect(await checked(world, runId)).toMatchObject({ outcome: 'proved', changes: [{ state: 'done', createdId: newIds(world)[0] }] })
  })

  it('on a site that nobody could ask teaches that it is taken', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted', strategies: 'none' })

    const end = await world.apply(sourceIn(world, { source: sourceOf('xml', [current], world) }), {
      memory: { ...world.memory, strategyWrites: undefined }
    })

    expect(end).toMatchObject({ receipt: { outcome: 'proved' }, learned: { strategyWrites: { answer: 'accepted' } } })
  })

  it.each<[string, FaultEffect, string, string | undefined, number]>([
    ['is cut off after it took effect', { kind: 'fail-after', how: 'reset' }, 'done', undefined, 1],
    ['fails after it took effect', { kind: 'fail-after', how: 'error' }, 'done', undefined, 1],
    ['times out after it took effect', { kind: 'fail-after', how: 'no-answer' }, 'done', undefined, 1],
    ['is answered by half a document', { kind: 'broken-json' }, 'done', undefined, 1],
    ['is answered in another form', { kind: 'wrong-shape' }, 'done', undefined, 1],
    ['is cut off before it takes effect', { kind: 'fail-before', how: 'reset' }, 'not-done', 'service.network.reset', 0],
    ['fails before it takes effect', { kind: 'fail-before', how: 'error' }, 'not-done', 'service.busy.unavailable', 0],
    ['times out before it takes effect', { kind: 'hang' }, 'unknown', 'service.write.outcome-unknown', 0],
    [
      'is refused for its values',
      { kind: 'answer-with', type: 'processing-failure/model-save-error' },
      'not-done',
      'service.write.invalid',
      0
    ],
    ['takes effect but for one field', { kind: 'drop-field', field: 'saml_provider_metadata_content' }, 'partly', 'apply.differs', 1],
    ['is stored in another notation', { kind: 'normalise', field: 'label' }, 'partly', 'apply.differs', 1]
  ])('that %s ends in the truth, and is sent once', async (_, fault, state, code, made) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 1000 })
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
    world.practice.faults.add({ method: 'POST', path: STRATEGIES, ...fault })

    const receipt = receiptIn(await world.apply(source))

    expect(receipt.changes.map((change) => [change.state, change.problem?.code])).toEqual([[state, code]])
    expectTruth(receipt.changes, world.practice.state)
    expect(receipt.changes[0]?.createdId).toBe(newIds(world)[0])
    expect([world.writes('POST', STRATEGIES), newIds(world).length]).toEqual([1, made])
    expect(await journalIsTrue(world)).toBe(1)
  })

  it('reads a fingerprint back in whatever notation it is stored', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    world.practice.faults.add({
      method: 'POST',
      path: STRATEGIES,
      kind: 'normalise',
      field: 'saml_provider_cert_fingerprint',
      as: current.sha256
    })

    expect(receiptIn(await world.apply(sourceIn(world, { source: sourceOf('fingerprint', [current], world) }))).outcome).toBe('proved')
  })

  it('found out later, a lost one is found by its name and not sent again', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 500 })
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
    world.practice.faults.add({ method: 'POST', path: STRATEGIES, kind: 'hang' })
    const receipt = receiptIn(await world.apply(source))
    expect(receipt.outcome).toBe('unknown')

    // when the service gets to it at last
    world.practice.changeAsSecondAdministrator({ newStrategy: entered(sourceOf('xml', [current], world), { enabled: true }) })
    const run = await checked(world, receipt.runId)

    expect(run).toMatchObject({ outcome: 'proved', changes: [{ state: 'done', createdId: newIds(world)[0] }] })
    expect(world.writes('POST', STRATEGIES)).toBe(1)
  })

  describe('while somebody else makes the same', () => {
    const theirs = (): FaultEffect => ({
      kind: 'second-administrator',
      when: 'before',
      change: { newStrategy: entered({ mode: 'xml', xml: entraMetadata([next]) }, { enabled: false }) }
    })

    it('before the plan was confirmed is stopped by the digest', async () => {
      await using world = await startApplyWorld({ strategyWrites: 'accepted' })
      const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
      const made = await world.plan(source)
      if (!made.ok) throw new TypeError(made.error.cause)
      world.practice.changeAsSecondAdministrator({ newStrategy: entered(sourceOf('xml', [next], world), {}) })

      expect(await world.apply(source, { digest: made.value.plan.digest })).toMatchObject({
        kind: 'stopped',
        problem: { code: 'plan.stale' }
      })
      expect(world.writes('POST', STRATEGIES)).toBe(0)
    })

    it('in the last moment is seen by the last look', async () => {
      await using world = await startApplyWorld({ strategyWrites: 'accepted' })
      const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
      const made = await world.plan(source)
      if (!made.ok) throw new TypeError(made.error.cause)
      // The list is read for the plan that is made again, and once more right before the change.
      world.practice.faults.add({ method: 'GET', path: STRATEGIES, skip: 1, ...theirs() })

      const receipt = receiptIn(await world.apply(source, { digest: made.value.plan.digest }))

      expect(receipt.changes).toMatchObject([{ state: 'not-done', problem: { code: 'plan.changed-meanwhile' } }])
      expect(receipt.changes[0]?.problem?.cause).toContain('“Harbour Entra ID”')
      expect(world.writes('POST', STRATEGIES)).toBe(0)
    })

    it('in the same moment knows its own by the answer', async () => {
      await using world = await startApplyWorld({ strategyWrites: 'accepted' })
      const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
      world.practice.faults.add({ method: 'POST', path: STRATEGIES, ...theirs() })

      const receipt = receiptIn(await world.apply(source))

      expect(receipt.outcome).toBe('proved')
      expectTruth(receipt.changes, world.practice.state)
      expect(await problemOf(world, source)).toBe('saml.plan.ambiguous-provider')
    })

    it('and the answer is lost, does not guess', async () => {
      await using world = await startApplyWorld({ strategyWrites: 'accepted' })
      const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
      world.practice.faults.add({ method: 'POST', path: STRATEGIES, ...theirs() })
      world.practice.faults.add({ method: 'POST', path: STRATEGIES, kind: 'fail-after', how: 'reset' })

      const receipt = receiptIn(await world.apply(source))

      expect(receipt.changes).toMatchObject([{ state: 'unknown', problem: { code: 'saml.plan.ambiguous-provider' } }])
      expect(receipt.changes[0]?.createdId).toBeUndefined()
      // When one of them is gone, the other can be told.
      world.practice.state.strategies.delete(newIds(world)[0] ?? 0)
      expect(await checked(world, receipt.runId)).toMatchObject({
        outcome: 'proved',
        changes: [{ state: 'done', createdId: newIds(world)[0] }]
      })
    })
  })
})

describe('keys of a provider that is in use', () => {
  const stored = async (keys: readonly SigningKey[], options: WorldOptions = {}): Promise<ApplyWorld> => {
    const world = await startApplyWorld({ strategyWrites: 'accepted', ...options })
    world.practice.changeAsSecondAdministrator({
      strategy: { id: 101, fields: { ...emptied, ...filled(fieldsOfSource(sourceOf('xml', keys, world))) } }
    })
    return world
  }
  const wish = (world: ApplyWorld, mode: SamlMode, keys: readonly SigningKey[]) =>
    sourceIn(world, { strategyId: 101, displayName: 'Practice Entra ID', source: sourceOf(mode, keys, world) })

  it.each(MODES)('that are replaced by others altogether need an override: %s', async (mode) => {
    await using world = await stored([current])
    const source = wish(world, mode, [next])

    expect(await reasonsOf(world, source)).toEqual([['saml.plan.no-shared-key', true]])
    expect(await world.apply(source)).toMatchObject({ kind: 'stopped', problem: { code: 'plan.unsafe' } })
    const override = { site: world.site, reason: 'Entra ID signs with the new key since this morning' }
    expect(receiptIn(await world.apply(source, { override })).outcome).toBe('proved')
  })

  it('of a provider by which nobody signs in may be replaced', async () => {
    await using world = await stored([current])
    for (const user of world.practice.state.users.values()) user.sso_strategy_id = null

    expect(await reasonsOf(world, wish(world, 'xml', [next]))).toEqual([])
  })

  it('that overlap are safe', async () => {
    await using world = await stored([current])

    expect(await reasonsOf(world, wish(world, 'xml', [next, current]))).toEqual([])
    expect(await reasonsOf(world, wish(world, 'url', [next, current]))).toEqual([])
    expect(await reasonsOf(world, wish(world, 'fingerprint', [current]))).toEqual([])
  })

  it('that nobody could look at are not called safe', async () => {
    await using world = await stored([current])
    const source = sourceIn(world, {
      strategyId: 101,
      displayName: 'Practice Entra ID',
      source: {
        mode: 'url',
        url: 'https://login.microsoftonline.com/nowhere.example/federationmetadata/2007-06/federationmetadata.xml?appid=00000000-0000-4000-8000-000000000001'
      }
    })

    expect(await reasonsOf(world, source)).toEqual([['saml.plan.keys-not-known', true]])
  })

  it('that have ended, or are none, or are in the wrong document, are stopped', async () => {
    await using world = await stored([current])

    expect(await reasonsOf(world, wish(world, 'xml', [ended]))).toEqual([['saml.plan.keys-ended', true]])
    const withXml = (xml: string) => sourceIn(world, { strategyId: 101, displayName: 'Practice Entra ID', source: { mode: 'xml', xml } })
    for (const xml of [serviceMetadata, '<html><body>Sign in</body></html>', '<a>', entraMetadata([])])
      expect(await reasonsOf(world, withXml(xml))).toEqual([
        [expect.stringMatching(/^saml\.plan\.(?:unusable-metadata|keys-ended)$/), false]
      ])
  })
})

function sourceIn(world: ApplyWorld, saml: Partial<WantedSaml>) {
  return { kind: 'profile', profile: world.profile({ saml: samlWish(saml) }) } as const
}

type Source = ReturnType<typeof sourceIn>

async function reasonsOf(world: ApplyWorld, source: Source): Promise<readonly (readonly [string, boolean])[]> {
  const made = await world.plan(source)
  if (!made.ok) throw new TypeError(made.error.cause)
  const { safety } = made.value.plan
  return safety.kind === 'safe' ? [] : safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden] as const)
}

async function problemOf(world: ApplyWorld, source: Source): Promise<string | undefined> {
  const made = await world.plan(source)
  return made.ok ? undefined : made.error.code
}

async function verified(world: ApplyWorld, { profile }: Source): Promise<{ readonly holds: boolean; readonly differs: number }> {
  const found = await verifyProfile(world.ports, { reader: world.service, profile }, neverCancelled)
  if (!found.ok) throw new TypeError(found.error.cause)
  const fields = found.value.resources.flatMap((resource) => resource.fields)
  return { holds: found.value.holds, differs: fields.filter(({ state }) => state === 'differs').length }
}

/** As somebody does who looks again some minutes later. */
async function checked(world: ApplyWorld, runId: string): Promise<RunView> {
  const clock = { ...world.ports.clock, now: () => Date.now() + 300_000 }
  const view = await checkRun({ ...world.ports, clock }, { runId, reader: world.service }, neverCancelled)
  if (!view.ok) throw new TypeError(view.error.cause)
  return view.value
}

/** How many runs there are; of a single one the journal says what the site holds. */
async function journalIsTrue(world: ApplyWorld): Promise<number> {
  const runs = await world.ports.journal.runs()
  if (!runs.ok) throw new TypeError(runs.error.cause)
  const [run, another] = runs.value
  if (run !== undefined && another === undefined) expectTruth(receiptOf(run)?.changes ?? [], world.practice.state)
  return runs.value.length
}

function newIds(world: ApplyWorld): readonly number[] {
  return [...world.practice.state.strategies.keys()].filter((id) => id !== 101 && id !== 102)
}

function modesOf(world: ApplyWorld, id: number | undefined): readonly SamlMode[] {
  const held = world.practice.state.strategies.get(id ?? 0)
  const fields = { url: 'saml_provider_metadata_url', xml: 'saml_provider_metadata_content', fingerprint: 'saml_provider_cert_fingerprint' }
  return MODES.filter((mode) => (held?.[fields[mode]] ?? '') !== '')
}

/** What a person enters in the web form; the other modes stay empty. */
function entered(source: Parameters<typeof fieldsOfSource>[0], fields: FieldValues): FieldValues {
  return { provider: 'azure', protocol: 'saml', label: 'Harbour Entra ID', ...filled(fieldsOfSource(source)), ...fields }
}

const emptied: FieldValues = { saml_provider_metadata_url: undefined, saml_provider_issuer_url: undefined }

function filled(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function differing(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name])
}
