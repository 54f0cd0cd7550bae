import { expect } from 'vitest'
import { sameFieldValue } from '../../src-main/core/model/service-field-value.ts'
import { serviceField } from '../../src-main/core/model/service-fields.ts'
import type { PlannedChange } from '../../src-main/core/plan/plan.ts'
import type { ChangeReceipt } from '../../src-main/core/plan/receipt.ts'
import type { FieldValue } from '../../src-main/core/service/service-facts.ts'
import type { SiteState } from '../../src-main/practice/service/site-state.ts'
import type { StoredRecord } from '../../src-main/practice/service/stored-records.ts'

/**
 * Compares what receipts say with what the practice site holds: nothing is called verified that is not there, nothing not done that is, and
 * every difference names the value that is really there.
 */
export function expectTruth(changes: readonly ChangeReceipt[], state: SiteState): void {
  for (const { change, state: said, readBack, createdId } of changes) {
    // What was made is held under the number that it got.
    const held = (name: string): FieldValue => heldValue(state, { ...change, targetId: createdId ?? change.targetId }, name)
    for (const field of readBack) {
      const actual = held(field.field)
      if (field.state === 'verified')
        expect({ field: field.field, value: field.value }, change.id).toEqual({ field: field.field, value: actual })
      if (field.state === 'differs') expect({ field: field.field, actual: field.actual }, change.id).toEqual({ field: field.field, actual })
    }
    const values = change.fields.flatMap((field) => (field.kind === 'value' ? [field] : []))
    const inEffect = values.filter(({ field, after }) => isSame(change, field, held(field), after)).map(({ field }) => field)
    if (said === 'done') expect(inEffect, `${change.id} is called done`).toEqual(values.map(({ field }) => field))
    if (said === 'not-done') expect(inEffect, `${change.id} is called not done`).toEqual([])
  }
}

export function heldValue(state: SiteState, { resource, targetId }: PlannedChange, name: string): FieldValue {
  const value = recordOf(state, resource, targetId ?? -1)?.[name]
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

function recordOf(state: SiteState, resource: PlannedChange['resource'], id: number): StoredRecord | undefined {
  switch (resource) {
    case 'site-ldap':
      return state.site
    case 'sso-strategy':
      return state.strategies.get(id)
    case 'user':
      return state.users.get(id)
    case 'group':
      return state.groups.get(id)
  }
}

function isSame(change: PlannedChange, name: string, one: FieldValue, other: FieldValue): boolean {
  const field = serviceField(change.resource, name)
  return field === undefined ? one === other : sameFieldValue(field, one, other)
}
