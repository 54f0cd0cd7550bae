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
import type { ServiceFault } from '../../../src-main/practice/service/service-faults.ts'
import type { ApplyOrder } from '../../support/apply-program.ts'
import { applyRequest, type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth, heldValue } from '../../support/expect-truth.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { allWanted, writeKinds } from './write-kinds.ts'

const PATHS = writeKinds.map(({ path }) => path)
/** run-started, then sending, answered and read-back of four changes, then run-ended. */
const RECORDS = 14

let compiled: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => (compiled = await temporaryFolder()))
afterAll(() => compiled[Symbol.asyncDispose]())

const sourceIn = (world: ApplyWorld) => ({ kind: 'profile', profile: world.profile(allWanted()) }) as const

/** A process of its own that applies; resolves when it is gone. It is killed as soon as `untilToKill` resolves. */
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
  const requests = world.practice.requests.length
  const view = await checkRun({ ...world.ports, clock }, { runId, reader: world.service }, neverCancelled)
  expect(new Set(world.practice.requests.slice(requests).map(({ method }) => method)).size).toBeLessThan(2)
  expect(world.practice.requests.slice(requests).some(({ method }) => method !== 'GET')).toBe(false)
  if (!view.ok) throw new TypeError(view.error.cause)
  return view.value
}

/** The whole life after a kill: the journal tells the truth, checking completes it, and applying again finishes the work. */
async function expectRecovery(world: ApplyWorld, hasEnded = false): Promise<void> {
  for (const path of PATHS) expect(world.writes('PATCH', path)).toBeLessThan(2)
  const before = await views(world)
  const [run] = before
  if (run !== undefined) {
    expect(run.outcome === 'interrupted').toBe(!hasEnded)
    // Before anybody has looked again nothing is claimed that is not so.
    expectTruth(run.changes, world.practice.state)
    const view = await checked(world, run.runId)
    expect(view.outcome).not.toBe('interrupted')
    expect(view.changes.map(({ state }) => state)).not.toContain('unknown')
    expectTruth(view.changes, world.practice.state)
  } else for (const path of PATHS) expect(world.writes('PATCH', path)).toBe(0)

  const again = await world.apply(sourceIn(world))

  if (again.kind === 'stopped') expect(again.problem.code).toBe('plan.nothing-to-apply')
  else expect(receiptIn(again).outcome).toBe('proved')
  const left = await world.plan(sourceIn(world))
  expect(left.ok && left.value.plan.changes).toEqual([])
  // What was in effect was not sent a second time.
  for (const done of run?.changes.filter(({ state }) => state === 'done') ?? []) {
    const [path] = PATHS.filter((each) =>
      each.startsWith(`/${{ 'site-ldap': 'site', 'sso-strategy': 'sso', user: 'users', group: 'groups' }[done.change.resource]}`)
    )
    expect(world.writes('PATCH', path ?? '')).toBe(1)
    expect(heldValue(world.practice.state, done.change, done.change.fields[0]?.field ?? '')).toBeDefined()
  }
}

// First and alone: a process that ends by itself leaves its compiled code to the others, which start in half the time.
it('a process that nobody kills ends by itself, with everything proved', async () => {
  await using world = await startApplyWorld({ strategyWrites: 'accepted' })

  expect(await applyInAProcess(world, {})).toBeNull()

  expect((await views(world)).map(({ outcome }) => outcome)).toEqual(['proved'])
  await expectRecovery(world, true)
})

describe.concurrent('a process that is killed while it applies', () => {
  const moments = Array.from({ length: RECORDS }, (_, index) => index + 1).flatMap((records) => [
    { records, when: 'before' as const },
    { records, when: 'after' as const }
  ])

  it.each(moments)('$when record $records is on disk leaves a journal that tells the truth', async (dieAt) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })

    expect(await applyInAProcess(world, { dieAt })).toBe('SIGKILL')

    expect((await views(world)).length).toBe(dieAt.records === 1 && dieAt.when === 'before' ? 0 : 1)
    await expectRecovery(world, dieAt.records === RECORDS && dieAt.when === 'after')
  })

  const hangs: readonly { readonly title: string; readonly fault: ServiceFault }[] = [
    ...PATHS.flatMap((path) => [
      { title: `the write of ${path} has arrived and is not in effect`, fault: { method: 'PATCH', path, kind: 'hang' } as const },
      {
        title: `the write of ${path} is in effect and not answered`,
        fault: { method: 'PATCH', path, kind: 'fail-after', how: 'no-answer' } as const
      }
    ]),
    { title: 'a change is read back', fault: { method: 'GET', path: '/sso_strategies/101', kind: 'hang', skip: 1 } as const },
    { title: 'the last look before a change is taken', fault: { method: 'GET', path: '/users/5', kind: 'hang' } as const }
  ]

  // Tests side by side share the global `expect`, which polls for whichever of them began or ended last; the own one does not.
  it.for(hangs)('while $title leaves a journal that tells the truth', async ({ fault }, { expect: own }) => {
    await using world = await startApplyWorld({ strategyWrites: 'accepted' })
    const made = await world.plan(sourceIn(world))
    expect(made.ok).toBe(true)
    world.practice.faults.add(fault)

    const untilTaken = () => own.poll(() => world.practice.faults.pending.length, { timeout: 20_000 }).toBe(0)
    expect(await applyInAProcess(world, {}, untilTaken)).toBe('SIGKILL')

    await expectRecovery(world)
  })
})
