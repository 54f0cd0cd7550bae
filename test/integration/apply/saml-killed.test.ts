import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode } from '../../../scripts/run-command.mjs'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { listRuns } from '../../../src-main/app/operations/list-runs.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { RunView } from '../../../src-main/core/journal/run-view.ts'
import type { FaultEffect } from '../../../src-main/practice/service/service-faults.ts'
import type { ApplyOrder } from '../../support/apply-program.ts'
import { applyRequest, type ApplyWorld, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'
import { samlWish, sourceOf } from '../../support/saml/plan-sources.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** run-started, sending, answered, read-back, run-ended. */
const RECORDS = 5

let key: SigningKey
let compiled: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  key = await makeSigningKey({ kind: 'ec' })
  compiled = await temporaryFolder()
})
afterAll(() => compiled[Symbol.asyncDispose]())

const sourceIn = (world: ApplyWorld) =>
  ({ kind: 'profile', profile: world.profile({ saml: samlWish({ source: sourceOf('xml', [key], world) }) }) }) as const

describe.concurrent('a process that is killed while it makes a provider', () => {
  const moments = Array.from({ length: RECORDS }, (_, index) => index + 1).flatMap((records) => [
    { records, when: 'before' as const },
    { records, when: 'after' as const }
  ])

  it.each(moments)('$when record $records is on disk never makes two', async (dieAt) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })

    expect(await applyInAProcess(world, { dieAt })).toBe('SIGKILL')

    await expectRecovery(world)
  })

  // Tests side by side share the global `expect`, which polls for whichever of them began or ended last; the own one does not.
  it.for<[string, FaultEffect]>([
    ['in effect and not answered', { kind: 'fail-after', how: 'no-answer' }],
    ['swallowed', { kind: 'hang' }]
  ])('while the request is %s never makes two', async ([, fault], { expect: own }) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    world.practice.faults.add({ method: 'POST', path: '/sso_strategies', ...fault })

    const untilTaken = () => own.poll(() => world.practice.faults.pending.length, { timeout: 20_000 }).toBe(0)
    expect(await applyInAProcess(world, {}, untilTaken)).toBe('SIGKILL')

    await expectRecovery(world)
  })
})

/** The journal tells the truth, checking completes it, and applying again makes what is missing and nothing twice. */
async function expectRecovery(world: ApplyWorld): Promise<void> {
  const made = madeIn(world)
  expect(made.length).toBeLessThan(2)
  const [run] = await views(world)
  if (run !== undefined) {
    expectTruth(run.changes, world.practice.state)
    const view = await checked(world, run.runId)
    expect(view.changes.map(({ state }) => state)).toEqual([made.length === 1 ? 'done' : 'not-done'])
    expect(view.changes[0]?.createdId).toBe(made[0])
    expectTruth(view.changes, world.practice.state)
  }

  const again = await world.apply(sourceIn(world))

  if (again.kind === 'stopped') expect(again.problem.code).toBe('plan.nothing-to-apply')
  else expect(again.receipt.outcome).toBe('proved')
  expect(madeIn(world).length).toBe(1)
  const left = await world.plan(sourceIn(world))
  expect(left.ok && left.value.plan.changes).toEqual([])
}

async function applyInAProcess(
  world: ApplyWorld,
  more: Pick<ApplyOrder, 'dieAt'>,
  untilToKill?: () => Promise<void>
): Promise<NodeJS.Signals | null> {
  const made = await world.plan(sourceIn(world))
  if (!made.ok) throw new TypeError(made.error.cause)
  const { service: _, ldapPassword: __, ...request } = applyRequest(world, sourceIn(world), { digest: made.value.plan.digest })
  const order: ApplyOrder = { origin: world.practice.origin, key: world.practice.keys.siteAdmin, folder: world.folder, request, ...more }
  const child = spawn(projectNode(), [join(projectRoot, 'test', 'support', 'apply-program.ts')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled.path }
  })
  child.stdin.end(JSON.stringify(order))
  const gone = once(child, 'exit')
  if (untilToKill !== undefined) {
    await untilToKill()
    child.kill('SIGKILL')
  }
  await gone
  return child.signalCode
}

async function views(world: ApplyWorld): Promise<readonly RunView[]> {
  const runs = await listRuns(world.listing)
  if (!runs.ok) throw new TypeError(runs.error.cause)
  return runs.value
}

/** As somebody does who opens the application again some minutes later. */
async function checked(world: ApplyWorld, runId: string): Promise<RunView> {
  const clock = { ...world.ports.clock, now: () => Date.now() + 300_000 }
  const view = await checkRun({ ...world.ports, clock }, { runId, reader: world.service }, neverCancelled)
  if (!view.ok) throw new TypeError(view.error.cause)
  return view.value
}

function madeIn(world: ApplyWorld): readonly number[] {
  return [...world.practice.state.strategies.keys()].filter((id) => id !== 101)
}
