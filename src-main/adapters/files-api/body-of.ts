import { Secret } from '../../core/secret.ts'
import type { FieldsToSend } from '../../core/service/files-service.ts'

/**
 * The body of a write. A field without a value (`undefined`) is sent as `null`, because JSON would leave it out and the service then keep
 * what it has; an emptied text field is the empty text. Secrets are revealed here, while the body is written, and nowhere before.
 */
export function bodyOf(fields: FieldsToSend): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (!(value instanceof Secret)) return [[name, value ?? null]]
      const text = value.reveal()
      return (SENT_AS[name] ?? [name]).map((sentName) => [sentName, text])
    })
  )
}

/** The service wants a new password twice, under names of its own. */
const SENT_AS: Readonly<Record<string, readonly string[]>> = {
  ldap_password: ['ldap_password_change', 'ldap_password_change_confirmation']
}
