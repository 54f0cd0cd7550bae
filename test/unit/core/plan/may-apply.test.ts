import { describe, expect, it } from 'vitest'
import { problem } from '../../../../src-main/core/errors.ts'
import { type ApplyWish, reasonNotToApply } from '../../../../src-main/core/plan/may-apply.ts'
import { type Plan, type PlanApproval, parsePlanDigest, type SafetyReason } from '../../../../src-main/core/plan/plan.ts'

const digest = digestOf('a')
const site = 'acme.files.com'

const plan: Plan = {
  schemaVersion: 1,
  site,
  purpose: 'profile',
  madeAt: '2026-11-21T10:00:00.000Z',
  baseline: 'b',
  changes: [
    { id: 'site-ldap', resource: 'site-ldap', targetId: undefined, title: 'LDAP settings', way: 'update', baseline: 'c', fields: [] }
  ],
  digest,
  safety: { kind: 'safe', evidence: [] },
  breakGlass: { kind: 'proved', username: 'alice', evidence: [] },
  notes: []
}

const wish: ApplyWish = {
  digest,
  appliedBy: 'alice',
  override: undefined,
  approval: undefined,
  needsApproval: false,
  administrators: ['alice', 'bob'],
  missingSecrets: []
}

const approval: PlanApproval = {
  schemaVersion: 1,
  kind: 'approval',
  site,
  digest,
  approvedBy: 'Bob',
  approvedAt: '2026-11-21T11:00:00.000Z'
}
const few: SafetyReason = { problem: problem('plan.safety.directory-empty', { base: 'DC=x' }), canBeOverridden: true }
const cut: SafetyReason = { problem: problem('plan.safety.read-incomplete', { reason: 'cut' }), canBeOverridden: false }
const unsafe = (...reasons: readonly SafetyReason[]): Plan => ({ ...plan, safety: { kind: 'unsafe', reasons, evidence: [] } })
const override = { site, reason: 'It is meant.' }

function digestOf(digit: string) {
  const parsed = parsePlanDigest(digit.repeat(64))
  if (parsed === undefined) throw new TypeError('No digest')
  return parsed
}

const code = (one: Plan, more: Partial<ApplyWish> = {}): string | undefined => reasonNotToApply(one, { ...wish, ...more })?.code

describe('a plan may be applied', () => {
  it.each([
    ['when it is the confirmed one and safe', plan, {}, undefined],
    ['not when another one was confirmed', plan, { digest: digestOf('d') }, 'plan.stale'],
    ['not when it does nothing', { ...plan, changes: [] }, {}, 'plan.nothing-to-apply'],
    ['not when it is unsafe', unsafe(few), {}, 'plan.unsafe'],
    ['when that is overridden', unsafe(few), { override }, undefined],
    [
      'not when the override names the site in other letters',
      unsafe(few),
      { override: { ...override, site: 'Acme.files.com' } },
      'plan.override-wrong'
    ],
    ['not when the override has no reason', unsafe(few), { override: { ...override, reason: ' ' } }, 'plan.override-wrong'],
    ['not when one of the reasons has no override', unsafe(few, cut), { override }, 'plan.unsafe'],
    ['not without an approval that is needed', plan, { needsApproval: true }, 'plan.approval-missing'],
    ['when it is there', plan, { needsApproval: true, approval }, undefined],
    ['not with an approval of oneself', plan, { approval, appliedBy: 'BOB' }, 'plan.approval-wrong'],
    ['not with an approval of somebody else', plan, { approval: { ...approval, approvedBy: 'petra' } }, 'plan.approval-wrong'],
    ['not with an approval of another plan', plan, { approval: { ...approval, digest: digestOf('e') } }, 'plan.approval-wrong'],
    ['not with an approval for another site', plan, { approval: { ...approval, site: 'other' } }, 'plan.approval-wrong'],
    ['not without a password that it sets', plan, { missingSecrets: [{ label: 'LDAP Password' }] }, 'plan.secret-missing']
  ])('%s', (_, one, more, expected) => {
    expect(code(one, more)).toBe(expected)
  })

  it('not without a break-glass proof, whatever is overridden', () => {
    const reason = problem('plan.break-glass.nobody', { administrators: 2 })

    expect(code({ ...unsafe(few), breakGlass: { kind: 'not-proved', problem: reason } }, { override })).toBe('plan.break-glass.nobody')
  })

  it('and the names of protected people are marked as personal', () => {
    const protectedUser: SafetyReason = {
      problem: problem('plan.safety.protected-user', { names: 'anna', count: 1 }),
      canBeOverridden: true
    }

    const found = reasonNotToApply(unsafe(few, protectedUser), wish)

    expect(found?.evidence.map(({ personal }) => personal)).toEqual([undefined, true])
  })
})
