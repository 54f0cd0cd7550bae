import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { isNobody } from '../service/judge-key.ts'
import { comparableUsername } from './username.ts'
import type { Plan, PlanApproval, PlanDigest, SafetyOverride, SafetyReason } from './plan.ts'

export interface ApplyWish {
  /** What was confirmed. */
  readonly digest: PlanDigest
  /** Who applies, as the key tells. */
  readonly appliedBy: string
  readonly override: SafetyOverride | undefined
  readonly approval: PlanApproval | undefined
  readonly needsApproval: boolean
  /** Of the site, as read now: only one of them can approve. */
  readonly administrators: readonly string[]
  /** Write-only fields whose values were not given. */
  readonly missingSecrets: readonly { readonly label: string }[]
}

/** Why this plan, made afresh, must not be applied; `undefined` when nothing stands in the way. Everything here comes before the first write. */
export function reasonNotToApply(plan: Plan, wish: ApplyWish): Problem | undefined {
  if (plan.digest !== wish.digest) return problem('plan.stale', { planned: wish.digest, now: plan.digest })
  if (plan.changes.length === 0) return problem('plan.nothing-to-apply', {})
  if (plan.breakGlass.kind === 'not-proved') return plan.breakGlass.problem
  const [secret] = wish.missingSecrets
  return (
    unsafe(plan, wish.override) ??
    notApproved(plan, wish) ??
    (secret === undefined ? undefined : problem('plan.secret-missing', { field: secret.label }))
  )
}

function unsafe({ safety, site }: Plan, override: SafetyOverride | undefined): Problem | undefined {
  if (safety.kind === 'safe') return undefined
  const evidence = safety.reasons.map(evidenceOf)
  if (override === undefined || safety.reasons.some(({ canBeOverridden }) => !canBeOverridden))
    return problem('plan.unsafe', { count: safety.reasons.length }, evidence)
  // Letter by letter: whoever means another site must not get through by habit.
  if (override.site !== site || override.reason.trim() === '') return problem('plan.override-wrong', { typed: override.site, site })
  return undefined
}

function evidenceOf({ problem: reason }: SafetyReason): EvidenceItem {
  const text = `${reason.title}: ${reason.cause}`
  return NAME_PEOPLE.has(reason.code) ? seenAboutPeople('Reason', text) : seen('Reason', text)
}

const NAME_PEOPLE: ReadonlySet<Problem['code']> = new Set(['plan.safety.protected-user', 'plan.safety.must-be-found'])

function notApproved(plan: Plan, { approval, needsApproval, appliedBy, administrators }: ApplyWish): Problem | undefined {
  if (approval === undefined) return needsApproval ? problem('plan.approval-missing', { digest: plan.digest }) : undefined
  const wrong = (reason: string): Problem => problem('plan.approval-wrong', { reason })
  if (approval.site !== plan.site) return wrong(`it is for the site ${approval.site}`)
  if (approval.digest !== plan.digest) return wrong(`it is for the plan ${approval.digest}`)
  if (isNobody(appliedBy))
    return wrong(`whether two people are at work cannot be told, because the key that applies names nobody (${appliedBy})`)
  const approver = comparableUsername(approval.approvedBy)
  if (approver === comparableUsername(appliedBy)) return wrong(`${approval.approvedBy} cannot both approve and apply`)
  if (!administrators.some((username) => comparableUsername(username) === approver))
    return wrong(`${approval.approvedBy} is no administrator of this site`)
  return undefined
}
