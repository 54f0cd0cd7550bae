import { approvePlan } from '../../app/operations/approve-plan.ts'
import { problem } from '../../core/errors.ts'
import { approvalFileText } from '../../core/plan/approval-file.ts'
import { parsePlanDigest, type Plan, type PlanApproval } from '../../core/plan/plan.ts'
import { readPlanFile } from '../../core/plan/plan-file.ts'
import { labelled } from '../../core/report/text-report.ts'
import { askToGoOn } from '../ask-to-go-on.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readTextInput } from '../input-file.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { commandLines } from '../reporters/lines.ts'
import { planDocument, planLines, type ShownPlan } from '../reporters/plan.ts'
import { repeatedWords } from '../repeat-words.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface ApproveOptions extends SiteOptions {
  readonly digest?: string | undefined
  readonly out?: string | undefined
  readonly yes?: true | undefined
  readonly json?: true | undefined
}

/** Shows a saved plan to a second person and, with its digest, writes their approval. Sends nothing but GET requests. */
export async function runApprove(file: string, options: ApproveOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'approve', json: options.json }
  const digest = options.digest === undefined ? undefined : parsePlanDigest(options.digest)
  if (options.digest !== undefined && digest === undefined)
    return refuse({ kind: 'problem', problem: problem('plan.digest-unreadable', { typed: options.digest.slice(0, 100) }) }, about, terminal)
  if (digest !== undefined && options.out === undefined)
    return refuse({ kind: 'usage', lines: ['--out is missing: the file for the approval.'] }, about, terminal)
  const approvalFile: OutputFile = { option: '--out', path: options.out }
  const obstacle = await obstacleToWriting(approvalFile, [file, ...secretFiles(options)])
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  const ports = createCliPorts(terminal)
  const text = await readTextInput(file)
  if (!text.ok) return refuse({ kind: 'problem', problem: text.error }, about, terminal)
  const plan = readPlanFile(text.value, file, ports.digest)
  if (!plan.ok) return refuse({ kind: 'problem', problem: plan.error }, about, terminal)
  if (digest === undefined) return show(plan.value, file, options, terminal)

  const site = await openSite(ports, options, { named: plan.value.site }, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  if (terminal.isInteractive && options.yes !== true) {
    terminal.err.lines(...planLines(shown(plan.value), terminal.err.style), '')
    if (!(await askToGoOn(`Approve this plan as ${site.value.connected.key.who}?`, terminal, signal))) {
      terminal.err.lines('Nothing was approved.')
      return exitCodes.changes
    }
  }
  const request = { planText: text.value, fileName: file, digest, reader: site.value.service }
  const approval = await approvePlan(ports, request, signal)
  if (!approval.ok) return refuse({ kind: 'problem', problem: approval.error }, about, terminal)
  const unwritten = await writeOutput(approvalFile, approvalFileText(approval.value))
  if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  tell(approval.value, options, terminal)
  return exitCodes.ok
}

function show(plan: Plan, file: string, options: ApproveOptions, terminal: Terminal): ExitCode {
  const { out, redactor } = terminal
  if (options.json === true) {
    out.document(jsonText(planDocument('approve', shown(plan)), redactor.redactText))
    return exitCodes.changes
  }
  const next = ['entra-setup', 'approve', file, ...repeatedWords(options), '--digest', plan.digest, '--out', 'APPROVAL']
  out.lines(...planLines(shown(plan), out.style), '', 'To approve exactly this:', ...commandLines(next, out.style))
  return exitCodes.changes
}

/** The forecast is not in the file: what follows from it is in the verdict of the plan. */
function shown(plan: Plan): ShownPlan {
  return { plan, forecast: { kind: 'not-needed' }, secretFields: [] }
}

function tell(approval: PlanApproval, { json, out: path = '' }: ApproveOptions, { out, redactor }: Terminal): void {
  if (json === true) out.document(jsonText({ schemaVersion: 1, command: 'approve', outcome: 'approved', approval }, redactor.redactText))
  else
    out.lines(
      ...labelled('Approved', `the plan ${approval.digest}`, out.style),
      ...labelled('For', approval.site, out.style),
      ...labelled('By', approval.approvedBy, out.style),
      ...labelled('File', `${path}; whoever applies gives it with --approval`, out.style)
    )
}
