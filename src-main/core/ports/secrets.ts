import type { Problem } from '../errors.ts'
import type { Result } from '../result.ts'
import type { Secret } from '../secret.ts'

/** The operating system's store for secrets. Every method that fails says why as a problem, and the application goes on with what it holds in memory. */
export interface KeychainPort {
  read(account: KeychainAccount): Promise<Result<Secret | undefined, Problem>>
  write(account: KeychainAccount, secret: Secret): Promise<Result<null, Problem>>
  remove(account: KeychainAccount): Promise<Result<null, Problem>>
}

/** `site`: its host. */
export type KeychainAccount =
  | { readonly kind: 'api-key' | 'ldap-password'; readonly site: string }
  /** Each provider has a token of its own. */
  | { readonly kind: 'scim-token'; readonly site: string; readonly strategyId: number }

/** The clipboard of the operating system, for secrets that a person has to carry elsewhere: taken out again after a minute, unless it holds something else by then. */
export interface ClipboardPort {
  write(secret: Secret): void
}
