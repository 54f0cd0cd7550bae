import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { ExternalEventFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { type SyncLog, syncLog } from '../../core/service/sync-log.ts'

/** One sync an hour makes 2,160 entries in 90 days. */
const MOST_ENTRIES = 500

/** How the syncs of the last days ended, by the external log of the site. Nothing but GET requests. Throws `Cancelled`. */
export async function readSyncLog(
  ports: { readonly clock: ClockPort },
  {
    reader,
    days,
    most = MOST_ENTRIES
  }: { readonly reader: Pick<FilesReader, 'address' | 'externalEvents'>; readonly days: number; readonly most?: number },
  signal: CancelSignal
): Promise<Result<SyncLog, Problem>> {
  const site = reader.address.host
  const nowMs = ports.clock.now()
  const since = new Date(nowMs - days * DAY_MS).toISOString()
  const told = { site, readAt: new Date(nowMs).toISOString(), since, days }
  const events: ExternalEventFacts[] = []
  const pages = reader.externalEvents(since, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') return succeed(syncLog({ ...told, events, cutBecause: undefined }))
      const found = serviceProblem(page.value.failure, { host: site, action: 'read the external log' })
      // Nothing at all is an error; less than everything is said.
      if (events.length === 0) return fail(found)
      return succeed(syncLog({ ...told, events, cutBecause: `The log was not read to its end. ${found.cause}` }))
    }
    events.push(...page.value)
    if (events.length <= most) continue
    await pages.return({ kind: 'complete' })
    const cutBecause = `Only the newest ${String(most)} entries were read: there are more.`
    return succeed(syncLog({ ...told, events: events.slice(0, most), cutBecause }))
  }
}

const DAY_MS = 86_400_000
