import { besideSignInRules, ldapBesideSignIn } from '../../core/identity/ldap-beside-sign-in.ts'
import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { plainStyle } from '../../core/report/text-style.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { siteAddress } from '../open-site.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { findRun } from '../preview/find-run.ts'
import { parseOutcomes } from '../preview/outcome-list.ts'
import { previewInputs } from '../preview/prepare-preview.ts'
import { previewDetails } from '../preview/preview-details.ts'
import { previewLines } from '../preview/preview-lines.ts'
import type { PreviewSourceOptions } from '../preview/preview-source-options.ts'
import { previewTexts } from '../preview/preview-texts.ts'
import { readLeaversOwned } from '../preview/read-owned.ts'
import { type PreviewAdapters, previewAdapters, readPreview, recordedRuns } from '../preview/read-preview.ts'
import { createProgressLines } from '../progress-lines.ts'
import { refuse, type Refusal, standsInTheWay } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { runListDocument, runListLines } from '../reporters/preview-runs.ts'
import type { Terminal } from '../terminal.ts'

export interface PreviewOptions extends PreviewSourceOptions {
  readonly format: 'text' | 'json' | 'csv' | 'html' | 'ndjson'
  readonly out?: string | undefined
  readonly only?: string | undefined
  readonly all?: true | undefined
  readonly compare?: string | undefined
  readonly keep: boolean
  readonly listRuns?: true | undefined
  readonly owned?: true | undefined
  readonly entraNames?: 'upn' | 'mail' | undefined
}

/** Shows what the sync would do. Reads only: GET requests to the site, bind and search in the directory. */
export async function runPreview(options: PreviewOptions, version: string, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'preview', json: options.format === 'json' ? true : undefined } as const
  const ports = createCliPorts(terminal)
  if (options.listRuns === true) return listRuns(ports, options, terminal)
  const outFile: OutputFile = { option: '--out', path: options.out }
  const only = parseOutcomes(options.only)
  const obstacle = (await obstacleToWriting(outFile, previewInputs(options))) ?? wrongUse(options)
  const wrong = [...(obstacle === undefined ? [] : [obstacle]), ...(only.ok ? [] : [only.error])]
  if (!only.ok || wrong.length > 0) return refuse({ kind: 'usage', lines: wrong }, about, terminal)
  const adapters = previewAdapters(ports, terminal)
  // Found before anything is read: a preview takes a while.
  const earlier = await runToCompare(adapters, options)
  if (!earlier.ok) return refuse(earlier.error, about, terminal)

  const read = await readPreview(ports, options, { version, isKept: options.keep, asksSite: options.owned }, terminal, signal)
  if (!read.ok) return refuse(read.error, about, terminal)
  const { desk, view, site } = read.value
  const compareWith = earlier.value?.runId ?? (options.compare === undefined ? undefined : view.earlier?.runId)
  if (options.compare !== undefined && compareWith === undefined)
    terminal.err.lines('Note: there is no earlier complete run to compare with yet.')
  const details = await previewDetails(desk, view, compareWith, signal)
  if (!details.ok) return refuse(details.error, about, terminal)
  const owned =
    options.owned === true && site !== undefined ? await readLeaversOwned(ports, read.value, site, terminal, signal) : succeed(undefined)
  if (!owned.ok) return refuse(owned.error, about, terminal)
  const allDetails = { ...details.value, owned: owned.value }

  const beside = await besideSignIn(desk, view, options, signal)
  if (!beside.ok) return refuse(beside.error, about, terminal)
  const { format, all } = options
  const { redactText } = terminal.redactor
  const texts =
    format === 'text'
      ? asTexts(
          previewLines(desk, view, { details: allDetails, only: only.value, isAll: all === true }, styleOf(options, terminal), signal),
          redactText
        )
      : previewTexts(desk, view, { format, query: { filter: { outcomes: only.value } }, details: allDetails, version }, redactText, signal)
  if (beside.value !== undefined) terminal.err.lines(`Note: ${beside.value}`)
  const unwritten = await write(texts, view, outFile, adapters, terminal, signal)
  await tellKept(desk, view, options.keep, terminal)
  if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  return exitCodeOf(view)
}

