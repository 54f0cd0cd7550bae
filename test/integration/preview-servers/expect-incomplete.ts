import { expect } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PreviewDesk, PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import type { SafetyVerdict } from '../../../src-main/core/plan/plan.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { plainRules } from '../../support/plain-snapshot.ts'

/** Limits that stop nothing: what is unsafe by them is so by nature. */
export const lenient = plainRules({
  limits: { ...usualSafetyLimits, mostDisabled: 1_000_000, mostDisabledPercent: 100, leastPeoplePercent: 0 }
})

/** Whatever a reading that was cut is asked: it says that it is not whole, why, and that nothing may be built on it. */
export async function expectIncomplete(desk: PreviewDesk, view: PreviewView): Promise<void> {
  const { end } = view.reading
  if (end.kind !== 'cut') throw new TypeError(`It counts as complete: ${view.headline}`)
  expect(end.because).toMatch(/^[\p{Lu}\p{Ll}].*\.$/u)
  expect(view.summary.isComplete).toBe(false)
  expect(view.headline).toMatch(/^Incomplete/)
  expectUnsafe(view.summary.safety, end.because)
  // Other rules do not make it whole.
  const judged = await desk.judge(view.previewId, { ...lenient, whenGone: 'nothing', provisionsUsers: false }, neverCancelled)
  expect(judged).toMatchObject({ ok: true, value: { summary: { isComplete: false, safety: { kind: 'unsafe' } } } })
  if (judged.ok) expectUnsafe(judged.value.summary.safety, end.because)
}

export function expectUnsafe(safety: SafetyVerdict, because: string): void {
  if (safety.kind === 'safe') throw new TypeError('It counts as safe')
  expect(safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])).toEqual([
    ['plan.safety.read-incomplete', false]
  ])
  expect(safety.reasons[0]?.problem.cause).toContain(because.replace(/\.$/, ''))
}
