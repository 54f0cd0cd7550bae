import type { CancelSignal } from '../cancel.ts'
import type { Result } from '../result.ts'
import type { OwnedKindByUser, OwnedKindOfSite } from '../model/owned-kinds.ts'
import type { Secret } from '../secret.ts'
import type {
  ApiKeyFacts,
  ExternalEventFacts,
  FieldValue,
  GroupFacts,
  GroupUserFacts,
  OwnedFacts,
  ScimLogFacts,
  SettingsChangeFacts,
  SiteFacts,
  SsoEventFacts,
  StrategyFacts,
  UserFacts
} from './service-facts.ts'
import type { ServiceFailure } from './service-failure.ts'
import type { SiteAddress } from './site-address.ts'

export interface FilesServicePort {
  /** Nothing is sent yet. */
  open(address: SiteAddress, key: Secret): FilesService
}

type Answer<T> = Promise<Result<T, ServiceFailure>>

/** Pages as they arrive; the return value says how the reading ended. A reading that was cut must never be taken for the whole. */
export type Pages<T> = AsyncGenerator<readonly T[], ReadEnd, undefined>
export type ReadEnd = { readonly kind: 'complete' } | { readonly kind: 'cut'; readonly failure: ServiceFailure }

/** What of the service can be read. Preview, check, plan and verify are given this and nothing more: they have no way to write. Every method throws `Cancelled` when its signal fires. */
export interface FilesReader {
  readonly address: SiteAddress
  /** By how much the clock of the service is ahead of this computer’s, within a second or the time an answer took; absent: no answer has told yet. */
  serviceAheadMs?(): number | undefined
  apiKey(signal: CancelSignal): Answer<ApiKeyFacts>
  site(signal: CancelSignal): Answer<SiteFacts>
  strategies(signal: CancelSignal): Pages<StrategyFacts>
  strategy(id: number, signal: CancelSignal): Answer<StrategyFacts>
  /** The SCIM token, when the service hands it out; the only place where it leaves the answer. `undefined`: there is none, or it is kept back. */
  scimToken(strategyId: number, signal: CancelSignal): Answer<Secret | undefined>
  users(filter: UserFilter, signal: CancelSignal): Pages<UserFacts>
  user(id: number, signal: CancelSignal): Answer<UserFacts>
  groups(signal: CancelSignal): Pages<GroupFacts>
  group(id: number, signal: CancelSignal): Answer<GroupFacts>
  groupUsers(signal: CancelSignal): Pages<GroupUserFacts>
  /** What belongs to one user, of the kinds that the service lists user by user. */
  ownedBy(kind: OwnedKindByUser, userId: number, signal: CancelSignal): Pages<OwnedFacts>
  /** Of the kinds that it lists for the whole site only: everybody's. */
  ownedOfSite(kind: OwnedKindOfSite, signal: CancelSignal): Pages<OwnedFacts>
  /** Newest first. */
  externalEvents(since: string | undefined, signal: CancelSignal): Pages<ExternalEventFacts>
  ssoEvents(since: string | undefined, signal: CancelSignal): Pages<SsoEventFacts>
  scimLogs(since: string | undefined, signal: CancelSignal): Pages<ScimLogFacts>
  settingsChanges(since: string | undefined, signal: CancelSignal): Pages<SettingsChangeFacts>
  ipAddresses(signal: CancelSignal): Answer<readonly string[]>
}

export interface UserFilter {
  readonly username?: string
  /** Whether capitals count is not documented. */
  readonly usernamePrefix?: string
  readonly siteAdmin?: boolean
  /** For who wants the first few only. */
  readonly pageSize?: number
}

/** Fields to send, by the service's names. A secret travels as `Secret` and is revealed while the body is written. */
export type FieldsToSend = Readonly<Record<string, FieldValue | Secret>>

/** Every write. None is ever repeated by the client: a lost answer is `no-answer` with `sent: 'maybe'`. */
export interface FilesWriter {
  /** Throws a bug for any field that does not begin with `ldap_`. */
  updateSite(fields: FieldsToSend, signal: CancelSignal): Answer<SiteFacts>
  /** Documented until 2020 only, as every write to a provider. The answer’s number is what is read back. */
  createStrategy(fields: FieldsToSend, signal: CancelSignal): Answer<StrategyFacts>
  updateStrategy(id: number, fields: FieldsToSend, signal: CancelSignal): Answer<StrategyFacts>
  updateUser(id: number, fields: FieldsToSend, signal: CancelSignal): Answer<UserFacts>
  updateGroup(id: number, fields: FieldsToSend, signal: CancelSignal): Answer<GroupFacts>
  /** Answers when the service has taken the order, not when the sync is over. */
  startSync(strategyId: number, signal: CancelSignal): Answer<null>
  createExternalEvent(status: string, body: string, signal: CancelSignal): Answer<ExternalEventFacts>
  /** Sends one change without any field to an existing strategy: it can change nothing, and the answer tells whether such writes are taken. */
  probeStrategyWrites(strategyId: number, signal: CancelSignal): Answer<'accepted' | 'refused'>
}

export type FilesService = FilesReader & FilesWriter
