import { sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { ResourceKind } from './plan.ts'
import type { WantedResource } from './wanted.ts'

/** Whether two wishes about one resource agree on a field; they do where one of them leaves it alone. */
export function isSameWish(kind: ResourceKind, name: string, one: WantedResource, other: WantedResource): boolean {
  if (!Object.hasOwn(one.fields, name) || !Object.hasOwn(other.fields, name)) return true
  const field = serviceField(kind, name)
  const [first, second] = [valueOf(one.fields, name), valueOf(other.fields, name)]
  return field === undefined ? first === second : sameFieldValue(field, first, second)
}

/** Both wishes about one resource in one. */
export function mergedWish(one: WantedResource, other: WantedResource): WantedResource {
  return {
    ...one,
    ...other,
    fields: { ...one.fields, ...other.fields },
    secrets: [...new Set([...one.secrets, ...other.secrets])]
  }
}
