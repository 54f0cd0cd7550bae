import { listOf, textOf } from './json-field.ts'
import type { ScimSeen } from './read-scim-answer.ts'

/** `undefined`: the answer does not say who is in the group. */
export function hasMember({ answer, body }: ScimSeen, userId: string | undefined): boolean | undefined {
  if (answer.kind === 'no-answer' || answer.status !== 200 || body.kind !== 'json') return undefined
  const members = listOf(body.value, 'members')
  return members?.some((member) => textOf(member, 'value') === userId)
}
