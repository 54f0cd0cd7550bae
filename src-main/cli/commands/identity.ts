import { createPreviewDesk } from '../../app/preview/create-preview-desk.ts'
import type { IdentityTables } from '../../core/identity/identity-tables.ts'
import type { IdentityView } from '../../core/identity/identity-views.ts'
import { plainStyle } from '../../core/report/text-style.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { identityLines } from '../identity/identity-lines.ts'
import { type IdentityOptions, type TypedIdentity, typedIdentity } from '../identity/identity-options.ts'
import { identityTexts } from '../identity/identity-texts.ts'
import { prepareIdentity } from '../identity/prepare-identity.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { previewInputs } from '../preview/prepare-preview.ts'
import { type PreviewAdapters, previewAdapters, recordedRuns } from '../preview/read-preview.ts'
import { createProgressLines } from '../progress-lines.ts'
import { refuse, type Refusal, standsInTheWay } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/** Shows who would be called what. Reads only: GET requests to the site, bind and search in the directory, files. */
export async function runIdentity(options: IdentityOptions, version: string, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'identity', json: options.format === 'json' ? true : undefined } as const
  const outFile: OutputFile = { option: '--out', path: options.out }
  const typed = typedIdentity(options)
  const inputs = [options.entraUsers, ...previewInputs({ ...options, newUsers: true, groups: true })]
  const obstacle = await obstacleToWriting(outFile, inputs)
  const wrong = [...(typed.ok ? [] : typed.error), ...(obstacle === undefined ? [] : [obstacle])]
  if (!typed.ok || wrong.length > 0) return refuse({ kind: 'usage', lines: wrong }, about, terminal)

  const ports = createCliPorts(terminal)
  const adapters = previewAdapters(ports, terminal)
  const read = await readIdentity({ ports, adapters, version }, options, typed.value, terminal, signal)
  if (!read.ok) return refuse(read.error, about, terminal)
  const { tables, view } = read.value
  const unwritten = await write(
    textsOf(tables, view, { options, typed: typed.value, version }, terminal, signal),
    view,
    outFile,
    adapters,
    terminal,
    { format: options.format, signal }
  )
  return unwritten === undefined ? exitCodeOf(view) : refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
}

/** Somebody who is missing on one side makes others look new, or like nobody’s. */
function exitCodeOf({ cutBecause, classes }: IdentityView): ExitCode {
  if (cutBecause !== undefined) return exitCodes.incomplete
  return classes.some(({ severity, count }) => severity === 'problem' && count > 0) ? exitCodes.failed : exitCodes.ok
}

interface World {
  readonly ports: CliPorts
  readonly adapters: PreviewAdapters
  readonly version: string
}

async function readIdentity(
  { ports, adapters, version }: World,
  options: IdentityOptions,
  typed: TypedIdentity,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<{ readonly tables: IdentityTables; readonly view: IdentityView }, Refusal>> {
  const prepared = await prepareIdentity(ports, () => recordedRuns(adapters), options, typed, terminal, signal)
  if (!prepared.ok) return prepared
  const { request, site } = prepared.value
  const { identity } = createPreviewDesk({
    ...adapters,
    version,
    readerOf: (host) => (host === site?.address.host ? site.service : undefined)
  })
  const progress = createProgressLines(terminal)
  try {
    const view = await identity.read(request, ({ people, users }) => progress.now(progressText(people, users)), signal)
    return view.ok ? succeed({ tables: identity, view: view.value }) : standsInTheWay(view.error)
  } finally {
    progress.end()
  }
}

function progressText(people: number, users: number | undefined): string {
  const ofSite = users === undefined ? '' : `, ${users.toLocaleString('en-US')} users`
  return `reading: ${people.toLocaleString('en-US')} people${ofSite}`
}

interface Wanted {
  readonly options: IdentityOptions
  readonly typed: TypedIdentity
  readonly version: string
}

function textsOf(
  tables: IdentityTables,
  view: IdentityView,
  { options, typed: { classes }, version }: Wanted,
  terminal: Terminal,
  signal: AbortSignal
): AsyncIterable<string> {
  const { format, search = '', all, out } = options
  const { redactText } = terminal.redactor
  if (format !== 'text') return identityTexts(tables, view, { format, query: { classes, search }, version }, redactText, signal)
  // In a file there are no colours, and nobody knows how wide it is shown.
  const style = out === undefined ? terminal.out.style : plainStyle
  return asTexts(identityLines(tables, view, { classes, search, isAll: all === true }, style, signal), redactText)
}

async function* asTexts(
  pages: AsyncIterable<readonly string[]>,
  redactText: (text: string) => string
): AsyncGenerator<string, void, undefined> {
  for await (const lines of pages) if (lines.length > 0) yield `${redactText(lines.join('\n'))}\n`
}

function cutLines({ cutBecause }: IdentityView): readonly string[] {
  return cutBecause === undefined ? [] : [`Incomplete. ${cutBecause}`]
}

/** To the file, or to standard output as fast as it takes it. A sentence when the file could not be written. */
async function write(
  texts: AsyncIterable<string>,
  view: IdentityView,
  { option, path }: OutputFile,
  { output }: PreviewAdapters,
  terminal: Terminal,
  { format, signal }: { readonly format: IdentityOptions['format']; readonly signal: AbortSignal }
): Promise<string | undefined> {
  if (path !== undefined) {
    const written = await output.write(path, texts, signal)
    if (!written.ok) return `${option}: ${written.error.cause}`
    const progress = createProgressLines(terminal)
    for (const line of [`${view.headline}.`, ...cutLines(view), `Written: ${path}`]) progress.step(line)
    return undefined
  }
  // A table has no place for it, and whoever reads it elsewhere must not take it for everybody.
  if (format === 'csv') for (const line of cutLines(view)) terminal.err.lines(terminal.redactor.redactText(line))
  for await (const text of texts) {
    terminal.out.document(text)
    await terminal.flush()
  }
  return undefined
}
