import { type Problem, problem } from '../../errors.ts'
import { type ServiceFieldMessage, serviceFieldMessages, wrongKind } from '../../model/service-field-messages.ts'
import { sameFieldValue, valueOf } from '../../model/service-field-value.ts'
import type { WantedFields } from '../../profile/profile.ts'
import { MASK } from '../../secret.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { ResourceState } from '../plan.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'

/** The wanted fields of one resource, checked one by one and together with what the site holds already; write-only ones set apart. */
export function wantedFields(resource: PlannedResource, current: ResourceState, wanted: WantedFields): Result<WantedResource, Problem> {
  const secrets: string[] = []
  const fields: [string, WantedFields[string]][] = []
  for (const [name, value] of Object.entries(wanted)) {
    const field = resource.fields.find((known) => known.name === name)
    if (field === undefined) return fail(problem('plan.profile.unknown-field', { field: name, resource: resource.name }))
    // What the site holds already is no wish, whatever it is: the service may know values that are documented nowhere.
    const isHeld = field.type.kind !== 'secret' && sameFieldValue(field, valueOf(current.fields, name), value)
    const isEmptied = value === '' && field.type.kind !== 'switch' && field.type.kind !== 'secret'
    const isNew = current.targetId === undefined && current.resource !== 'site-ldap'
    const isTooLate = field.isFixed === true && !isNew && !isHeld
    const reason =
      field.type.kind === 'unseen'
        ? UNSEEN
        : isTooLate
          ? FIXED
          : isHeld || isEmptied
            ? undefined
            : isMasked(value)
              ? MASKED
              : wrongKind(field, value)
    if (reason !== undefined) return fail(problem('plan.profile.bad-value', { field: name, resource: current.title, reason }))
    if (field.type.kind === 'secret') secrets.push(name)
    else fields.push([name, value])
  }
  const managed = Object.fromEntries(fields)
  const wrong = newErrors(resource, current, managed)[0]
  if (wrong !== undefined)
    return fail(problem('plan.profile.bad-value', { field: wrong.field, resource: current.title, reason: wrong.text }))
  return succeed({ id: current.id, fields: managed, secrets })
}

/** Copied from something that was shown: sent, it would be the words of the mask. */
function isMasked(value: WantedFields[string]): boolean {
  return typeof value === 'string' && value.includes(MASK)
}

const MASKED = `A part of it is masked (${MASK}), because it looks like a password that was typed. Write the real value.`

const UNSEEN = 'Nobody can read it back, so it is no ordinary setting: the oauth section says it.'

const FIXED = 'It is chosen when the provider is made, and stays so: another one needs a provider of its own.'

/** What is wrong with the site already is not the profile's fault and keeps nobody from repairing something else. */
function newErrors(resource: PlannedResource, current: ResourceState, managed: WantedFields): readonly ServiceFieldMessage[] {
  const known = new Set(errorsOf(current, {}).map(({ field, text }) => `${field} ${text}`))
  const changed = new Set(
    resource.fields
      .filter((field) => {
        const { name } = field
        return Object.hasOwn(managed, name) && !sameFieldValue(field, valueOf(current.fields, name), valueOf(managed, name))
      })
      .map(({ name }) => name)
  )
  return errorsOf(current, managed).filter(({ field, text }) => changed.has(field) || !known.has(`${field} ${text}`))
}

function errorsOf(current: ResourceState, managed: WantedFields): readonly ServiceFieldMessage[] {
  return serviceFieldMessages(current.resource, { ...current.fields, ...managed }).filter(({ severity }) => severity === 'error')
}
