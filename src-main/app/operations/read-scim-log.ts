import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { scimLogView } from '../../core/scim/log/scim-log-view.ts'
import { type ScimProviders, scimProviders } from '../../core/scim/log/scim-providers.ts'
import type { ScimLogView } from '../../core/scim/scim-views.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { ScimLogFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

/** A large site writes a hundred thousand in a month: the newest tell what is wrong. */
const MOST_SCIM_ENTRIES = 5000

/** What Entra ID asked for in the last days, and what came of it. Nothing but GET requests. Throws `Cancelled`. */
export async function readScimLog(
  ports: { readonly clock: ClockPort },
  { reader, days }: { readonly reader: FilesReader; readonly days: number },
  signal: CancelSignal
): Promise<Result<ScimLogView, Problem>> {
  const { host } = reader.address
  const providers = await readScimProviders(reader, signal)
  if (!providers.ok) return providers
  const nowMs = ports.clock.now()
  const since = new Date(nowMs - days * DAY_MS).toISOString()
  const { entries, cutBecause, problem } = await newestScimEntries(reader, since, signal)
  // Nothing at all is an error; less than everything is said.
  if (problem !== undefined && entries.length === 0) return fail(problem)
  return succeed(
    scimLogView({
      site: host,
      readAt: new Date(nowMs).toISOString(),
      serviceAheadMs: reader.serviceAheadMs?.(),
      since,
      days,
      cutBecause,
      entries,
      providers: providers.value
    })
  )
}

const DAY_MS = 86_400_000

export async function readScimProviders(reader: FilesReader, signal: CancelSignal): Promise<Result<ScimProviders, Problem>> {
  const { items, failure } = await collectPages(reader.strategies(signal))
  return failure === undefined
    ? succeed(scimProviders(items))
    : fail(serviceProblem(failure, { host: reader.address.host, action: 'read the single sign-on providers' }))
}

export interface NewestScimEntries {
  /** Newest first. */
  readonly entries: readonly ScimLogFacts[]
  /** A sentence; absent: these are all since then. */
  readonly cutBecause: string | undefined
  /** Why the reading ended early, when the service is the reason. */
  readonly problem: Problem | undefined
}

/** Throws `Cancelled`. */
export async function newestScimEntries(
  reader: FilesReader,
  since: string | undefined,
  signal: CancelSignal,
  most: number = MOST_SCIM_ENTRIES
): Promise<NewestScimEntries> {
  const pages = reader.scimLogs(since, signal)
  const entries: ScimLogFacts[] = []
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') return { entries, cutBecause: undefined, problem: undefined }
      const found = serviceProblem(page.value.failure, { host: reader.address.host, action: 'read the SCIM log' })
      return { entries, cutBecause: `The log was not read to its end. ${found.cause}`, problem: found }
    }
    entries.push(...page.value)
    if (entries.length <= most) continue
    await pages.return({ kind: 'complete' })
    return {
      entries: entries.slice(0, most),
      cutBecause: `Only the newest ${String(most)} requests were read: there are more.`,
      problem: undefined
    }
  }
}
