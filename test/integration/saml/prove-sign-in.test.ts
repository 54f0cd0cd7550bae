import { afterEach, beforeEach, expect, it } from 'vitest'
import { proveSignIn } from '../../../src-main/app/operations/prove-sign-in.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import { type Result, succeed } from '../../../src-main/core/result.ts'
import type { SignInEvent, SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import { type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeEach(async () => {
  world = await startApplyWorld()
})
afterEach(async () => {
  await world[Symbol.asyncDispose]()
})

const strategyId = 101

/** Waits a fiftieth of the real time; `onEvent` plays the person at the sign-in page. */
async function proving(onEvent: (event: SignInEvent) => void, timeoutMs = 20_000): Promise<Result<SignInProof, Problem>> {
  const ports = { ...world.ports, links: { open: async () => succeed(null) } }
  const limits = { timeoutMs, firstPollMs: 500, pollMs: 500, mostFailures: 3 }
  const steps = proveSignIn(ports, world.service, strategyId, neverCancelled, limits)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
    onEvent(step.value)
  }
}

function signIn(more: Readonly<Record<string, unknown>> = {}): void {
  const { state } = world.practice
  const strategy = state.strategies.get(strategyId)
  const user = [...state.users.values()][1]
  state.ssoEvents.push({
    id: state.newId(),
    event_type: 'login',
    status: 'success',
    body: 'Signed in.',
    event_errors: [],
    // The clock of the service is a day behind, and its newest event is older still.
    created_at: new Date(Date.now() - 86_400_000).toISOString(),
    user_id: user?.id ?? null,
    username: user?.username ?? null,
    provider: strategy?.provider ?? null,
    provider_label: strategy?.label ?? null,
    ...more
  })
}

it('sees the sign-in that happens while it waits, not the ones before', async () => {
  const before = world.practice.state.ssoEvents.length
  expect(before).toBeGreaterThan(0)

  const end = await proving((event) => {
    if (event.type === 'waiting-since') signIn()
  })

  const username = [...world.practice.state.users.values()][1]?.username
  expect(end).toMatchObject({ ok: true, value: { kind: 'signed-in', username } })
})

it('explains a refusal by the code that the event holds', async () => {
  const end = await proving((event) => {
    if (event.type === 'waiting-since')
      signIn({ status: 'failure', body: 'AADSTS50105: The signed in user is not assigned.', event_errors: ['Refused.'] })
  })

  expect(end).toMatchObject({ ok: true, value: { kind: 'refused', problem: { code: 'entra.sign-in.not-assigned' } } })
})

it('outlasts a reading that the service does not answer', async () => {
  world.practice.faults.add({ method: 'GET', path: '/sso_events', skip: 1, times: 2, kind: 'answer-with', type: 'service-unavailable' })

  const end = await proving((event) => {
    if (event.type === 'waiting') signIn()
  })

  expect(end).toMatchObject({ ok: true, value: { kind: 'signed-in' } })
})

it('changes nothing at the site, and proves nothing when nobody comes', async () => {
  const end = await proving(() => undefined, 1000)

  expect(end).toMatchObject({ ok: true, value: { kind: 'not-seen', problem: { code: 'entra.sign-in.not-seen' } } })
  expect(world.practice.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})
