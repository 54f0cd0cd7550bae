import { type Problem, problem } from '../../core/errors.ts'
import { handOffDocuments } from '../../core/journal/hand-off-documents.ts'
import { receiptOf } from '../../core/journal/recover-run.ts'
import type { JournalRun } from '../../core/journal/journal-record.ts'
import { runView } from '../../core/journal/view-run.ts'
import { receiptFileText } from '../../core/plan/receipt-file.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { fileNamePart } from '../file-name-part.ts'
import { checkRun } from '../operations/check-run.ts'
import { listRuns } from '../operations/list-runs.ts'
import type { SiteSessions } from '../site-sessions.ts'

type RunHandlers = Pick<Handlers, 'run.list' | 'run.check' | 'run.save' | 'run.document'>

/** What was done, as the journal knows it. */
export function createRunHandlers(ports: AppPorts, sessions: SiteSessions): RunHandlers {
  async function runOf(runId: string): Promise<Result<JournalRun, Problem>> {
    const runs = await ports.journal.runs()
    if (!runs.ok) return runs
    const run = runs.value.find((each) => each.runId === runId)
    return run === undefined ? fail(problem('apply.run-unknown', { run: runId })) : succeed(run)
  }

  return {
    'run.list': () => listRuns(ports),

    'run.check': async ({ runId }, signal) => {
      const run = await runOf(runId)
      if (!run.ok) return run
      const [first] = run.value.records
      const site = first?.type === 'run-started' ? first.site : ''
      const session = await sessions.find(site)
      return session.ok ? checkRun(ports, { runId, reader: session.value.service }, signal) : session
    },

    'run.save': async ({ runId }) => {
      const run = await runOf(runId)
      if (!run.ok) return run
      const receipt = receiptOf(run.value)
      if (receipt === undefined) return fail(problem('apply.run-unknown', { run: runId }))
      return ports.files.save(
        `${fileNamePart(`receipt-${receipt.site}-${receipt.startedAt.slice(0, 10)}-${runId.slice(0, 8)}`)}.json`,
        receiptFileText(receipt)
      )
    },

    'run.document': async ({ runId, changeId, field }) => {
      const run = await runOf(runId)
      if (!run.ok) return run
      const { records } = run.value
      // Without its beginning nobody knows what it handed off.
      const handOffs = records[0]?.type === 'run-started' ? runView(run.value, records[0].origin).handOffs : []
      const document = handOffDocuments(handOffs).find((one) => one.changeId === changeId && one.field === field)
      return document === undefined ? fail(problem('apply.run-unknown', { run: runId })) : ports.files.save(document.name, document.content)
    }
  }
}
