import type { Problem } from '../../core/errors.ts'
import { recoverRun } from '../../core/journal/recover-run.ts'
import type { RunView } from '../../core/journal/run-view.ts'
import { runView } from '../../core/journal/view-run.ts'
import type { JournalPort } from '../../core/ports/journal.ts'
import { type Result, succeed } from '../../core/result.ts'

export interface ListRunsPorts {
  readonly journal: JournalPort
  /** Since when a plan is being applied to the site on this computer; `undefined`: nobody does. */
  lockedSince(site: string): Promise<string | undefined>
}

/**
 * Every run in the journal of this computer, newest first; with an origin those of that site only. A file whose beginning is lost tells
 * nothing, and is named by `damagedJournals`.
 */
export async function listRuns(ports: ListRunsPorts, siteOrigin?: string): Promise<Result<readonly RunView[], Problem>> {
  const runs = await ports.journal.runs()
  if (!runs.ok) return runs
  const views: RunView[] = []
  for (const run of runs.value) {
    const started = recoverRun(run)?.started
    if (started === undefined || (siteOrigin !== undefined && started.origin !== siteOrigin)) continue
    const view = runView(run, started.origin)
    const since = view.outcome === 'interrupted' ? await ports.lockedSince(view.site) : undefined
    views.push(since === undefined || since > view.startedAt ? view : goingOn(view))
  }
  return succeed(views)
}

/** Files of runs of which nobody can say what they did, because their beginning is damaged. */
export async function damagedJournals({ journal }: Pick<ListRunsPorts, 'journal'>): Promise<Result<readonly string[], Problem>> {
  const runs = await journal.runs()
  return runs.ok ? succeed(runs.value.filter((run) => recoverRun(run) === undefined).map(({ file }) => file)) : runs
}

/** A run that began after its site was locked and has no end is the one that holds the lock. */
function goingOn(view: RunView): RunView {
  return {
    ...view,
    outcome: 'going-on',
    headline: 'Another window or command is applying this plan right now.',
    nextStep: '',
    canUndo: false
  }
}
