import type { FieldValues } from '../../service/service-facts.ts'

/**
 * Fields as they are read from the service, without absent ones, and without any whose name is that of a secret: what plans, journals and
 * receipts are made from cannot hold one, whatever an answer had in it.
 */
export function readableFields(fields: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== undefined && (!SECRET_NAME.test(name) || DAYS_OF_SECRETS.has(name)))
  )
}

/** When a secret ends is no secret. */
const DAYS_OF_SECRETS: ReadonlySet<string> = new Set(['scim_oauth_access_token_expires_at'])

const SECRET_NAME = /password_change|ldap_password|secret|token|private_key|api_key/i
