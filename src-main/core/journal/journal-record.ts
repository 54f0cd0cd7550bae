import type { Plan, PlanApproval, SafetyOverride } from '../plan/plan.ts'
import type { ChangeState, FieldReadBack, RunOutcome } from '../plan/receipt.ts'
import type { Problem } from '../errors.ts'

/** One line of a run's journal. Written and synced before what it announces is done; never changed afterwards. Holds no secret. */
export type JournalRecord =
  | {
      readonly type: 'run-started'
      readonly version: 1
      readonly runId: string
      readonly at: string
      readonly site: string
      readonly origin: string
      readonly appliedBy: string
      readonly plan: Plan
      readonly override: SafetyOverride | undefined
      readonly approval: PlanApproval | undefined
    }
  /** From here on the change may have taken effect. */
  | { readonly type: 'sending'; readonly at: string; readonly changeId: string }
  | {
      readonly type: 'answered'
      readonly at: string
      readonly changeId: string
      readonly answer: 'accepted' | 'refused' | 'lost'
      readonly problem: Problem | undefined
      /** The number of what was made, as the answer says. */
      readonly createdId?: number
    }
  | {
      readonly type: 'read-back'
      readonly at: string
      readonly changeId: string
      readonly state: ChangeState
      readonly fields: readonly FieldReadBack[]
      readonly problem: Problem | undefined
      /** The number of what was made, also when it was found only by reading. */
      readonly createdId?: number
    }
  | { readonly type: 'handed-off'; readonly at: string; readonly changeId: string }
  | {
      readonly type: 'run-ended'
      readonly at: string
      readonly outcome: RunOutcome
      readonly changeRecord: 'left' | 'not-left' | undefined
    }

/** A run as its records tell it; `undefined` end: the application ended in the middle. */
export interface JournalRun {
  readonly runId: string
  /** Of the journal file, for people. */
  readonly file: string
  readonly records: readonly JournalRecord[]
  /** Bytes at the end that are no whole record: a write was cut. */
  readonly cutBytes: number
  /** The line that cannot be read although others follow it: the file was damaged, and what the later lines said is not known. */
  readonly damagedLine?: number
}
