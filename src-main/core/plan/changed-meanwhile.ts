import { fieldValueText, valueOf } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { FieldValues } from '../service/service-facts.ts'
import type { ResourceKind } from './plan.ts'

/** What somebody else changed: `LDAP Port: 389 was planned from, 636 is there now`. Fields that we do not plan are named without values. */
export function changedFieldsText(resource: ResourceKind, before: FieldValues, now: FieldValues): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => valueOf(before, name) !== valueOf(now, name))
  const texts = names.map((name) => {
    const field = serviceField(resource, name)
    if (field === undefined) return name
    return `${field.label}: ${fieldValueText(field, valueOf(before, name))} was planned from, ${fieldValueText(field, valueOf(now, name))} is there now`
  })
  return texts.join('; ')
}
