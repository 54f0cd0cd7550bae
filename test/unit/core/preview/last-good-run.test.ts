import { describe, expect, it } from 'vitest'
import { lastGoodRun } from '../../../../src-main/core/preview/last-good-run.ts'
import { type CatalogFacts, type ProblemCode } from '../../../../src-main/core/error-catalog.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import type { SafetyReason } from '../../../../src-main/core/plan/plan.ts'
import type { PreviewRunHead } from '../../../../src-main/core/preview/preview-run.ts'
import { samplePreviewRun } from '../../../support/sample-preview-run.ts'

const managedBy = { kind: 'strategy', id: 12 } as const
const at = '2026-11-20T10:00:00.000Z'

describe('the last good run', () => {
  it('is the newest complete one', () => {
    const heads = [headOf('cut', { isComplete: false }), headOf('newer'), headOf('older')]

    expect(lastGoodRun(heads, managedBy)?.runId).toBe('newer')
  })

  it('is one of the same sync', () => {
    expect(lastGoodRun([headOf('other')], { kind: 'site-ldap' })).toBeUndefined()
    expect(lastGoodRun([headOf('other')], { kind: 'strategy', id: 13 })).toBeUndefined()
  })

  it.each([
    ['the directory was empty', reason('plan.safety.directory-empty', { base: 'dc=x' })],
    ['the directory had shrunk', reason('plan.safety.directory-shrunk', { count: 5, before: 100, percent: '5 %' })],
    ['somebody who must be found was not', reason('plan.safety.must-be-found', { names: 'anna', count: 1 })]
  ])('is none in which %s: damage that is looked at twice is no measure', (_, doubt) => {
    const doubtful = headOf('doubtful', { safety: { kind: 'unsafe', reasons: [doubt], evidence: [] } })

    expect(lastGoodRun([doubtful, headOf('good')], managedBy)?.runId).toBe('good')
  })

  it('may be one in which many would lose their access: the directory itself was whole', () => {
    const many = reason('plan.safety.too-many', { count: 50, by: 'sync', managed: 100, percent: '50 %', limit: '10 people' })
    const head = headOf('many', { safety: { kind: 'unsafe', reasons: [many], evidence: [] } })

    expect(lastGoodRun([head], managedBy)?.runId).toBe('many')
  })
})

function headOf(runId: string, summary: Partial<PreviewRunHead['summary']> = {}): PreviewRunHead {
  const { head } = samplePreviewRun({ runId, at })
  return { ...head, summary: { ...head.summary, ...summary } }
}

function reason<C extends ProblemCode>(code: C, facts: CatalogFacts<C>): SafetyReason {
  return { problem: problem(code, facts), canBeOverridden: true }
}
