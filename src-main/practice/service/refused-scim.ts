import type { Answer } from './answer.ts'
import { cannotBeSaved } from './error-answer.ts'
import type { StoredStrategy } from './stored-records.ts'

/** SCIM works beside SAML only. `undefined`: nothing stands in the way. */
export function refusedScim({ protocol, scim_authentication_method: method }: StoredStrategy): Answer | undefined {
  const isOn = typeof method === 'string' && method !== '' && method !== 'none'
  return isOn && protocol !== 'saml' ? cannotBeSaved({ scim_authentication_method: ['is available with SAML only'] }) : undefined
}
