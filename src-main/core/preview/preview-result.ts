import type { EvidenceItem } from '../evidence.ts'
import type { SafetyVerdict } from '../plan/plan.ts'

/** What would become of one person or user. Every row of directory and site has exactly one. */
export type Outcome = 'create' | 'update' | 'disable' | 'delete' | 'unchanged' | 'left-out'

/** A row of the preview: a person of the directory, a user of the site, or both as one. */
export interface PreviewRow {
  readonly row: number
  readonly outcome: Outcome
  /** As the service would call the person, or calls the user. */
  readonly username: string
  readonly name: string
  readonly mail: string
  readonly dn: string
  /** Stable code of the deciding reason: `not-in-required-groups`, `no-username`, `same-username-twice`, ... */
  readonly reason: ReasonCode
  /** The same as a sentence. */
  readonly reasonText: string
  readonly changes: readonly {
    readonly field: 'username' | 'email' | 'name' | 'disabled'
    readonly before: string
    readonly after: string
  }[]
  readonly groupsGained: readonly string[]
  readonly groupsLost: readonly string[]
  readonly warnings: readonly WarningCode[]
}

export type ReasonCode =
  | 'new-person'
  | 'fields-differ'
  | 'groups-differ'
  | 'renamed'
  | 'same'
  | 'gone-from-directory'
  | 'no-longer-in-required-groups'
  | 'disabled-in-directory'
  | 'not-in-required-groups'
  | 'no-username'
  | 'username-too-long'
  | 'username-forbidden-characters'
  | 'same-username-twice'
  | 'not-managed-by-this-sync'
  | 'user-provisioning-off'
  | 'stays-when-gone'

export type WarningCode =
  | 'double-suffix'
  | 'mail-missing'
  | 'mail-unlike-username'
  | 'several-usernames'
  | 'expired'
  | 'locked'
  | 'password-expired'
  | 'case-differs'
  | 'matches-unmanaged-user'
  | 'other-person'
  | 'administrator'

export interface PreviewSummary {
  readonly counts: Readonly<Record<Outcome, number>>
  readonly reasons: Readonly<Partial<Record<ReasonCode, number>>>
  readonly warnings: Readonly<Partial<Record<WarningCode, number>>>
  readonly people: number
  /** Distinct names of people whom the sync would take: what the verdict counts, and what the next run is measured against. */
  readonly peopleInScope: number
  readonly users: number
  readonly groups: {
    readonly total: number
    readonly provisioned: number
    readonly created: number
    readonly lostMembers: number
    readonly gainedMembers: number
  }
  /** Person in group, nested ones included unless only direct ones count; everybody counted once a group. */
  readonly effectiveMemberships: number
  readonly safety: SafetyVerdict
  readonly isComplete: boolean
  /** What the result rests on and nobody has proved, as sentences. */
  readonly assumptions: readonly string[]
}

/** How the outcome of one person came about, in the order of the decision. */
export interface Trace {
  readonly headline: string
  readonly steps: readonly TraceStep[]
  /** What to do when this was not meant; empty when nothing needs to be done. */
  readonly remedy: string
}

export interface TraceStep {
  /** `Found by the filter`, `User name`, `Required groups`, ... */
  readonly rule: string
  readonly result: 'passed' | 'failed' | 'noted'
  readonly sentence: string
  /** Entry, attribute, value; for groups the way from the person to the group. */
  readonly evidence: readonly EvidenceItem[]
}
