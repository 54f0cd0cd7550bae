import type { FactRow } from '../saml/saml-views.ts'
import type { OwnedKind } from '../model/owned-kinds.ts'

/** Whom a sync would shut out, as the preview has them. */
export interface Leaver {
  readonly row: number
  /** The number of the user at the site. */
  readonly userId: number
  readonly username: string
  readonly outcome: LeaverOutcome
}

export type LeaverOutcome = 'disable' | 'delete'

export interface Leavers {
  readonly people: readonly Leaver[]
  /** Whether directory and site were read to their ends: otherwise some are missing here, and some may stay. */
  readonly isComplete: boolean
}

/** `read`: that is all of it. `cut`: there may be more. `not-read`: nobody knows; it must never be shown as none. */
export type OwnedState = 'read' | 'cut' | 'not-read'

/** What one user of the site owns. */
export interface PersonOwned {
  readonly site: string
  readonly userId: number
  /** As the site calls the user now. */
  readonly username: string
  readonly readAt: string
  /** One sentence. */
  readonly headline: string
  /** What the account may do, from the account itself. */
  readonly rights: readonly FactRow[]
  readonly parts: readonly OwnedPart[]
  /** What Files.com documents of such things when the account goes; empty when it stays. */
  readonly consequences: readonly string[]
  /** What nobody looked at, as sentences. */
  readonly notLookedAt: readonly string[]
}

export interface OwnedPart {
  readonly kind: OwnedKind
  readonly state: OwnedState
  readonly count: number
  /** Of these: past their own end, or switched off. */
  readonly ended: number
  /** The first few. */
  readonly things: readonly OwnedThing[]
  /** `GET /bundles?user_id=17`. */
  readonly source: string
  /** A sentence: why it is not all; empty when it is. */
  readonly because: string
}

export interface OwnedThing {
  readonly id: number
  readonly name: string
  /** Dates and the like; empty: nothing is told. */
  readonly facts: string
}

export interface OwnedProgress {
  /** Completes “Files.com: ...”. */
  readonly doing: string
}

/** What everybody owns whom the sync would disable or delete. */
export interface LeaversOwned {
  readonly site: string
  readonly readAt: string
  readonly disabled: number
  readonly deleted: number
  /** One sentence. */
  readonly headline: string
  /** Whether each number below is the whole of it. */
  readonly isComplete: boolean
  readonly totals: readonly OwnedTotal[]
  readonly administrators: number
  readonly groupAdministrators: number
  /** Whoever owns or may do something: most first, the first few. */
  readonly owners: readonly LeaverOwns[]
  /** How many more there are. */
  readonly moreOwners: number
  readonly consequences: readonly string[]
  /** What could not be read, and what nobody looked at, as sentences. */
  readonly notRead: readonly string[]
}

export interface OwnedTotal {
  readonly kind: OwnedKind
  readonly state: OwnedState
  readonly count: number
  /** Who own one at least. */
  readonly owners: number
  /** Of so many people this is known. */
  readonly knownOf: number
  readonly source: string
  readonly because: string
}

export interface LeaverOwns extends Leaver {
  readonly isAdministrator: boolean
  readonly groupsAdministered: number
  /** Kinds of which something was found. */
  readonly owns: readonly { readonly kind: OwnedKind; readonly count: number }[]
}
