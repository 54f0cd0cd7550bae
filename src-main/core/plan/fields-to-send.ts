import { type Problem, problem } from '../errors.ts'
import { serviceField } from '../model/service-fields.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { Secret } from '../secret.ts'
import type { FieldValue } from '../service/service-facts.ts'
import type { FieldsToSend } from '../service/files-service.ts'
import type { PlannedChange } from './plan.ts'

/**
 * The body of the one request that carries out a change; only what changes is in it. An emptied text travels as `''`, an emptied number as `null`.
 * `plan.secret-missing` when the value of a write-only field was not given.
 */
export function fieldsToSend(change: PlannedChange, secrets: ReadonlyMap<string, Secret>): Result<FieldsToSend, Problem> {
  if (change.way === 'hand-off') throw new TypeError(`${change.id} is entered by a person, not sent`)
  const body = new Map<string, FieldValue | Secret>()
  for (const field of change.fields) {
    if (field.kind === 'value') body.set(field.field, isEmptiedNumber(change, field.field, field.after) ? undefined : (field.after ?? ''))
    else if (field.kind === 'unseen') throw new TypeError(`${field.field} of ${change.id} is entered by a person, not sent`)
    else if (field.field === 'clear_2fa') body.set('clear_2fa', true)
    else {
      if (change.resource !== 'site-ldap' || field.field !== 'ldap_password')
        throw new TypeError(`How ${field.field} of ${change.id} is sent is documented nowhere`)
      const secret = secrets.get(field.field)
      if (secret === undefined || secret.isEmpty) return fail(problem('plan.secret-missing', { field: field.label }))
      body.set('ldap_password_change', secret).set('ldap_password_change_confirmation', secret)
    }
  }
  return succeed(Object.fromEntries(body))
}

/** An empty text is no number: emptied, it travels as `null`, which the client makes of `undefined`. */
function isEmptiedNumber({ resource }: PlannedChange, name: string, after: FieldValue): boolean {
  return (after === '' || after === undefined) && serviceField(resource, name)?.type.kind === 'number'
}
