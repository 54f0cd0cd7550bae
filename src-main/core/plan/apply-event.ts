import type { Problem } from '../errors.ts'
import type { PlannedChange } from './plan.ts'
import type { ChangeReceipt } from './receipt.ts'

/** Tells a run as it goes. */
export type ApplyEvent =
  | { readonly type: 'planned-again'; readonly changes: readonly PlannedChange[]; readonly runId: string }
  | { readonly type: 'sending'; readonly changeId: string }
  | { readonly type: 'reading-back'; readonly changeId: string }
  | { readonly type: 'finished'; readonly receipt: ChangeReceipt }

/** What is being read for a plan, with real numbers. */
export interface PlanProgress {
  readonly phase: 'site' | 'users' | 'directory'
  /** Read so far in this phase. */
  readonly count: number
}

/** The result of a sync that was asked for. */
export interface SyncResult {
  /** `seen`: an event that began after the order tells the end. `not-seen`: the time was up. */
  readonly kind: 'seen' | 'not-seen'
  readonly status: string
  /** The event's own text. */
  readonly body: string
  readonly eventAt: string | undefined
  readonly waitedMs: number
  /** Why it is no success, with the event as evidence; absent after a success, and when nobody wanted to follow it. */
  readonly problem: Problem | undefined
}

export type SyncEvent =
  | { readonly type: 'ordered'; readonly at: string }
  | { readonly type: 'waiting'; readonly waitedMs: number }
  | { readonly type: 'in-progress'; readonly body: string }
