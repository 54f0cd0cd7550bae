import type { Plan } from '../../src-main/contract/views.ts'
import type { FieldChange } from '../../src-main/core/plan/plan.ts'

/** One setting in which two plans of the same purpose differ. */
export interface PlanDifference {
  readonly resource: string
  readonly label: string
  readonly kind: 'new' | 'gone' | 'site-changed' | 'wish-changed'
  /** What the earlier plan had; absent when it did not have the setting. */
  readonly earlier: FieldChange | undefined
  readonly now: FieldChange | undefined
}

/** What is different between the plan that was looked at and the one made since. Empty when only something changed that neither plan touches. */
export function planDifferences(earlier: Plan, now: Plan): readonly PlanDifference[] {
  const before = settingsOf(earlier)
  const after = settingsOf(now)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): PlanDifference[] => {
    const first = before.get(key)
    const second = after.get(key)
    const named = second ?? first
    if (named === undefined) return []
    const { resource, field } = named
    const kind = kindOf(first?.field, second?.field)
    return kind === undefined ? [] : [{ resource, label: field.label, kind, earlier: first?.field, now: second?.field }]
  })
}

function settingsOf(plan: Plan): ReadonlyMap<string, { readonly resource: string; readonly field: FieldChange }> {
  return new Map(
    plan.changes.flatMap(({ id, title, fields }) => fields.map((field) => [`${id} ${field.field}`, { resource: title, field }] as const))
  )
}

function kindOf(earlier: FieldChange | undefined, now: FieldChange | undefined): PlanDifference['kind'] | undefined {
  if (earlier === undefined) return 'new'
  if (now === undefined) return 'gone'
  if (earlier.kind === 'unseen' && now.kind === 'unseen') return earlier.after === now.after ? undefined : 'wish-changed'
  if (earlier.kind !== 'value' || now.kind !== 'value') return earlier.kind === now.kind ? undefined : 'wish-changed'
  if (earlier.after !== now.after) return 'wish-changed'
  return earlier.before === now.before ? undefined : 'site-changed'
}
