import { type Problem, problem } from '../../core/errors.ts'
import { plannedValue } from '../../core/plan/order-changes.ts'
import { fieldValueText, isEmptyValue, valueOf } from '../../core/model/service-field-value.ts'
import { serviceField } from '../../core/model/service-fields.ts'
import type { PlannedChange, ResourceState } from '../../core/plan/plan.ts'

/** For records and receipts, in which an unknown number is left out. */
export function createdIdOf(id: number | undefined): { readonly createdId?: number } {
  return id === undefined ? {} : { createdId: id }
}

/** A person chose another kind on the way to the form: it never turns green, and nothing can make it do so. */
export function otherwiseProblem(otherwise: ResourceState | undefined): Problem | undefined {
  if (otherwise === undefined) return undefined
  const [provider, protocol] = ['provider', 'protocol'].map((name) => {
    const value = valueOf(otherwise.fields, name)
    return isEmptyValue(value) ? 'not told' : fieldValueText(serviceField(otherwise.resource, name), value)
  })
  return problem('saml.plan.entered-otherwise', { provider: otherwise.title, kind: `“${provider ?? ''}”, “${protocol ?? ''}”` })
}

/** Two could be what was made, and nothing tells which: neither is touched. */
export function severalProblem(change: PlannedChange, several: readonly number[] | undefined): Problem | undefined {
  if (several === undefined) return undefined
  return problem('saml.plan.ambiguous-provider', { label: String(plannedValue(change, 'label')?.value ?? ''), numbers: several.join(', ') })
}
