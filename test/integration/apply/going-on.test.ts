import { expect, it } from 'vitest'
import { listRuns } from '../../../src-main/app/operations/list-runs.ts'
import { startApplyWorld } from '../../support/apply-world.ts'

it('calls a run going on while it is being applied, and interrupted only when nobody applies it any more', async () => {
  // given a site that does not answer to a write
  await using world = await startApplyWorld({ timeoutMs: 1500 })
  world.practice.faults.add({ method: 'PATCH', path: '/site', kind: 'hang' })

  // when somebody looks while the write is on its way
  const applying = world.apply({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_port: 636 } }) })
  await expect.poll(() => world.writes('PATCH', '/site'), { timeout: 10_000 }).toBe(1)
  const meanwhile = await listRuns(world.listing)
  const ownProcessGone = await listRuns({ ...world.listing, lockedSince: () => Promise.resolve(undefined) })

  // then it is told apart from one whose application has ended
  expect(meanwhile.ok && meanwhile.value.map(({ outcome, nextStep, canUndo }) => [outcome, nextStep, canUndo])).toEqual([
    ['going-on', '', false]
  ])
  expect(ownProcessGone.ok && ownProcessGone.value.map(({ outcome }) => outcome)).toEqual(['interrupted'])
  await applying
  const after = await listRuns(world.listing)
  expect(after.ok && after.value.map(({ outcome }) => outcome)).toEqual(['unknown'])
})
