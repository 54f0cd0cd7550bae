import type { FieldValue } from '../service/service-facts.ts'
import type { Problem } from '../errors.ts'
import type { PlanApproval, PlanDigest, PlannedChange, SafetyOverride } from './plan.ts'

/** What became of a run, as far as it is proved. Success is said of what was read back, never of what was sent. */
export interface Receipt {
  readonly schemaVersion: 1
  readonly kind: 'receipt'
  readonly runId: string
  readonly site: string
  readonly purpose: 'profile' | 'undo'
  readonly digest: PlanDigest
  readonly startedAt: string
  readonly endedAt: string
  /** The user whose key it was, or `site-wide key`. */
  readonly appliedBy: string
  readonly override: SafetyOverride | undefined
  readonly approval: PlanApproval | undefined
  readonly changes: readonly ChangeReceipt[]
  readonly outcome: RunOutcome
  /** Whether a change record was left in the site's External Logs; absent when nobody asked for one. */
  readonly changeRecord: 'left' | 'not-left' | undefined
}

/**
 * `proved`: every change was read back as planned, write-only fields excepted. `handed-off`: what could be sent is proved, the rest waits for a person.
 * `differs`: sent, and the service holds something else. `stopped`: a change failed or was refused, later ones were not sent.
 * `unknown`: for at least one change nobody can say yet whether it took effect.
 */
export type RunOutcome = 'proved' | 'handed-off' | 'differs' | 'stopped' | 'unknown'

export interface ChangeReceipt {
  readonly change: PlannedChange
  readonly state: ChangeState
  readonly readBack: readonly FieldReadBack[]
  /** Why it was not done, or is not known. */
  readonly problem: Problem | undefined
  /** The number of what was made: from the answer, or found in the list when the answer was lost. */
  readonly createdId?: number
}

/**
 * `done`: in effect, by what was read back. `not-done`: not in effect, by what was read back or because it was never sent.
 * `partly`: some fields are in effect. `unknown`: it may have arrived and could not be read back.
 * `waiting`: handed to a person.
 */
export type ChangeState = 'done' | 'not-done' | 'partly' | 'unknown' | 'waiting'

export type FieldReadBack =
  | { readonly field: string; readonly label: string; readonly state: 'verified'; readonly value: FieldValue }
  | { readonly field: string; readonly label: string; readonly state: 'differs'; readonly planned: FieldValue; readonly actual: FieldValue }
  /** A secret: the service took it, and shows it to nobody. */
  | { readonly field: string; readonly label: string; readonly state: 'accepted-not-readable' }
  /** No reading will ever show it: only a real sign-in does. */
  | { readonly field: string; readonly label: string; readonly state: 'only-by-sign-in' }
  /** The same, and such a sign-in was seen: number and moment of its event at the site. */
  | { readonly field: string; readonly label: string; readonly state: 'proved-by-sign-in'; readonly eventId: number; readonly at: string }
  /** Could not be read, or a secret whose answer was lost. */
  | { readonly field: string; readonly label: string; readonly state: 'not-known' }
