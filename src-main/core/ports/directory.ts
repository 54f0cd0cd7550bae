import type { CancelSignal } from '../cancel.ts'
import type { DirectoryEntry, LdapFailure } from '../model/directory-facts.ts'
import type { Security } from '../model/directory-settings.ts'
import type { Result } from '../result.ts'
import type { Secret } from '../secret.ts'

export interface DirectoryPort {
  /** `verified`: TLS must pass this computer's verification (with `caPem`). `unverified`: for anonymous reads only; a bind is refused by a thrown bug. */
  open(target: DirectoryTarget, trust: 'verified' | 'unverified', signal: CancelSignal): Promise<Result<DirectorySession, LdapFailure>>
}

export interface DirectoryTarget {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly caPem?: string
  readonly timeoutMs: number
}

export interface DirectorySession {
  /** One simple bind. The password leaves the process here and nowhere else. */
  bind(name: string, password: Secret): Promise<Result<BindAnswer, LdapFailure>>
  /** The identity as the server names it (`dn:...`, `u:DOMAIN\name`); empty text means anonymous. */
  whoAmI(): Promise<Result<string, LdapFailure>>
  /** One entry; `undefined` when the server says it does not exist or hides it by an empty success. */
  read(dn: string, attributes: readonly string[]): Promise<Result<DirectoryEntry | undefined, LdapFailure>>
  search(request: SearchRequest): Promise<SearchOutcome>
  close(): void
}

export interface BindAnswer {
  /** Password policy warnings that came with the success (draft-behera-ldap-password-policy). */
  readonly passwordEndsInSeconds?: number
  readonly graceLoginsLeft?: number
  /** What the policy says although the sign-in succeeded: after `must-change` slapd refuses everything but a new password. */
  readonly policyError?: 'expired' | 'locked' | 'must-change' | 'other'
}

export interface SearchRequest {
  readonly base: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: string
  readonly attributes: readonly string[]
  readonly pageSize: number
  /** Called for each page as it arrives. Returning `stop` ends the search early without an error. */
  readonly onPage: (entries: readonly DirectoryEntry[]) => 'continue' | 'stop'
}

export interface SearchOutcome {
  /** `complete`: the server said so. `stopped`: `onPage` asked for it. `cut`: an error ended it; `seen` counts what came before. */
  readonly end: { readonly kind: 'complete' } | { readonly kind: 'stopped' } | { readonly kind: 'cut'; readonly failure: LdapFailure }
  readonly seen: number
  readonly pages: number
  readonly references: readonly string[]
}
