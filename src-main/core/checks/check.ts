import type { CancelSignal } from '../cancel.ts'
import type { Origin, Problem } from '../errors.ts'
import type { Evidence, EvidenceItem } from '../evidence.ts'

/**
 * One rung of the ladder. The title states the healthy condition; `run` judges what the probes saw.
 * Checks never act on the world: shared work lives in the probes, so two checks that need the same facts cost one look.
 */
export interface Check<P> {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  /** Checks that must have passed (or warned) before this one can say anything. */
  readonly needs?: readonly string[]
  run(probes: P, signal: CancelSignal): Promise<Verdict>
}

/** A pass without evidence does not type-check: that is the evidence ladder. */
export type Verdict =
  | { readonly status: 'pass'; readonly detail: string; readonly evidence: Evidence }
  | { readonly status: 'warn' | 'fail'; readonly problem: Problem }
  | { readonly status: 'skip'; readonly because: string }
  /** Waits for the rung `by`, whose title is `because`. Normally the runner says so; a check may, when the rung belongs to another host. */
  | { readonly status: 'blocked'; readonly by: string; readonly because: string }
  | { readonly status: 'not-provable-here'; readonly because: string; readonly next: string; readonly evidence?: readonly EvidenceItem[] }

/** What the runner adds to verdicts: a check that threw. */
export type CheckOutcome = Verdict | { readonly status: 'crash'; readonly problem: Problem }

export interface CheckResult {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  /** Whole milliseconds, rounded. */
  readonly durationMs: number
  readonly outcome: CheckOutcome
}

export type CheckStatus = CheckOutcome['status']

export type CheckEvent =
  | { readonly type: 'listed'; readonly checks: readonly { readonly id: string; readonly title: string; readonly origin: Origin }[] }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'finished'; readonly result: CheckResult }

export function passed(detail: string, evidence: Evidence): Verdict {
  return { status: 'pass', detail, evidence }
}

export function failed(problem: Problem): Verdict {
  return { status: 'fail', problem }
}

export function warned(problem: Problem): Verdict {
  return { status: 'warn', problem }
}

export function skipped(because: string): Verdict {
  return { status: 'skip', because }
}

/** A check together with the probes it will judge, so that ladders for several hosts can be one list. */
export interface BoundCheck {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly needs: readonly string[]
  run(signal: CancelSignal): Promise<Verdict>
}

export function bindChecks<P>(
  checks: readonly Check<P>[],
  probes: P,
  naming: { readonly prefix?: string; readonly titlePrefix?: string } = {}
): readonly BoundCheck[] {
  const prefix = naming.prefix ?? ''
  return checks.map((check) => ({
    id: prefix + check.id,
    title: (naming.titlePrefix ?? '') + check.title,
    origin: check.origin,
    needs: (check.needs ?? []).map((id) => prefix + id),
    run: (signal) => check.run(probes, signal)
  }))
}
