import { ownedByPerson } from '../../app/operations/owned-by-person.ts'
import type { Problem } from '../../core/errors.ts'
import type { PersonOwned } from '../../core/owned/owned-views.ts'
import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import type { Explanation } from '../../core/preview/explain.ts'
import type { PreviewRow } from '../../core/preview/preview-result.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { OpenedSite } from '../open-site.ts'
import type { PreviewSourceOptions } from '../preview/preview-source-options.ts'
import { type ReadPreview, readPreview } from '../preview/read-preview.ts'
import { refuse } from '../refusal.ts'
import { explanationDocument, explanationLines } from '../reporters/explanation.ts'
import { jsonText } from '../reporters/json-text.ts'
import type { Terminal } from '../terminal.ts'

export interface ExplainOptions extends PreviewSourceOptions {
  readonly json?: true | undefined
  readonly owned?: true | undefined
}

/** Why somebody would get an account, or would not. Reads only, and records nothing. */
export async function runExplain(
  name: string,
  options: ExplainOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: 'explain', json: options.json }
  if (name.trim() === '')
    return refuse(
      { kind: 'usage', lines: ['Name somebody: by user name, mail address, distinguished name or full name.'] },
      about,
      terminal
    )
  const ports = createCliPorts(terminal)
  const read = await readPreview(ports, options, { version, isKept: false, asksSite: options.owned }, terminal, signal)
  if (!read.ok) return refuse(read.error, about, terminal)
  const { desk, view, site } = read.value
  const answer = await desk.ask(view.previewId, { kind: 'explain', name }, signal)
  if (!answer.ok) return refuse({ kind: 'problem', problem: answer.error }, about, terminal)
  const rows = await explainedRows(desk, view, answer.value, signal)
  const owned = options.owned === true && site !== undefined ? await ownedBy(ports, read.value, site, rows.row, signal) : succeed(undefined)
  if (!owned.ok) return refuse({ kind: 'problem', problem: owned.error }, about, terminal)
  const explained = { name, view, explanation: answer.value, ...rows, owned: owned.value }
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(explanationDocument(explained), redactor.redactText))
  else out.lines(...explanationLines(explained, out.style))
  if (!view.summary.isComplete) return exitCodes.incomplete
  return rows.row !== undefined && isTaken(rows.row) ? exitCodes.ok : exitCodes.failed
}

/** Somebody whom the sync finds and takes: new, changed, or as the site has them. Whoever is left alone for another reason is not taken. */
function isTaken({ outcome, reason }: Pick<PreviewRow, 'outcome' | 'reason'>): boolean {
  return outcome === 'create' || outcome === 'update' || (outcome === 'unchanged' && reason === 'same')
}

/** Absent: nobody was found, or the person has no account yet. */
async function ownedBy(
  { clock }: CliPorts,
  { desk, view }: ReadPreview,
  { service }: OpenedSite,
  row: PreviewRow | undefined,
  signal: AbortSignal
): Promise<Result<PersonOwned | undefined, Problem>> {
  if (row === undefined) return succeed(undefined)
  const account = await desk.ask(view.previewId, { kind: 'account', row: row.row }, signal)
  if (!account.ok) return account
  if (account.value === undefined) return succeed(undefined)
  const { userId, outcome } = account.value
  return ownedByPerson({ clock }, { reader: service, userId, outcome }, signal)
}

async function explainedRows(desk: PreviewDesk, { previewId }: PreviewView, explanation: Explanation, signal: AbortSignal) {
  if (explanation.kind === 'not-found') return { row: undefined, others: [] }
  const rows: PreviewRow[] = []
  for (const row of [explanation.row, ...explanation.others.slice(0, MOST_OTHERS)]) {
    const traced = await desk.ask(previewId, { kind: 'trace', row }, signal)
    if (traced.ok) rows.push(traced.value.row)
  }
  const [row, ...others] = rows
  return { row, others }
}

const MOST_OTHERS = 10
