import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../src-main/adapters/store/sha256-hex.ts'
import { keptPlanText, keptReceiptText } from '../../../src-main/cli/kept-files.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import { planDigest } from '../../../src-main/core/plan/canonical-text.ts'
import { readPlanFile } from '../../../src-main/core/plan/plan-file.ts'
import { readReceiptFile } from '../../../src-main/core/plan/receipt-file.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { samplePlan, sampleReceipt } from '../../support/sample-plan.ts'

const redactor = createRedactor()
redactor.register(new Secret('corp'))
const repeated = problem('plan.safety.directory-not-read', { reason: 'the server said: corp' }, [seen('Words', 'corp')])

describe('files that are kept', () => {
  it('lose secrets in sentences and keep values, so that the digest of a plan still fits', () => {
    const plan = {
      ...samplePlan(),
      safety: { kind: 'unsafe', reasons: [{ problem: repeated, canBeOverridden: true }], evidence: [seen('Seen', 'corp')] },
      breakGlass: { kind: 'not-proved', problem: repeated },
      notes: ['corp']
    } as const
    const whole = { ...plan, digest: planDigest(plan, sha256Hex) }

    const text = keptPlanText(whole, redactor.redactText)
    const read = readPlanFile(text, 'plan.json', sha256Hex)

    expect(read.ok ? read.value.changes : read.error).toEqual(whole.changes)
    expect(text.replaceAll('ldap.corp.example', '')).not.toContain('corp')
  })

  it('are receipts whose values undo can write back', () => {
    const receipt = sampleReceipt()
    const [change] = receipt.changes
    if (change === undefined) throw new TypeError('The sample has a change')

    const text = keptReceiptText(
      { ...receipt, override: { site: receipt.site, reason: 'corp' }, changes: [{ ...change, problem: repeated }] },
      redactor.redactText
    )
    const read = readReceiptFile(text, 'receipt.json')

    expect(read.ok ? read.value.changes[0]?.change : read.error).toEqual(change.change)
    expect(text.replaceAll('ldap.corp.example', '')).not.toContain('corp')
  })
})
