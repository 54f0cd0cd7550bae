import { describe, expect, it } from 'vitest'
import { changeRecord } from '../../../../src-main/core/plan/change-record.ts'
import { parsePlanDigest, type ResourceKind } from '../../../../src-main/core/plan/plan.ts'
import type { ChangeReceipt, ChangeState, RunOutcome } from '../../../../src-main/core/plan/receipt.ts'

const digest = parsePlanDigest('0123456789abcdef'.repeat(4))
if (digest === undefined) throw new TypeError('No digest')

function receipt(resource: ResourceKind, state: ChangeState): ChangeReceipt {
  const title = 'User anna.smith@corp.example'
  return {
    change: { id: title, resource, targetId: 1, title, way: 'update', baseline: '', fields: [] },
    state,
    readBack: [],
    problem: undefined
  }
}

const record = (outcome: RunOutcome, changes: readonly ChangeReceipt[], purpose: 'profile' | 'undo' = 'profile') =>
  changeRecord({ runId: 'run-1', digest, purpose, changes, outcome })

describe('a change record', () => {
  it('counts, names kinds, plan and run, and nobody', () => {
    const changes = [receipt('site-ldap', 'done'), receipt('user', 'done'), receipt('user', 'done'), receipt('sso-strategy', 'waiting')]

    expect(record('handed-off', changes)).toEqual({
      status: 'success',
      body: 'Entra Setup Assistant: a plan was applied. 3 of 4 changes are in effect (LDAP settings of the site, names and sign-in of users). 1 waits for the web form. What was sent was read back as planned. Plan 0123456789ab, run run-1.'
    })
  })

  it.each([
    ['proved', [receipt('user', 'done')], 'success'],
    ['stopped', [receipt('user', 'done'), receipt('user', 'not-done')], 'partial_failure'],
    ['stopped', [receipt('user', 'not-done')], 'failure'],
    ['unknown', [receipt('user', 'unknown')], 'failure'],
    ['differs', [receipt('user', 'partly')], 'failure']
  ] as const)('of a run that is %s has the status %s', (outcome, changes, status) => {
    expect(record(outcome, changes, 'undo').status).toBe(status)
  })
})
