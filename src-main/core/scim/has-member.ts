import { listOf, textOf } from './json-field.ts'
import type { ScimSeen } from './read-scim-answer.ts'

/** `undefined`: the answer is none from which anything follows. */
export function hasMember({ answer, body }: ScimSeen, userId: string | undefined): boolean | undefined {
  if (answer.kind === 'no-answer' || answer.status !== 200 || body.kind !== 'json') return undefined
  // A server leaves an empty list out.
  return (listOf(body.value, 'members') ?? []).some((member) => textOf(member, 'value') === userId)
}
