import type { ApplyEnd } from '../app/operations/apply-plan.ts'
import type { MadePlan } from '../app/operations/make-site-plan.ts'
import type { Problem } from '../core/errors.ts'
import { handOffDocuments } from '../core/journal/hand-off-documents.ts'
import type { RunOutcome } from '../core/plan/receipt.ts'
import { problemLines } from '../core/report/text-report.ts'
import type { ApplyOptions } from './apply-options.ts'
import type { ApplyJob } from './apply-job.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { repeatedWords } from './repeat-words.ts'
import { jsonText } from './reporters/json-text.ts'
import { commandLines } from './reporters/lines.ts'
import { planDocument } from './reporters/plan.ts'
import { runDocument, runLines } from './reporters/receipt.ts'
import { type NextCommand, showPlan } from './show-plan.ts'
import type { Terminal } from './terminal.ts'

/** What is known of a run, and what can follow. */
export function tellRan(end: ApplyEnd & { readonly kind: 'ran' }, job: ApplyJob, options: ApplyOptions, terminal: Terminal): ExitCode {
  const { out, redactor } = terminal
  const { receipt, run } = end
  if (options.json === true) out.document(jsonText(runDocument(job.command, run, receipt), redactor.redactText))
  else out.lines(...runLines(run, out.style), ...afterwards(end, job, options, terminal))
  return outcomeCode[receipt.outcome]
}

/** Nothing was sent. What the plan is now is shown when it is another one, or when it says why. */
export function tellStopped(
  reason: Problem,
  made: MadePlan | undefined,
  job: ApplyJob,
  options: ApplyOptions,
  terminal: Terminal
): ExitCode {
  const { out, err, redactor } = terminal
  const exitCode = stoppedCode(reason)
  if (options.json === true) {
    const plan = made === undefined ? {} : planDocument(job.command, made)
    const outcome = exitCode === exitCodes.ok ? 'nothing-to-do' : exitCode === exitCodes.failed ? 'not-applied' : 'could-not-run'
    out.document(jsonText({ schemaVersion: 1, command: job.command, ...plan, outcome, problem: reason }, redactor.redactText))
    err.lines(`Error: ${reason.title} (${reason.code})`)
    return exitCode
  }
  if (made !== undefined && exitCode !== exitCodes.couldNotRun) showPlan(job.command, made, nextCommand(job, options), undefined, terminal)
  err.lines(...(exitCode === exitCodes.ok ? [] : problemLines(reason, err.style)))
  return exitCode
}

function stoppedCode({ code }: Problem): ExitCode {
  if (code === 'plan.nothing-to-apply') return exitCodes.ok
  return code === 'plan.stale' || code === 'plan.unsafe' || code.startsWith('plan.break-glass.') ? exitCodes.failed : exitCodes.couldNotRun
}

function afterwards(
  { receipt, run }: ApplyEnd & { kind: 'ran' },
  job: ApplyJob,
  options: ApplyOptions,
  { out: { style } }: Terminal
): readonly string[] {
  const words = repeatedWords(options)
  const receiptPath = job.receiptFile.path
  return [
    ...(receipt.outcome === 'proved'
      ? []
      : ['', 'To look at the site again:', ...commandLines(['entra-setup', 'journal', '--check', run.runId, ...keyWords(options)], style)]),
    ...(options.documents === undefined && handOffDocuments(run.handOffs).length > 0
      ? ['', 'To get the document as a file:', ...commandLines(['entra-setup', 'journal', run.runId, '--documents', 'FOLDER'], style)]
      : []),
    ...(run.canUndo && receiptPath !== undefined
      ? ['', 'To take it back:', ...commandLines(['entra-setup', 'undo', '--receipt', receiptPath, ...words], style)]
      : []),
    ...(run.canUndo && receiptPath === undefined
      ? [
          '',
          'To take it back, first write its receipt:',
          ...commandLines(['entra-setup', 'journal', run.runId, '--receipt', 'FILE'], style)
        ]
      : [])
  ]
}

function keyWords({ site, apiKeyFile, apiKeyStdin }: ApplyOptions): readonly string[] {
  return repeatedWords({ site, apiKeyFile, apiKeyStdin })
}

const outcomeCode: Readonly<Record<RunOutcome, ExitCode>> = {
  proved: exitCodes.ok,
  'handed-off': exitCodes.changes,
  differs: exitCodes.failed,
  stopped: exitCodes.failed,
  unknown: exitCodes.failed
}

/** The command that goes on from a plan of this job. */
export function nextCommand(job: ApplyJob, options: ApplyOptions): NextCommand {
  return {
    command: job.command,
    words: [...job.sourceWords, ...repeatedWords(options)],
    needsApproval: job.source.kind === 'profile' && job.source.profile.safety.needsApproval
  }
}
