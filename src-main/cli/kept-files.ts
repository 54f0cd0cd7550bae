import type { Problem } from '../core/errors.ts'
import type { EvidenceItem } from '../core/evidence.ts'
import type { BreakGlassVerdict, Plan, SafetyVerdict } from '../core/plan/plan.ts'
import { planFileText } from '../core/plan/plan-file.ts'
import type { Receipt } from '../core/plan/receipt.ts'
import { receiptFileText } from '../core/plan/receipt-file.ts'

type RedactText = (text: string) => string

/*
 * In files that are kept, sentences lose registered secrets: a server may have repeated one. Values stay as they are, because an undo writes
 * them back, and because the digest of a plan covers them.
 */

/** The receipt as a file. */
export function keptReceiptText(receipt: Receipt, redactText: RedactText): string {
  const { override, changes } = receipt
  return receiptFileText({
    ...receipt,
    override: override === undefined ? undefined : { ...override, reason: redactText(override.reason) },
    changes: changes.map((change) => ({ ...change, problem: change.problem && redactedProblem(change.problem, redactText) }))
  })
}

/** The plan as a file; its digest stays that of its content. */
export function keptPlanText(plan: Plan, redactText: RedactText): string {
  return planFileText({
    ...plan,
    safety: redactedSafety(plan.safety, redactText),
    breakGlass: redactedBreakGlass(plan.breakGlass, redactText),
    notes: plan.notes.map(redactText)
  })
}

function redactedSafety(safety: SafetyVerdict, redactText: RedactText): SafetyVerdict {
  const evidence = redactedEvidence(safety.evidence, redactText)
  if (safety.kind === 'safe') return { ...safety, evidence }
  return {
    ...safety,
    evidence,
    reasons: safety.reasons.map((reason) => ({ ...reason, problem: redactedProblem(reason.problem, redactText) }))
  }
}

function redactedBreakGlass(verdict: BreakGlassVerdict, redactText: RedactText): BreakGlassVerdict {
  switch (verdict.kind) {
    case 'proved':
      return { ...verdict, evidence: redactedEvidence(verdict.evidence, redactText) }
    case 'not-proved':
      return { ...verdict, problem: redactedProblem(verdict.problem, redactText) }
    case 'not-needed':
      return verdict
  }
}

function redactedProblem(problem: Problem, redactText: RedactText): Problem {
  return {
    ...problem,
    cause: redactText(problem.cause),
    remedy: redactText(problem.remedy),
    evidence: redactedEvidence(problem.evidence, redactText)
  }
}

function redactedEvidence(evidence: readonly EvidenceItem[], redactText: RedactText): readonly EvidenceItem[] {
  return evidence.map((item) => ({ ...item, value: redactText(item.value) }))
}
