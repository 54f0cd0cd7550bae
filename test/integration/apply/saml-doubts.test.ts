import { beforeAll, describe, expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { verifyProfile } from '../../../src-main/app/operations/verify-profile.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { RunView } from '../../../src-main/core/journal/run-view.ts'
import type { WantedSaml } from '../../../src-main/core/profile/profile.ts'
import type { FilesService } from '../../../src-main/core/service/files-service.ts'
import type { FieldValues, StrategyFacts } from '../../../src-main/core/service/service-facts.ts'
import { fieldsOfSource } from '../../../src-main/core/saml/wanted-of-source.ts'
import { applied, applyRequest, type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { entraMetadata, samlWish, sourceOf } from '../../support/saml/plan-sources.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let current: SigningKey
let next: SigningKey
beforeAll(async () => {
  current = await makeSigningKey({ kind: 'ec' })
  next = await makeSigningKey({ kind: 'ec' })
})

describe('a site whose list leaves documents out', () => {
  it('is planned from what each provider holds, and proved by it', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const service = shortList(world)
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })

    // given a provider that was made with a document
    expect(receiptIn(await world.apply(source, { service }))).toMatchObject({ outcome: 'proved', changes: [{ state: 'done' }] })

    // when the same is wanted again, and then a document with another key
    const again = await world.plan(source, { reader: service })
    const other = sourceIn(world, { source: sourceOf('xml', [next], world) })
    const replaced = await world.plan(other, { reader: service })
    const held = await verifyProfile(world.ports, { reader: service, profile: source.profile }, neverCancelled)

    // then nothing is left to do, the document is known, and the change is one of that document
    expect(again.ok && again.value.plan.changes).toEqual([])
    expect(held.ok && held.value.holds).toBe(true)
    expect(replaced.ok && replaced.value.plan.changes[0]?.fields).toMatchObject([{ before: entraMetadata([current]) }])
    expect(receiptIn(await world.apply(other, { service }))).toMatchObject({ outcome: 'proved' })
  })

  it('finds what a person entered', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'refused' })
    const wanted = sourceOf('xml', [current], world)
    const { runId } = receiptIn(await world.apply(sourceIn(world, { source: wanted })))
    world.practice.changeAsSecondAdministrator({ newStrategy: entered(wanted, {}) })

    expect(await checked(world, runId, shortList(world))).toMatchObject({ outcome: 'proved', changes: [{ state: 'done' }] })
  })

  it('still guards the keys of a provider in use', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    world.practice.changeAsSecondAdministrator({
      strategy: { id: 101, fields: { saml_provider_metadata_url: undefined, saml_provider_metadata_content: entraMetadata([current]) } }
    })
    const wish = { strategyId: 101, displayName: 'Practice Entra ID', source: sourceOf('xml', [next], world) }

    const made = await world.plan(sourceIn(world, wish), { reader: shortList(world) })

    expect(made.ok && made.value.plan.safety).toMatchObject({ reasons: [{ problem: { code: 'saml.plan.no-shared-key' } }] })
  })
})

describe('a provider that a person entered', () => {
  it.each<[string, FieldValues]>([
    ['by OAuth', { protocol: 'oauth2' }],
    ['of another maker', { provider: 'okta' }]
  ])('%s is named, and stays no part of the run', async (_, kind) => {
    await using world = await startApplyWorld({ strategyWrites: 'refused' })
    const wanted = sourceOf('url', [current], world)
    const { runId } = receiptIn(await world.apply(sourceIn(world, { source: wanted })))
    world.practice.changeAsSecondAdministrator({ newStrategy: entered(wanted, kind) })

    const run = await checked(world, runId)

    expect(run).toMatchObject({ outcome: 'handed-off', changes: [{ state: 'waiting', problem: { code: 'saml.plan.entered-otherwise' } }] })
    expect(run.changes[0]?.createdId).toBeUndefined()
    expect(run.changes[0]?.problem?.cause).toMatch(/“Harbour Entra ID” \(\d+\) is new/)
  })
})

describe('a provider that was made and taken out of use again', () => {
  it('is not made a second time, and is said to be off', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const source = sourceIn(world, { source: sourceOf('xml', [current], world), enabled: undefined })
    const receipt = receiptIn(await world.apply(source))
    receiptIn(await world.apply({ kind: 'undo', receipt }))

    const again = await world.plan(source)

    expect(again.ok && again.value.plan.changes).toEqual([])
    expect(again.ok && again.value.plan.notes.join(' ')).toContain('is switched off, and the profile leaves that as it is')
  })
})