/** Where LDAP calls people otherwise than an Entra sign-in would; nothing when nobody asked. */
async function besideSignIn(
  { identity }: PreviewDesk,
  { previewId, rules: { usernameField, domain } }: PreviewView,
  { entraNames }: PreviewOptions,
  signal: AbortSignal
): Promise<Result<string | undefined, Refusal>> {
  if (entraNames === undefined) return succeed(undefined)
  const rules = besideSignInRules(entraNames, { usernameField, domain })
  const view = await identity.read({ people: { kind: 'preview', previewId }, users: { kind: 'none' }, rules }, () => undefined, signal)
  return view.ok ? succeed(ldapBesideSignIn(view.value)) : standsInTheWay(view.error)
}

/** A cut reading is no base for anything, whatever else it shows. */
function exitCodeOf({ summary }: Pick<PreviewView, 'summary'>): ExitCode {
  if (!summary.isComplete) return exitCodes.incomplete
  return summary.safety.kind === 'safe' ? exitCodes.ok : exitCodes.failed
}

function wrongUse({ compare, owned, format }: PreviewOptions): string | undefined {
  const option = compare !== undefined ? '--compare' : owned === true ? '--owned' : undefined
  return option !== undefined && (format === 'csv' || format === 'html')
    ? `${option}: ${format} holds the people only; use --format text, json or ndjson.`
    : undefined
}

async function runToCompare(adapters: PreviewAdapters, { compare }: PreviewOptions): Promise<Result<PreviewRunHead | undefined, Refusal>> {
  if (compare === undefined || compare.trim().toLowerCase() === 'last') return succeed(undefined)
  const runs = await recordedRuns(adapters)
  return runs.ok ? findRun(runs.value, compare) : runs
}

/** In a file there are no colours, and nobody knows how wide it is shown. */
function styleOf({ out }: PreviewOptions, terminal: Terminal) {
  return out === undefined ? terminal.out.style : plainStyle
}

async function* asTexts(
  pages: AsyncIterable<readonly string[]>,
  redactText: (text: string) => string
): AsyncGenerator<string, void, undefined> {
  for await (const lines of pages) if (lines.length > 0) yield `${redactText(lines.join('\n'))}\n`
}

/** To the file, or to standard output as fast as it takes it. A sentence when the file could not be written. */
async function write(
  texts: AsyncIterable<string>,
  view: PreviewView,
  { option, path }: OutputFile,
  { output }: PreviewAdapters,
  terminal: Terminal,
  signal: AbortSignal
): Promise<string | undefined> {
  if (path !== undefined) {
    const written = await output.write(path, texts, signal)
    if (!written.ok) return `${option}: ${written.error.cause}`
    const progress = createProgressLines(terminal)
    for (const line of [view.headline, verdictOf(view), `Written: ${path}`]) progress.step(line)
    return undefined
  }
  for await (const text of texts) {
    terminal.out.document(text)
    await terminal.flush()
  }
  return undefined
}

/** One line, for who sees only a file appear. */
function verdictOf({ site, summary: { isComplete, safety } }: PreviewView): string {
  if (!isComplete) return 'Incomplete: something was not read.'
  if (safety.kind === 'safe' && site === undefined) return 'Not judged: no site was compared.'
  return safety.kind === 'safe' ? 'Safe.' : `Not safe: ${safety.reasons.map(({ problem }) => problem.title).join('; ')}.`
}

/** The process must not end before its run is on disk. That it cannot be kept takes nothing from what was found out. */
async function tellKept(desk: PreviewDesk, { previewId, runId }: PreviewView, isKept: boolean, terminal: Terminal): Promise<void> {
  if (!isKept || runId === undefined) return
  const kept = await desk.kept(previewId)
  if (kept.ok) createProgressLines(terminal).step(`Recorded as run ${runId}.`)
  else terminal.err.lines(`Note: this run is not recorded. ${kept.error.cause}`)
}

async function listRuns(ports: CliPorts, options: PreviewOptions, terminal: Terminal): Promise<ExitCode> {
  const about = { command: 'preview', json: options.format === 'json' ? true : undefined } as const
  const { site } = options
  const address = typeof site === 'string' ? siteAddress(ports, { site }, undefined) : succeed(undefined)
  if (!address.ok) return refuse(address.error, about, terminal)
  if (options.format !== 'text' && options.format !== 'json')
    return refuse({ kind: 'usage', lines: ['--list-runs: the list is text or JSON.'] }, about, terminal)
  const runs = await recordedRuns(previewAdapters(ports, terminal), address.value?.host)
  if (!runs.ok) return refuse(runs.error, about, terminal)
  const { out, redactor } = terminal
  if (options.format === 'json') out.document(jsonText(runListDocument(runs.value), redactor.redactText))
  else out.lines(...runListLines(runs.value, out.style))
  return exitCodes.ok
}
