import { isEmptyValue, sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { serviceFieldsOf } from '../model/service-fields.ts'
import type { ReadState, ResourceState } from './plan.ts'
import type { FieldReadBack } from './receipt.ts'
import type { Verification } from './verification.ts'
import type { WantedResource } from './wanted.ts'

/** Every field that is managed, in the order of the web form, as the site holds it. */
export function verifyWanted(state: ReadState, wanted: WantedResource): Verification['resources'] {
  const found = state.resources.find(({ id }) => id === wanted.id)
  const current = found ?? notThereYet(wanted)
  if (current === undefined) return []
  const fields = serviceFieldsOf(current.resource).flatMap((field): FieldReadBack[] => {
    const { name, label } = field
    if (name === 'client_secret' ? wanted.secrets.includes(name) : Object.hasOwn(wanted.unseen ?? {}, name))
      return [{ field: name, label, state: 'only-by-sign-in' }]
    if (wanted.secrets.includes(name)) return [{ field: name, label, state: 'not-known' }]
    if (!Object.hasOwn(wanted.fields, name)) return []
    const planned = valueOf(wanted.fields, name)
    // What is not there does not hold an empty value either.
    if (found === undefined && isEmptyValue(planned)) return []
    const actual = valueOf(current.fields, name)
    return sameFieldValue(field, planned, actual)
      ? [{ field: name, label, state: 'verified', value: actual }]
      : [{ field: name, label, state: 'differs', planned, actual }]
  })
  return [{ id: current.id, title: current.title, fields }]
}

/** What is yet to be made holds nothing of what is wanted. */
function notThereYet({ id, made }: WantedResource): ResourceState | undefined {
  return made === undefined ? undefined : { id, resource: made.resource, targetId: undefined, title: made.title, fields: {} }
}
