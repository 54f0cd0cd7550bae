import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import type { MadeForecast } from '../../core/plan/forecast.ts'
import type { BulkDirectoryPort } from '../../core/ports/bulk-directory.ts'
import type { DirectoryPort } from '../../core/ports/directory.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import { forecastOfPreview } from '../../core/preview/judge-preview.ts'
import { runPreview } from '../../core/preview/run-preview.ts'
import { createSiteUserTable } from '../../core/preview/site-user-table.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { Tell } from '../narrate.ts'
import { createProgressTeller } from '../preview/preview-progress.ts'
import { readLiveDirectory } from '../preview/read-live-directory.ts'
import { cutProblem } from './read-site-state.ts'
import { directoryFailure, type ForecastFailure, latestOnly, type SyncsToPreview } from './syncs-to-preview.ts'

export interface ForecastHerePorts {
  readonly bulk: BulkDirectoryPort
  /** For a look at the server before anybody signs in. */
  readonly directory: DirectoryPort
  readonly clock: ClockPort
}

/** One forecast for each sync, in their order, made in this process: one sign-in to each directory, and the users of the site read once. */
export async function forecastHere(
  ports: ForecastHerePorts,
  { reader, syncs, password }: SyncsToPreview,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<readonly MadeForecast[], ForecastFailure>> {
  const now = new Date(ports.clock.now())
  const snapshots: DirectorySnapshot[] = []
  for (const { settings, rules } of syncs) {
    const tellLatest = latestOnly((count) => tell({ phase: 'directory', count }))
    const progress = createProgressTeller((seen) => tellLatest(seen.directory.people), ports.clock, false)
    // One connection: each one more would sign in once more.
    const read = await readLiveDirectory(
      { ...ports, connections: 1 },
      { kind: 'live', settings, password },
      { rules, progress, now },
      signal
    )
    if (!read.ok) return fail(directoryFailure(read.error))
    snapshots.push(read.value.snapshot)
    await tell({ phase: 'directory', count: read.value.snapshot.people.count })
  }
  const site = await readUsers(reader, tell, signal)
  if (!site.ok) return fail({ kind: 'users-cut', problem: site.error })
  return succeed(
    syncs.flatMap(({ rules }, index) => {
      const snapshot = snapshots[index]
      return snapshot === undefined ? [] : [forecastOfPreview(runPreview(snapshot, site.value, rules, { now }))]
    })
  )
}

/**
 * Who is in which group of the site decides about nobody's access, so the names of the groups are not read; and as a forecast shows no
 * memberships, it does not say that they were not compared.
 */
async function readUsers(reader: FilesReader, tell: Tell<PlanProgress>, signal: CancelSignal): Promise<Result<SiteUsers, Problem>> {
  const table = createSiteUserTable()
  const pages = reader.users({}, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') return succeed(table.finish({ isComplete: true, cutBecause: undefined }, new Map()))
      return fail(cutProblem(page.value.failure, reader.address.host, 'the users'))
    }
    table.add(page.value)
    await tell({ phase: 'users', count: table.count })
  }
}
