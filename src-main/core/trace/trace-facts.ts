import type { Problem } from '../errors.ts'
import type { IdentityRow } from '../identity/identity-views.ts'
import type { Trace } from '../preview/preview-result.ts'
import type { PreviewRow } from '../preview/preview-result.ts'
import type { ReadScimEntry } from '../scim/log/group-scim-causes.ts'
import type { ExternalEventFacts, SettingsChangeFacts, SsoEventFacts, StrategyFacts, UserFacts } from '../service/service-facts.ts'

/** All that was read about one person, and about whoever could be mistaken for the person. Lists are newest first. */
export interface TraceFacts {
  readonly asked: string
  readonly site: string
  readonly now: string
  /** All users of the site; as far as they were read. */
  readonly users: readonly UserFacts[]
  /** Whether there are more users than were read: then nobody is missing, and no name is free. */
  readonly areUsersCut: boolean
  readonly strategies: readonly StrategyFacts[]
  readonly directory: DirectoryLook
  /** The person in the table of identities that was read before; absent: there is no table, or nobody in it is called so. */
  readonly identity: IdentityRow | undefined
  readonly ssoEvents: readonly SsoEventFacts[]
  readonly scimEntries: readonly ReadScimEntry[]
  /** Whether that log reaches further back than it was read. */
  readonly isScimLogCut?: boolean
  readonly externalEvents: readonly ExternalEventFacts[]
  readonly settingsChanges: readonly SettingsChangeFacts[]
  /** What could not be looked at, as sentences. */
  readonly notRead: readonly string[]
}

/** Logs are read this far back. */
export const TRACE_DAYS = 30

/** What the directory of the set-up knows of the person, and what the sync would make of it. */
export type DirectoryLook =
  | { readonly kind: 'not-asked'; readonly because: string }
  | { readonly kind: 'not-read'; readonly problem: Problem }
  | {
      readonly kind: 'found'
      readonly host: string
      readonly row: PreviewRow
      readonly trace: Trace
      /** Whether this sync is switched on at the site. */
      readonly isOn: boolean
    }
  | { readonly kind: 'missing'; readonly host: string; readonly sentence: string }
