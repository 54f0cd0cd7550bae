import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PlanApproval, PlanDigest } from '../../core/plan/plan.ts'
import { readPlanFile } from '../../core/plan/plan-file.ts'
import type { ClockPort, DigestPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { isFullAdministrator } from '../../core/service/is-full-administrator.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

export interface ApproveRequest {
  readonly planText: string
  readonly fileName: string
  /** What the second person was shown and confirms. */
  readonly digest: PlanDigest
  /** With the key of the second person. */
  readonly reader: FilesReader
}

/** A second person's yes to one plan: the file is whole, is for this site, has the confirmed digest, and the key names a full administrator. Reads only. Throws `Cancelled`. */
export async function approvePlan(
  ports: { readonly digest: DigestPort; readonly clock: ClockPort },
  { planText, fileName, digest, reader }: ApproveRequest,
  signal: CancelSignal
): Promise<Result<PlanApproval, Problem>> {
  const wrong = (reason: string): Result<PlanApproval, Problem> => fail(problem('plan.approval-wrong', { reason }))
  const plan = readPlanFile(planText, fileName, ports.digest)
  if (!plan.ok) return plan
  const { host } = reader.address
  if (plan.value.digest !== digest) return wrong(`${fileName} holds the plan ${plan.value.digest}, and ${digest} was confirmed`)
  if (plan.value.site !== host) return wrong(`the plan is for ${plan.value.site}, and the connected site is ${host}`)

  const key = await reader.apiKey(signal)
  if (!key.ok) return fail(serviceProblem(key.error, { host, action: 'ask whose key this is' }))
  if (key.value.userId === undefined) return wrong('a key of the whole site names nobody; use a key of your own')
  const user = await reader.user(key.value.userId, signal)
  if (!user.ok) return fail(serviceProblem(user.error, { host, action: 'read the user of the key' }))
  const { username } = user.value
  if (!isFullAdministrator(user.value)) return wrong(`${username} is no full administrator of this site`)
  return succeed({
    schemaVersion: 1,
    kind: 'approval',
    site: host,
    digest,
    approvedBy: username,
    approvedAt: new Date(ports.clock.now()).toISOString()
  })
}
