import type { Origin, Problem, Who } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { WantedUser } from '../profile/profile.ts'
import type { FactRow } from '../saml/saml-views.ts'

/** “What is wrong with Anna?”: everything that is known of one person, in one place. */
export interface PersonTrace {
  /** As it was asked for. */
  readonly asked: string
  readonly readAt: string
  /** One sentence: the likely cause, or that nothing is wrong. */
  readonly headline: string
  /** Most likely first; empty when nothing speaks of a fault. */
  readonly causes: readonly Problem[]
  /** Directory entry, user of the site, provider, identity class, ...: what is so now. */
  readonly sides: readonly TraceSide[]
  /** Oldest first; what has no date stands at the end. */
  readonly timeline: readonly TraceMoment[]
  readonly repairs: readonly PersonRepair[]
  /** What could not be looked at, as sentences. */
  readonly notRead: readonly string[]
}

export interface TraceSide {
  readonly title: string
  readonly origin: Origin
  readonly rows: readonly FactRow[]
  /** `missing`: it was looked for and is not there. `not-asked`: nothing was given to look with. */
  readonly state: 'found' | 'missing' | 'not-asked' | 'not-read'
  /** One sentence. */
  readonly sentence: string
}

export interface TraceMoment {
  /** ISO 8601, UTC; absent: not dated. */
  readonly at: string | undefined
  readonly source: 'directory' | 'site' | 'sign-in' | 'scim' | 'ldap-sync' | 'settings'
  readonly verdict: 'good' | 'bad' | 'neutral'
  readonly title: string
  readonly detail: string
  readonly evidence: readonly EvidenceItem[]
}

export interface PersonRepair {
  readonly id: string
  readonly title: string
  readonly because: string
  readonly who: Who
  readonly does:
    /** Becomes a plan like any other. */
    | { readonly kind: 'plan'; readonly user: WantedUser }
    /** What only somebody at the other side can do, in the order of doing it. */
    | { readonly kind: 'by-hand'; readonly steps: readonly string[] }
}

export interface TraceProgress {
  readonly doing: string
}
