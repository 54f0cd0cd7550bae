import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { JitView } from '../../core/jit/jit-views.ts'
import { jitView } from '../../core/jit/read-jit.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

/** What just-in-time provisioning does at one provider. Nothing but GET requests. Throws `Cancelled`. */
export async function readJit(reader: FilesReader, strategyId: number, signal: CancelSignal): Promise<Result<JitView, Problem>> {
  const { host } = reader.address
  const what = `the provider ${String(strategyId)}`
  const strategy = await reader.strategy(strategyId, signal)
  if (!strategy.ok) return fail(serviceProblem(strategy.error, { host, action: `read ${what}`, what }))
  const groups = await collectPages(reader.groups(signal))
  const cutBecause = groups.failure === undefined ? undefined : serviceProblem(groups.failure, { host, action: 'read the groups' }).cause
  return succeed(jitView(strategy.value, { groups: groups.items, cutBecause }))
}
