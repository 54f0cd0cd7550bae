import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../../src-main/adapters/store/sha256-hex.ts'
import { approvalFileText, readApprovalFile } from '../../../../src-main/core/plan/approval-file.ts'
import { planDigest } from '../../../../src-main/core/plan/canonical-text.ts'
import type { FieldChange, Plan, PlanApproval } from '../../../../src-main/core/plan/plan.ts'
import { planFileText, readPlanFile } from '../../../../src-main/core/plan/plan-file.ts'
import { readReceiptFile, receiptFileText } from '../../../../src-main/core/plan/receipt-file.ts'
import type { Receipt } from '../../../../src-main/core/plan/receipt.ts'

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(undefined))
const field: fc.Arbitrary<FieldChange> = fc.oneof(
  fc.record({
    kind: fc.constant('value' as const),
    field: fc.string(),
    label: fc.string(),
    before: value,
    after: value,
    readBack: fc.constant('exact' as const)
  }),
  fc.record({ kind: fc.constant('secret' as const), field: fc.string(), label: fc.string() })
)

const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    site: fc.string(),
    baseline: fc.string(),
    fields: fc.array(field, { maxLength: 4 }),
    notes: fc.array(fc.string(), { maxLength: 2 })
  })
  .map(({ site, baseline, fields, notes }) => {
    const content = {
      schemaVersion: 1 as const,
      site,
      baseline,
      changes: [{ id: 'user:3', resource: 'user' as const, targetId: 3, title: 'User', way: 'update' as const, baseline: 'x', fields }]
    }
    return {
      ...content,
      purpose: 'profile' as const,
      madeAt: '2026-11-21T10:00:00.000Z',
      digest: planDigest(content, sha256Hex),
      safety: { kind: 'safe' as const, evidence: [] },
      breakGlass: { kind: 'not-needed' as const },
      notes
    }
  })

/** Absent values are not written, and are absent again when they are read. */
const asRead = (whole: object): unknown => JSON.parse(JSON.stringify(whole))

const receiptOf = (plan: Plan): Receipt => ({
  schemaVersion: 1,
  kind: 'receipt',
  runId: 'run-1',
  site: plan.site,
  purpose: 'profile',
  digest: plan.digest,
  startedAt: plan.madeAt,
  endedAt: plan.madeAt,
  appliedBy: 'alice',
  override: { site: plan.site, reason: 'meant' },
  approval: undefined,
  changes: plan.changes.map((change) => ({
    change,
    state: 'done',
    readBack: change.fields.map(({ field: name, label }) => ({ field: name, label, state: 'not-known' as const })),
    problem: undefined
  })),
  outcome: 'proved',
  changeRecord: 'left'
})

describe('a plan file', () => {
  it('gives the plan back, whatever is in it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const read = readPlanFile(`\uFEFF${planFileText(plan)}`, 'plan.json', sha256Hex)
        expect(read).toMatchObject({ ok: true, value: asRead(plan) as object })
      })
    )
  })

  it('is refused when anything that would be done was changed', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.integer({ min: 1, max: 255 }), (plan, where, by) => {
        const text = planFileText(plan)
        const at = where % text.length
        const changed = text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) + by) % 65_536) + text.slice(at + 1)
        const read = readPlanFile(changed, 'plan.json', sha256Hex)
        // What is no part of the digest (notes, date, verdicts) decides nothing: apply judges afresh.
        if (read.ok) expect(asRead(read.value.changes)).toEqual(asRead(plan.changes))
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    ['nothing', ''],
    ['half of it', '{"kind":"plan"'],
    ['a list', '[]'],
    ['another kind', '{"kind":"receipt","schemaVersion":1}'],
    ['a newer version', '{"kind":"plan","schemaVersion":2}'],
    ['only its head', '{"kind":"plan","schemaVersion":1}']
  ])('that holds %s is unreadable', (_, text) => {
    expect(readPlanFile(text, 'plan.json', sha256Hex)).toMatchObject({ ok: false, error: { code: 'plan.file-unreadable' } })
  })
})

describe('an approval file', () => {
  it('gives the approval back, and nothing else', () => {
    const [plan] = fc.sample(anyPlan, 1)
    if (plan === undefined) throw new TypeError('No plan')
    const approval: PlanApproval = {
      schemaVersion: 1,
      kind: 'approval',
      site: 'acme.files.com',
      digest: plan.digest,
      approvedBy: 'bob',
      approvedAt: plan.madeAt
    }

    expect(readApprovalFile(approvalFileText(approval), 'approval.json')).toEqual({ ok: true, value: approval })
    expect(readApprovalFile(planFileText(plan), 'approval.json')).toMatchObject({ ok: false, error: { code: 'plan.file-unreadable' } })
    expect(readApprovalFile(approvalFileText({ ...approval, approvedAt: 'yesterday' }), 'a')).toMatchObject({ ok: false })
  })
})

describe('a receipt file', () => {
  it('gives the receipt back, whatever is in it', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const receipt = receiptOf(plan)
        expect(readReceiptFile(receiptFileText(receipt), 'receipt.json')).toEqual({ ok: true, value: asRead(receipt) })
      })
    )
  })

  it('is refused when a part is missing', () => {
    const [plan] = fc.sample(anyPlan, 1)
    if (plan === undefined) throw new TypeError('No plan')
    const whole = asRead(receiptOf(plan)) as Record<string, unknown>
    for (const key of ['runId', 'site', 'purpose', 'digest', 'startedAt', 'appliedBy', 'changes', 'outcome', 'schemaVersion', 'kind']) {
      const { [key]: _, ...rest } = whole
      expect(readReceiptFile(JSON.stringify(rest), 'receipt.json'), key).toMatchObject({
        ok: false,
        error: { code: 'plan.file-unreadable' }
      })
    }
  })
})
