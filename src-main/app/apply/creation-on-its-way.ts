import { type Problem, problem } from '../../core/errors.ts'
import type { JournalRun } from '../../core/journal/journal-record.ts'
import { recoverRun } from '../../core/journal/recover-run.ts'
import { momentText } from '../../core/model/day-text.ts'
import { isCreation } from '../../core/plan/creation.ts'
import { mayStillBeOnItsWay } from '../../core/plan/may-still-arrive.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { JournalPort } from '../../core/ports/journal.ts'

/**
 * Why nothing is to be made now: an earlier run of this computer sent the making of something, nobody answered, and it may still arrive. A plan
 * that is made meanwhile sees a site without it, and would make a second one.
 */
export async function creationOnItsWay(
  journal: JournalPort,
  { site, changes }: Pick<Plan, 'site' | 'changes'>,
  now: number
): Promise<Problem | undefined> {
  if (!changes.some(({ way }) => way === 'create')) return undefined
  const runs = await journal.runs()
  if (!runs.ok) return runs.error
  const [first] = runs.value.flatMap((run) => onItsWay(run, site, now))
  return first
}

function onItsWay(run: JournalRun, site: string, now: number): readonly Problem[] {
  const recovered = recoverRun(run)
  if (recovered?.started.site !== site) return []
  return recovered.changes.flatMap(({ change, state }) => {
    const sent = run.records.findLast((record) => record.type === 'sending' && record.changeId === change.id)
    if (!isCreation(change) || state !== 'unknown' || sent === undefined || !mayStillBeOnItsWay(sent.at, now)) return []
    return [problem('apply.still-on-its-way', { what: change.title, when: momentText(sent.at), run: run.runId })]
  })
}
