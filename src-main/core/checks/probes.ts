import type { LdapFailure, NameAnswer, ConnectAnswer, RootDseFacts, ServiceRecord } from '../model/directory-facts.ts'
import type {
  AccountFacts,
  BaseFacts,
  GroupFacts,
  IdentityFacts,
  LimitFacts,
  PeopleFacts,
  PersonExplanation,
  PersonTest
} from '../model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../model/directory-settings.ts'
import type { TlsLook } from '../model/tls-facts.ts'
import type { BindAnswer } from '../ports/directory.ts'
import type { Result } from '../result.ts'

/**
 * What checks may ask about one host. Probes do, checks judge: every answer is worked out once, on first demand,
 * so that two checks that need the TLS facts cost one look.
 */
export interface HostProbes {
  /** `settings.host` is the host of this ladder, also for a backup host. */
  readonly settings: DirectorySettings
  /** ISO 8601, the moment the run began: the clock that dates are judged by. */
  readonly now: string
  name(): Promise<NameAnswer>
  services(): Promise<ServiceLookup>
  connections(): Promise<readonly ConnectAnswer[]>
  tls(): Promise<TlsLook>
  rootDse(): Promise<Result<RootDseFacts, LdapFailure>>
  /** The chosen type, or the one found out; OpenLDAP rules for a server that is neither. */
  serverType(): Promise<ServerType>
  bind(): Promise<BindProbe>
  /** Whether the rung that signs in has done so. Never signs in by itself: the password waits until the certificate has been judged. */
  hasSignedIn(): Promise<boolean>
  identity(): Promise<IdentityFacts>
  account(): Promise<AccountFacts>
  base(): Promise<BaseFacts>
  people(): Promise<PeopleFacts>
  groups(): Promise<GroupFacts>
  limits(): Promise<LimitFacts>
}

export interface PersonProbes extends HostProbes {
  explanation(): Promise<PersonExplanation>
  person(): Promise<PersonTest>
}

export interface BackupProbes extends HostProbes {
  readonly first: HostProbes
}

export interface ServiceLookup {
  readonly asked: readonly string[]
  readonly records: readonly ServiceRecord[]
}

export type BindProbe =
  | { readonly kind: 'bound'; readonly answer: BindAnswer; readonly durationMs: number }
  /** The connection for the sign-in could not be opened; no password was sent. */
  | { readonly kind: 'not-opened'; readonly failure: LdapFailure }
  | { readonly kind: 'refused'; readonly failure: LdapFailure }
  | { readonly kind: 'not-sent'; readonly because: 'empty-password' | 'cleartext-not-allowed' }
  /** The same password was refused by another host of this run: trying again could lock the account. */
  | { readonly kind: 'refused-elsewhere'; readonly host: string; readonly checkId: string }
