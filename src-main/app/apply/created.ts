import { type Problem, problem } from '../../core/errors.ts'
import { NEW_OAUTH_STRATEGY } from '../../core/plan/creation.ts'
import { plannedValue } from '../../core/plan/order-changes.ts'
import { fieldValueText, isEmptyValue, valueOf } from '../../core/model/service-field-value.ts'
import { serviceField } from '../../core/model/service-fields.ts'
import type { PlannedChange, ResourceState } from '../../core/plan/plan.ts'

/** For records and receipts, in which an unknown number is left out. */
export function createdIdOf(id: number | undefined): { readonly createdId?: number } {
  return id === undefined ? {} : { createdId: id }
}

/** A person chose another kind on the way to the form: it never turns green, and nothing can make it do so. */
export function otherwiseProblem(change: PlannedChange, otherwise: ResourceState | undefined): Problem | undefined {
  if (otherwise === undefined) return undefined
  const [provider, protocol] = ['provider', 'protocol'].map((name) => {
    const value = valueOf(otherwise.fields, name)
    return isEmptyValue(value) ? 'not told' : fieldValueText(serviceField(otherwise.resource, name), value)
  })
  const code = isOauth(change) ? 'provisioning.oauth.entered-otherwise' : 'saml.plan.entered-otherwise'
  return problem(code, { provider: otherwise.title, kind: `“${provider ?? ''}”, “${protocol ?? ''}”` })
}

/** Two could be what was made, and nothing tells which: neither is touched. */
export function severalProblem(change: PlannedChange, several: readonly number[] | undefined): Problem | undefined {
  if (several === undefined) return undefined
  const code = isOauth(change) ? 'provisioning.oauth.ambiguous-provider' : 'saml.plan.ambiguous-provider'
  return problem(code, { label: String(plannedValue(change, 'label')?.value ?? ''), numbers: several.join(', ') })
}

function isOauth({ id }: PlannedChange): boolean {
  return id === NEW_OAUTH_STRATEGY
}
