import type { ApplyRequest } from '../app/operations/apply-plan.ts'
import type { MadePlan } from '../app/operations/make-site-plan.ts'
import { problem } from '../core/errors.ts'
import type { PlanDigest } from '../core/plan/plan.ts'
import { succeed } from '../core/result.ts'
import type { ApplyJob, OpenJob } from './apply-job.ts'
import { type ApplyOptions, type Confirmed, confirmedBy } from './apply-options.ts'
import { askToGoOn } from './ask-to-go-on.ts'
import type { CliPorts } from './create-cli-ports.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { keptReceiptText } from './kept-files.ts'
import { type OpenedSite, openSite, remember } from './open-site.ts'
import { writeOutput } from './output-file.ts'
import { givenLdapPassword, planSite } from './plan-site.ts'
import { refuse } from './refusal.ts'
import { planLines } from './reporters/plan.ts'
import { runToItsEnd } from './run-to-its-end.ts'
import { planExitCode, showPlan } from './show-plan.ts'
import { nextCommand, tellRan, tellStopped } from './tell-apply.ts'
import type { Terminal } from './terminal.ts'
import { obstacleToDocuments, writeDocuments } from './write-documents.ts'

/** Shows a plan, or carries out the one whose digest was given. */
export async function applySource(
  ports: CliPorts,
  given: ApplyJob | OpenJob,
  options: ApplyOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: given.command, json: options.json }
  const confirmed = await confirmedBy(options)
  if (!confirmed.ok) return refuse(confirmed.error, about, terminal)
  const obstacle = await obstacleToDocuments(options.documents)
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  const site = await openSite(ports, options, { named: given.named }, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const source = 'source' in given ? succeed(given.source) : await given.sourceOf(site.value)
  if (!source.ok) return refuse(source.error, about, terminal)
  const job: ApplyJob = { ...given, source: source.value }
  const password = await givenLdapPassword(ports, options, site.value.address.host, job.source, terminal)
  if (!password.ok) return refuse(password.error, about, terminal)
  const { digest } = confirmed.value
  const next = nextCommand(job, options)
  let ldapPassword = password.value
  // Who sits at a terminal sees first what is about to happen; a program that gives the digest has seen it.
  if (digest === undefined || terminal.isInteractive) {
    const planned = await planSite(ports, site.value, job.source, ldapPassword, terminal, signal)
    if (!planned.ok) return refuse(planned.error, about, terminal)
    const { made } = planned.value
    ldapPassword = planned.value.ldapPassword
    if (digest === undefined) return showPlan(job.command, made, next, options.json, terminal)
    const staleNow = made.plan.digest === digest ? undefined : problem('plan.stale', { planned: digest, now: made.plan.digest })
    if (staleNow !== undefined) return tellStopped(staleNow, made, job, options, terminal)
    if (options.yes !== true && !(await isWanted(made, site.value, terminal, signal))) {
      terminal.err.lines('Nothing was sent.')
      return planExitCode(made.plan)
    }
  }
  return carryOut(ports, job, options, { site: site.value, confirmed: { ...confirmed.value, digest }, ldapPassword }, terminal, signal)
}

async function isWanted(made: MadePlan, { address }: OpenedSite, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  if (made.plan.changes.length === 0) return true
  terminal.err.lines(...planLines(made, terminal.err.style), '')
  const count = made.plan.changes.length
  return askToGoOn(`Apply ${count === 1 ? 'this change' : `these ${String(count)} changes`} to ${address.host}?`, terminal, signal)
}

interface Ready {
  readonly site: OpenedSite
  readonly confirmed: Confirmed & { readonly digest: PlanDigest }
  readonly ldapPassword: ApplyRequest['ldapPassword']
}

async function carryOut(
  ports: CliPorts,
  job: ApplyJob,
  options: ApplyOptions,
  { site, confirmed, ldapPassword }: Ready,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const request: ApplyRequest = {
    ...confirmed,
    service: site.service,
    source: job.source,
    memory: site.memory,
    ldapPassword,
    appliedBy: site.connected.key.who,
    canWrite: site.connected.key.canWrite,
    leaveRecord: options.leaveRecord === true
  }
  // A change that is on its way is answered and read back, however impatient somebody is.
  const end = await terminal.stopGate.holdDuring(() => runToItsEnd(ports, request, terminal, signal))
  if (end.kind === 'stopped') return tellStopped(end.problem, end.made, job, options, terminal)
  remember(ports, { ...site.memory, ...end.learned }, terminal)
  const exitCode = tellRan(end, job, options, terminal)
  terminal.err.lines(...(await writeDocuments(options.documents, end.run)))
  const unwritten = await writeOutput(job.receiptFile, keptReceiptText(end.receipt, terminal.redactor.redactText))
  if (unwritten !== undefined)
    terminal.err.lines(`Error: ${unwritten}`, `The run is in the journal: entra-setup journal ${end.receipt.runId} --receipt FILE`)
  return signal.aborted ? exitCodes.cancelled : exitCode
}
