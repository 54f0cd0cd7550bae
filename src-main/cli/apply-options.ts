import { type Problem, problem } from '../core/errors.ts'
import { readApprovalFile } from '../core/plan/approval-file.ts'
import { parsePlanDigest, type PlanApproval, type PlanDigest, type SafetyOverride } from '../core/plan/plan.ts'
import { type Result, succeed } from '../core/result.ts'
import { readTextInput } from './input-file.ts'
import type { SiteOptions } from './open-site.ts'
import { badUsage, type Refusal, standsInTheWay } from './refusal.ts'

export interface ApplyOptions extends SiteOptions {
  readonly digest?: string | undefined
  readonly yes?: true | undefined
  readonly json?: true | undefined
  readonly override?: string | undefined
  readonly reason?: string | undefined
  readonly approval?: string | undefined
  readonly leaveRecord?: true | undefined
  readonly documents?: string | undefined
}

/** What a person confirmed by options. */
export interface Confirmed {
  /** Absent: show the plan and stop. */
  readonly digest: PlanDigest | undefined
  readonly override: SafetyOverride | undefined
  readonly approval: PlanApproval | undefined
}

export async function confirmedBy(options: ApplyOptions): Promise<Result<Confirmed, Refusal>> {
  const digest = options.digest === undefined ? undefined : parsePlanDigest(options.digest)
  if (options.digest !== undefined && digest === undefined)
    return standsInTheWay(problem('plan.digest-unreadable', { typed: options.digest.slice(0, 100) }))
  if ((options.override === undefined) !== (options.reason === undefined))
    return badUsage('--override and --reason belong together: the name of the site, and why you go on.')
  const override =
    options.override === undefined || options.reason === undefined ? undefined : { site: options.override, reason: options.reason.trim() }
  const approval = await approvalIn(options.approval)
  return approval.ok ? succeed({ digest, override, approval: approval.value }) : standsInTheWay(approval.error)
}

async function approvalIn(path: string | undefined): Promise<Result<PlanApproval | undefined, Problem>> {
  if (path === undefined) return succeed(undefined)
  const text = await readTextInput(path)
  return text.ok ? readApprovalFile(text.value, path) : text
}