describe('a provider whose making is still on its way', () => {
  it('is not made once more, neither at once nor after it has arrived', async () => {
    // given a service that is slower than our patience
    await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 300 })
    world.practice.faults.add({ method: 'POST', path: '/sso_strategies', kind: 'slow', delayMs: 1200 })
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
    const first = receiptIn(await world.apply(source))
    expect(first.outcome).toBe('unknown')

    // when somebody plans and applies again at once, and after it has arrived
    const soon = await world.apply(source)
    expect(soon).toMatchObject({ kind: 'stopped', problem: { code: 'apply.still-on-its-way' } })
    await expect.poll(() => world.practice.state.strategies.size, { timeout: 5000 }).toBe(2)
    const later = await world.apply(source)

    // then it was sent once, and there is one
    expect(later).toMatchObject({ kind: 'stopped', problem: { code: 'plan.nothing-to-apply' } })
    expect(world.writes('POST', '/sso_strategies')).toBe(1)
    expect(await checked(world, first.runId)).toMatchObject({ outcome: 'proved', changes: [{ state: 'done' }] })
  })

  it('is made when it never arrived', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 300 })
    world.practice.faults.add({ method: 'POST', path: '/sso_strategies', kind: 'hang' })
    const source = sourceIn(world, { source: sourceOf('xml', [current], world) })
    expect(receiptIn(await world.apply(source)).outcome).toBe('unknown')

    const clock = { ...world.ports.clock, now: () => Date.now() + 120_000 }
    const made = await world.plan(source)
    if (!made.ok) throw new TypeError(made.error.cause)
    const request = applyRequest(world, source, { digest: made.value.plan.digest })
    const { end } = await applied({ ...world.ports, clock }, request, neverCancelled)

    expect(receiptIn(end).outcome).toBe('proved')
    expect(world.practice.state.strategies.size).toBe(2)
  })
})

describe('a site that trims names', () => {
  it('never gets a second provider by a profile with blanks in its display name', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const source = sourceIn(world, { displayName: ' Harbour Entra ID  ', source: sourceOf('fingerprint', [current], world) })

    expect(receiptIn(await world.apply(source)).outcome).toBe('proved')

    const again = await world.plan(source)
    expect(again.ok && again.value.plan.changes).toEqual([])
    expect([...world.practice.state.strategies.values()].map(({ label }) => label)).toEqual(['Practice Entra ID', 'Harbour Entra ID'])
  })
})

describe('people who go to a provider whose trust waits for a person', () => {
  it('stay where they are, and go by the next plan', async () => {
    await using world = await startApplyWorld({ strategyWrites: 'refused' })
    world.practice.changeAsSecondAdministrator({
      strategy: { id: 101, fields: { saml_provider_metadata_url: undefined, saml_provider_issuer_url: undefined } }
    })
    const person = [...world.practice.state.users.values()].find((user) => user.authentication_method === 'password' && !user.site_admin)
    if (person === undefined) throw new TypeError('nobody has a password')
    const wanted = sourceOf('xml', [current], world)
    const wish = samlWish({ strategyId: 101, displayName: 'Practice Entra ID', source: wanted })
    const users = [
      {
        username: person.username,
        authenticationMethod: 'sso',
        ssoStrategyId: 101,
        clear2fa: false,
        newUsername: undefined,
        newEmail: undefined
      }
    ]
    const source = { kind: 'profile', profile: world.profile({ saml: wish, users }) } as const

    const first = receiptIn(await world.apply(source))
    expect(first.changes.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['waiting', undefined],
      ['not-done', 'apply.provider-by-hand']
    ])
    world.practice.changeAsSecondAdministrator({ strategy: { id: 101, fields: entered(wanted, { label: 'Practice Entra ID' }) } })

    expect(receiptIn(await world.apply(source))).toMatchObject({ outcome: 'proved', changes: [{ change: { resource: 'user' } }] })
  })
})

function sourceIn(world: ApplyWorld, wanted: Partial<WantedSaml>) {
  return { kind: 'profile', profile: world.profile({ saml: samlWish(wanted) }) } as const
}

/** Shows every field of a provider that is asked for by itself, and no document in the list. */
function shortList({ service }: ApplyWorld): FilesService {
  return {
    ...service,
    async *strategies(signal) {
      const pages = service.strategies(signal)
      for (;;) {
        const page = await pages.next()
        if (page.done === true) return page.value
        yield page.value.map(withoutDocument)
      }
    }
  }
}

function withoutDocument(strategy: StrategyFacts): StrategyFacts {
  return { ...strategy, fields: { ...strategy.fields, saml_provider_metadata_content: undefined } }
}

async function checked(world: ApplyWorld, runId: string, reader = world.service): Promise<RunView> {
  const view = await checkRun(world.ports, { runId, reader }, neverCancelled)
  if (!view.ok) throw new TypeError(view.error.cause)
  return view.value
}

/** What a person enters in the web form. */
function entered(source: Parameters<typeof fieldsOfSource>[0], fields: FieldValues): FieldValues {
  const filled = Object.entries(fieldsOfSource(source)).filter(([, value]) => value !== '')
  return { provider: 'azure', protocol: 'saml', label: 'Harbour Entra ID', ...Object.fromEntries(filled), enabled: true, ...fields }
}
