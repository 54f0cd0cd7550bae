import type { PracticeSite } from '../core/ports/practice.ts'
import type { KeychainPort } from '../core/ports/secrets.ts'
import type { Redactor } from '../core/redact.ts'
import type { Secret } from '../core/secret.ts'
import type { SiteSession } from './site-sessions.ts'

/**
 * The password of the account that reads a site's directory: as it was typed, else that of the practice site, else from the keychain; nobody
 * may know it. It is masked wherever it turns up from now on.
 */
export async function ldapPasswordFor(
  ports: { readonly keychain: KeychainPort; readonly redactor: Redactor },
  { isPractice, address }: SiteSession,
  practice: { readonly site: PracticeSite | undefined },
  typed: Secret
): Promise<Secret | undefined> {
  ports.redactor.register(typed)
  if (!typed.isEmpty) return typed
  if (isPractice) return practice.site?.ldapPassword
  const stored = await ports.keychain.read({ kind: 'ldap-password', site: address.host })
  if (!stored.ok || stored.value === undefined) return undefined
  ports.redactor.register(stored.value)
  return stored.value
}
