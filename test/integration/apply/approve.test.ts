import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApproveRequest, approvePlan } from '../../../src-main/app/operations/approve-plan.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { approvalFileText, readApprovalFile } from '../../../src-main/core/plan/approval-file.ts'
import { type Plan, parsePlanDigest } from '../../../src-main/core/plan/plan.ts'
import { planFileText } from '../../../src-main/core/plan/plan-file.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
let plan: Plan
beforeAll(async () => {
  world = await startApplyWorld()
  const made = await world.plan(source())
  if (!made.ok) throw new TypeError(made.error.cause)
  plan = made.value.plan
  // A second administrator with a key of her own.
  const alice = world.practice.state.apiKeys.find(({ key }) => key === world.practice.keys.siteAdmin)
  if (alice !== undefined) world.practice.state.apiKeys.push({ ...alice, id: 50, key: 'key-of-bob', userId: 2 })
})
afterAll(() => world[Symbol.asyncDispose]())

const source = () =>
  ({
    kind: 'profile',
    profile: world.profile({ siteLdap: { ldap_host: 'dc1.practice.example' }, safety: { ...usualSafetyLimits, needsApproval: true } })
  }) as const

const approving = (more: Partial<ApproveRequest> = {}) =>
  approvePlan(
    world.ports,
    { planText: planFileText(plan), fileName: 'plan.json', digest: plan.digest, reader: world.open('key-of-bob'), ...more },
    neverCancelled
  )

describe('a second person', () => {
  it('approves a plan file, and apply takes the approval file', async () => {
    const approval = await approving()
    if (!approval.ok) throw new TypeError(approval.error.cause)
    expect(approval.value).toMatchObject({ approvedBy: 'bob.admin', digest: plan.digest, site: world.site })
    expect(new Set(world.practice.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    const read = readApprovalFile(approvalFileText(approval.value), 'approval.json')
    if (!read.ok) throw new TypeError(read.error.cause)

    expect(receiptIn(await world.apply(source(), { digest: plan.digest, approval: read.value })).outcome).toBe('proved')
  })

  const changed = (): string => planFileText(plan).replace('dc1.practice.example', 'dc6.practice.example')

  it.each([
    ['a file that was changed', () => ({ planText: changed() }), 'plan.file-unreadable'],
    [
      'a file that is no plan',
      () => ({
        planText: approvalFileText({ schemaVersion: 1, kind: 'approval', site: 'x', digest: plan.digest, approvedBy: 'x', approvedAt: '' })
      }),
      'plan.file-unreadable'
    ],
    ['half a file', () => ({ planText: planFileText(plan).slice(0, 200) }), 'plan.file-unreadable'],
    ['another digest', () => ({ digest: parsePlanDigest('cd'.repeat(32)) ?? plan.digest }), 'plan.approval-wrong'],
    ['a key of the whole site', () => ({ reader: world.open(world.practice.keys.siteWide) }), 'plan.approval-wrong'],
    ['a key of somebody who is no administrator', () => ({ reader: world.open(world.practice.keys.plainUser) }), 'plan.approval-wrong'],
    ['a key that is not taken', () => ({ reader: world.open('nobody') }), 'service.key.refused']
  ])('cannot approve with %s', async (_, more, code) => {
    expect(await approving(more())).toMatchObject({ ok: false, error: { code } })
  })

  it('cannot approve the plan of another site', async () => {
    await using other = await startApplyWorld()

    expect(await approving({ reader: other.service })).toMatchObject({ ok: false, error: { code: 'plan.approval-wrong' } })
  })
})
