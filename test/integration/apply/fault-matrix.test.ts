import { describe, expect, it } from 'vitest'
import { receiptOf } from '../../../src-main/core/journal/recover-run.ts'
import type { ChangeState, RunOutcome } from '../../../src-main/core/plan/receipt.ts'
import type { FaultEffect } from '../../../src-main/practice/service/service-faults.ts'
import { receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'
import { type WriteKind, writeKinds } from './write-kinds.ts'

interface Case {
  readonly title: string
  readonly fault: (kind: WriteKind) => FaultEffect
  readonly state: ChangeState
  readonly code: string | undefined
  readonly outcome: RunOutcome
}

const proved = { state: 'done', code: undefined, outcome: 'proved' } as const
const notDone = (code: string) => ({ state: 'not-done', code, outcome: 'stopped' }) as const
/** Nobody said that the service has stopped working on it. */
const unknown = { state: 'unknown', code: 'service.write.outcome-unknown', outcome: 'unknown' } as const
const differs = { state: 'partly', code: 'apply.differs', outcome: 'differs' } as const

const cases: readonly Case[] = [
  { title: 'fails before it takes effect', fault: () => ({ kind: 'fail-before', how: 'error' }), ...notDone('service.busy.unavailable') },
  { title: 'fails after it took effect', fault: () => ({ kind: 'fail-after', how: 'error' }), ...proved },
  { title: 'times out before it takes effect', fault: () => ({ kind: 'hang' }), ...unknown },
  { title: 'times out after it took effect', fault: () => ({ kind: 'fail-after', how: 'no-answer' }), ...proved },
  {
    title: 'is told to slow down',
    fault: () => ({ kind: 'answer-with', type: 'rate-limited/too-many-requests', retryAfterSeconds: 1 }),
    ...notDone('service.busy.rate-limited')
  },
  { title: 'is cut off before it takes effect', fault: () => ({ kind: 'fail-before', how: 'reset' }), ...notDone('service.network.reset') },
  { title: 'is cut off after it took effect', fault: () => ({ kind: 'fail-after', how: 'reset' }), ...proved },
  {
    title: 'comes when the key is no longer taken',
    fault: () => ({ kind: 'answer-with', type: 'not-authenticated/invalid-credentials' }),
    ...notDone('service.key.refused')
  },
  {
    title: 'wants a second factor',
    fault: () => ({ kind: 'answer-with', type: 'not-authorized/two-factor-authentication-required' }),
    ...notDone('service.access.two-factor-wanted')
  },
  {
    title: 'is refused for its values',
    fault: () => ({ kind: 'answer-with', type: 'processing-failure/model-save-error' }),
    ...notDone('service.write.invalid')
  },
  {
    title: 'meets an internal fault in the documented form',
    fault: () => ({ kind: 'answer-with', type: 'service-unavailable/migration-in-progress' }),
    ...notDone('service.busy.unavailable')
  },
  { title: 'is answered by a proxy', fault: () => ({ kind: 'html-page', page: 'proxy' }), ...notDone('service.answer.proxy') },
  {
    title: 'is answered by a web page',
    fault: () => ({ kind: 'html-page', page: 'captive-portal' }),
    ...notDone('service.answer.html-page')
  },
  {
    title: 'is led away by the network',
    fault: () => ({ kind: 'html-page', page: 'captive-redirect' }),
    ...notDone('service.answer.captive-portal')
  },
  { title: 'is answered by half a document after it took effect', fault: () => ({ kind: 'broken-json' }), ...proved },
  { title: 'is answered in another form after it took effect', fault: () => ({ kind: 'wrong-shape' }), ...proved },
  {
    title: 'comes right after somebody else changed the same field',
    fault: ({ sameField }) => ({ kind: 'second-administrator', when: 'before', change: sameField }),
    ...proved
  },
  {
    title: 'comes right after somebody else changed another field',
    fault: ({ otherField }) => ({ kind: 'second-administrator', when: 'before', change: otherField }),
    ...proved
  },
  {
    title: 'is changed by somebody else right after it took effect',
    fault: ({ sameField }) => ({ kind: 'second-administrator', when: 'after', change: sameField }),
    ...differs
  },
  {
    title: 'takes effect but for one field, with success',
    fault: ({ keptField }) => ({ kind: 'drop-field', field: keptField }),
    ...differs
  }
]

describe.each(writeKinds)('a write of $name', (kind) => {
  it.each(cases)('that $title ends in the truth, and is sent once', async ({ fault, state, code, outcome }) => {
    // given a plan that was confirmed, and a fault that waits for its write
    await using world = await startApplyWorld({ strategyWrites: 'accepted', timeoutMs: 1000 })
    const source = { kind: 'profile', profile: world.profile(kind.wanted) } as const
    const made = await world.plan(source)
    if (!made.ok) throw new TypeError(made.error.cause)
    world.practice.faults.add({ method: 'PATCH', path: kind.path, ...fault(kind) })

    // when it is applied
    const receipt = receiptIn(await world.apply(source, { digest: made.value.plan.digest }))

    // then the receipt says what the site holds; of a single field that is kept back nothing is in effect
    const isAllKept = kind.fields.length === 1 && fault(kind).kind === 'drop-field'
    expect(receipt.changes.map((change) => ({ state: change.state, code: change.problem?.code }))).toEqual([
      { state: isAllKept ? 'not-done' : state, code }
    ])
    expect(receipt.outcome).toBe(outcome)
    expectTruth(receipt.changes, world.practice.state)
    // and the write left once, and the journal says the same
    expect(world.writes('PATCH', kind.path)).toBe(1)
    const runs = await world.ports.journal.runs()
    if (!runs.ok) throw new TypeError(runs.error.cause)
    expect(runs.value.map(receiptOf)).toEqual([JSON.parse(JSON.stringify(receipt))])
  })
})
