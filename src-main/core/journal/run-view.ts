import type { PlanApproval, PlanDigest, SafetyOverride } from '../plan/plan.ts'
import type { ChangeReceipt, FieldReadBack, RunOutcome } from '../plan/receipt.ts'

/** A run as window and command line show it: what is known, and what would find out the rest. */
export interface RunView {
  readonly runId: string
  readonly site: string
  readonly purpose: 'profile' | 'undo'
  readonly startedAt: string
  /** Absent: the application ended in the middle. */
  readonly endedAt: string | undefined
  readonly digest: PlanDigest
  readonly appliedBy: string
  /** `going-on`: another window or command of this computer is applying it right now. `interrupted`: the application ended in the middle. */
  readonly outcome: RunOutcome | 'interrupted' | 'going-on'
  /** One sentence: `4 settings changed and read back`. */
  readonly headline: string
  /** One sentence: what to do now; empty when nothing is left. */
  readonly nextStep: string
  readonly changes: readonly ChangeReceipt[]
  readonly handOffs: readonly HandOffView[]
  /** Something of it is in effect and has an inverse. */
  readonly canUndo: boolean
  readonly cannotUndo: readonly { readonly title: string; readonly label: string; readonly reason: string }[]
  readonly override: SafetyOverride | undefined
  readonly approval: PlanApproval | undefined
  readonly changeRecord: 'left' | 'not-left' | undefined
}

/** What a person enters in the web form, in its order, and what has arrived. */
export interface HandOffView {
  readonly changeId: string
  readonly title: string
  /** Https page of the site, to be opened in the browser. */
  readonly pageUrl: string
  /** Where to click from there, with the menu names of the service. */
  readonly path: readonly string[]
  readonly steps: readonly HandOffStep[]
  /** There when some of it is proved by a sign-in alone, and the provider is at the site. */
  readonly credentials?: HandedOffCredentials
}

/** Tenant, client and secret of a provider. */
export interface HandedOffCredentials {
  readonly strategyId: number
  /** False: the provider was there before, and may have signed people in with other values. */
  readonly isNew: boolean
  /** The moment of the sign-in that proved them; absent: none has. */
  readonly provedAt: string | undefined
}

export interface HandOffStep {
  readonly field: string
  readonly label: string
  /** The exact value to enter; for a secret the sentence that says where it comes from. */
  readonly value: string
  readonly isSecret: boolean
  /** There for a document: `value` is its content, to be saved under this name or copied; `summary` is what is shown of it. */
  readonly file?: { readonly name: string; readonly summary: string }
  readonly state: FieldReadBack['state'] | 'not-checked'
}
