import { expect, it } from 'vitest'
import { checkRun } from '../../../src-main/app/operations/check-run.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'
import { expectTruth } from '../../support/expect-truth.ts'

const HOST = 'dc1.practice.example'

async function checked(world: ApplyWorld, runId: string, laterMs: number) {
  const clock = { ...world.ports.clock, now: () => Date.now() + laterMs }
  const view = await checkRun({ ...world.ports, clock }, { runId, reader: world.service }, neverCancelled)
  if (!view.ok) throw new TypeError(view.error.cause)
  return view.value
}

it('a write that takes effect long after we stopped waiting is never called not done', async () => {
  // given a service that is slower than our patience
  await using world = await startApplyWorld({ timeoutMs: 300 })
  world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'slow', delayMs: 800 })

  // when a plan is applied
  const receipt = receiptIn(await world.apply({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: HOST } }) }))

  // then nobody knows yet
  expect(world.practice.state.site.ldap_host).toBeNull()
  expect(receipt).toMatchObject({ outcome: 'unknown', changes: [{ state: 'unknown', problem: { code: 'service.write.outcome-unknown' } }] })
  // and once it has arrived, checking the run finds it
  await expect.poll(() => world.practice.state.site.ldap_host).toBe(HOST)
  const view = await checked(world, receipt.runId, 0)
  expect(view).toMatchObject({ outcome: 'proved', canUndo: true })
  expectTruth(view.changes, world.practice.state)
})

it('a write that never arrives is called not done once it cannot be on its way any more', async () => {
  await using world = await startApplyWorld({ timeoutMs: 300 })
  world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'hang' })
  const { runId } = receiptIn(await world.apply({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: HOST } }) }))

  expect((await checked(world, runId, 0)).outcome).toBe('unknown')
  const view = await checked(world, runId, 120_000)

  expect(view).toMatchObject({ outcome: 'stopped', changes: [{ state: 'not-done' }], canUndo: false })
  expect(world.writes('PATCH', '/site')).toBe(1)
})
