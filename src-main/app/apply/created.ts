import { type Problem, problem } from '../../core/errors.ts'
import { plannedValue } from '../../core/plan/order-changes.ts'
import type { PlannedChange } from '../../core/plan/plan.ts'

/** For records and receipts, in which an unknown number is left out. */
export function createdIdOf(id: number | undefined): { readonly createdId?: number } {
  return id === undefined ? {} : { createdId: id }
}

/** Two could be what was made, and nothing tells which: neither is touched. */
export function severalProblem(change: PlannedChange, several: readonly number[] | undefined): Problem | undefined {
  if (several === undefined) return undefined
  return problem('saml.plan.ambiguous-provider', { label: String(plannedValue(change, 'label')?.value ?? ''), numbers: several.join(', ') })
}
