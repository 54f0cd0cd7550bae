import { neverCancelled } from '../../core/cancel.ts'
import { isCreation } from '../../core/plan/creation.ts'
import { fieldsToSend } from '../../core/plan/fields-to-send.ts'
import { type JudgedAnswer, judgeWriteAnswer } from '../../core/plan/judge-write-answer.ts'
import type { PlannedChange } from '../../core/plan/plan.ts'
import { assertNever, type Result } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { FieldsToSend, FilesWriter } from '../../core/service/files-service.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'

/** Sends a change once. No signal reaches it: a change on its way is always answered, or given up at its deadline, and then read back. */
export async function writeChange(
  writer: FilesWriter,
  change: PlannedChange,
  secrets: ReadonlyMap<string, Secret>
): Promise<JudgedAnswer & { readonly createdId?: number }> {
  const fields = fieldsToSend(change, secrets)
  // Looked at before the run began.
  if (!fields.ok) throw new TypeError(fields.error.cause)
  if (isCreation(change)) {
    const made = await writer.createStrategy(fields.value, neverCancelled)
    // A number that was there before is not what was made, whatever the answer says.
    const isNew = made.ok && !change.beside.some(({ id }) => id === made.value.id)
    return { ...judgeWriteAnswer(change, made.ok ? undefined : made.error), ...(isNew ? { createdId: made.value.id } : {}) }
  }
  const answer = await send(writer, change, fields.value)
  return judgeWriteAnswer(change, answer.ok ? undefined : answer.error)
}

function send(
  writer: FilesWriter,
  { id, resource, targetId }: PlannedChange,
  fields: FieldsToSend
): Promise<Result<unknown, ServiceFailure>> {
  if (resource === 'site-ldap') return writer.updateSite(fields, neverCancelled)
  if (targetId === undefined) throw new TypeError(`${id} has no target`)
  switch (resource) {
    case 'sso-strategy':
      return writer.updateStrategy(targetId, fields, neverCancelled)
    case 'user':
      return writer.updateUser(targetId, fields, neverCancelled)
    case 'group':
      return writer.updateGroup(targetId, fields, neverCancelled)
    default:
      return assertNever(resource)
  }
}
