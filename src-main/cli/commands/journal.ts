import { checkRun } from '../../app/operations/check-run.ts'
import { damagedJournals, listRuns } from '../../app/operations/list-runs.ts'
import { problem } from '../../core/errors.ts'
import { receiptOf } from '../../core/journal/recover-run.ts'
import type { RunView } from '../../core/journal/run-view.ts'
import type { Receipt } from '../../core/plan/receipt.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { keptReceiptText } from '../kept-files.ts'
import { openSite, siteAddress, type SiteOptions } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { badUsage, refuse, type Refusal, standsInTheWay } from '../refusal.ts'
import { journalDocument, journalLines } from '../reporters/journal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { runDocument, runLines } from '../reporters/receipt.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'
import { obstacleToDocuments, writeDocuments } from '../write-documents.ts'

export interface JournalOptions extends SiteOptions {
  readonly check?: string | undefined
  readonly receipt?: string | undefined
  readonly documents?: string | undefined
  readonly json?: true | undefined
}

/** Lists runs, shows one, or finds out by reading what became of one. Sends nothing but GET requests. */
export async function runJournal(
  run: string | undefined,
  options: JournalOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: 'journal', json: options.json }
  const named = options.check ?? run
  const receiptFile: OutputFile = { option: '--receipt', path: options.receipt }
  const wrong =
    wrongUse(run, options) ?? (await obstacleToWriting(receiptFile, secretFiles(options))) ?? (await obstacleToDocuments(options.documents))
  if (wrong !== undefined) return refuse({ kind: 'usage', lines: [wrong] }, about, terminal)
  const ports = createCliPorts(terminal)
  const runs = await listRuns(ports)
  if (!runs.ok) return refuse({ kind: 'problem', problem: runs.error }, about, terminal)
  if (named === undefined) {
    const damaged = await damagedJournals(ports)
    return list(ports, { runs: runs.value, damaged: damaged.ok ? damaged.value : [] }, options, terminal)
  }
  const found = runOf(runs.value, named)
  if (!found.ok) return refuse(found.error, about, terminal)
  const view = options.check === undefined ? found : await checked(ports, found.value, options, terminal, signal)
  if (!view.ok) return refuse(view.error, about, terminal)
  const receipt = await receiptIn(ports, view.value)
  if (!receipt.ok) return refuse(receipt.error, about, terminal)
  const { out, err, redactor } = terminal
  if (options.json === true) out.document(jsonText(runDocument('journal', view.value, receipt.value), redactor.redactText))
  else out.lines(...runLines(view.value, out.style))
  err.lines(...(await writeDocuments(options.documents, view.value)))
  const unwritten = await keep(receipt.value, receiptFile, terminal)
  if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  return exitCodeOf(view.value, options.check !== undefined)
}

function wrongUse(run: string | undefined, { check, receipt, documents }: JournalOptions): string | undefined {
  if (check !== undefined && run !== undefined && run !== check) return '--check names the run already.'
  if (check !== undefined || run !== undefined) return undefined
  if (receipt !== undefined) return '--receipt needs a run.'
  return documents === undefined ? undefined : '--documents needs a run.'
}

function list(
  ports: CliPorts,
  { runs, damaged }: { readonly runs: readonly RunView[]; readonly damaged: readonly string[] },
  options: JournalOptions,
  terminal: Terminal
): ExitCode {
  const address = options.site === undefined ? undefined : siteAddress(ports, options, undefined)
  if (address?.ok === false) return refuse(address.error, { command: 'journal', json: options.json }, terminal)
  const ofSite = address === undefined ? runs : runs.filter(({ site }) => site === address.value.host)
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(journalDocument(ofSite), redactor.redactText))
  else if (ofSite.length > 0 || damaged.length === 0) out.lines(...journalLines(ofSite, out.style, address?.value.host))
  // Of which site such a run was, nobody knows either.
  terminal.err.lines(...damaged.map((file) => `Note: ${file} is damaged from its beginning. Nobody can say what that run did.`))
  return exitCodes.ok
}

/** By its id or the beginning of it. */
function runOf(runs: readonly RunView[], named: string): Result<RunView, Refusal> {
  const typed = named.trim().toLowerCase()
  const found = typed === '' ? [] : runs.filter(({ runId }) => runId.toLowerCase().startsWith(typed))
  const [run] = found
  if (run === undefined) return standsInTheWay(problem('apply.run-unknown', { run: named }))
  return found.length === 1 ? succeed(run) : badUsage(`${String(found.length)} runs begin with “${named}”: type more of it.`)
}

async function checked(
  ports: CliPorts,
  run: RunView,
  options: JournalOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<RunView, Refusal>> {
  const site = await openSite(ports, options, { named: run.site }, terminal, signal)
  if (!site.ok) return site
  const view = await checkRun(ports, { runId: run.runId, reader: site.value.service }, signal)
  return view.ok ? view : standsInTheWay(view.error)
}

async function receiptIn(ports: CliPorts, { runId }: RunView): Promise<Result<Receipt | undefined, Refusal>> {
  const runs = await ports.journal.runs()
  if (!runs.ok) return standsInTheWay(runs.error)
  const run = runs.value.find((each) => each.runId === runId)
  return succeed(run === undefined ? undefined : receiptOf(run))
}

async function keep(receipt: Receipt | undefined, file: OutputFile, { redactor }: Terminal): Promise<string | undefined> {
  if (file.path === undefined) return undefined
  if (receipt === undefined) return '--receipt: the journal of this run is too damaged for a receipt.'
  return writeOutput(file, keptReceiptText(receipt, redactor.redactText))
}

function exitCodeOf({ outcome }: RunView, wasChecked: boolean): ExitCode {
  if (outcome === 'handed-off') return exitCodes.changes
  return wasChecked && outcome !== 'proved' ? exitCodes.failed : exitCodes.ok
}
