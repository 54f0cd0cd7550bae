import { createAdapters } from '../../adapters/create-adapters.ts'
import { inspectResponse } from '../../app/operations/inspect-response.ts'
import { inspectSaml } from '../../app/operations/inspect-saml.ts'
import type { SamlPorts } from '../../app/saml-ports.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import { samlResponseDocument } from '../../core/report/saml-document.ts'
import { exportableLadderReport } from '../../core/report/ladder-report-forms.ts'
import { problemLines } from '../../core/report/text-report.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { firstProblem } from '../../core/saml/first-problem.ts'
import { readMoment } from '../../core/saml/read-moment.ts'
import type { SamlTrust } from '../../core/saml/saml-source.ts'
import { trustOfFingerprint } from '../../core/saml/trust-of-fingerprint.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { responseLines } from '../reporters/saml-facts.ts'
import { ladderEndLines, ladderEvents, type LadderOutputOptions, writeLadderReport } from '../reporters/ladder.ts'
import { isFileThere, nameOf, refuseSaml, samlBytes, samlDocument } from '../saml-input.ts'
import type { Terminal } from '../terminal.ts'

export interface SamlResponseOptions extends LadderOutputOptions {
  readonly config: string
  readonly at?: string | undefined
  readonly insist?: true | undefined
}

/** `typed` is a file or `-`. */
export async function runSamlResponse(
  typed: string,
  options: SamlResponseOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  if (typed === '-' && options.config === '-') return refuseSaml('response', terminal, 'Standard input can be one of the two, not both.')
  const at = momentOf(options.at)
  if (!at.ok) return refuseSaml('response', terminal, at.error)
  const content = await samlBytes(typed, terminal)
  if (!content.ok) return refuseSaml('response', terminal, content.error)
  const reportFile: OutputFile = { option: '--report', path: options.report }
  const obstacle = await obstacleToWriting(reportFile, [typed, options.config])
  if (obstacle !== undefined) return refuseSaml('response', terminal, obstacle)
  const ports = createAdapters()
  const trust = await trustOf(ports, options, terminal, signal)
  if (!trust.ok) {
    terminal.err.lines(...trust.error)
    return exitCodes.couldNotRun
  }
  const input = { content: content.value, name: nameOf(typed), trust: trust.value, at: at.value }
  const { report, view } = await toItsEnd(inspectResponse(ports, input, signal), ladderEvents(options, terminal).event)
  if (options.json === true) {
    const exported = exportableLadderReport(report, terminal.redactor.redactText)
    terminal.out.document(`${JSON.stringify(samlResponseDocument(exported, view, { version }), undefined, 2)}\n`)
  } else {
    terminal.out.lines(...ladderEndLines(report, terminal), ...(view === undefined ? [] : responseLines(view, terminal.out.style)))
  }
  const unwritten = await writeLadderReport(reportFile, report, version, terminal)
  if (unwritten !== undefined) return refuseSaml('response', terminal, unwritten)
  return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
}

/** A file of that name wins; otherwise a fingerprint, when it reads as one. The error is ready to be printed. */
async function trustOf(
  ports: SamlPorts,
  { config, insist }: SamlResponseOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<SamlTrust, readonly string[]>> {
  const { style } = terminal.err
  const isDocument = config === '-' || config.includes('://') || (await isFileThere(config))
  if (!isDocument) {
    const trust = trustOfFingerprint(config)
    return trust.ok
      ? trust
      : fail([`--config ${config}: there is no such file, and it is no fingerprint.`, ...problemLines(trust.error, style)])
  }
  const document = await samlDocument(config, insist === true, terminal)
  if (!document.ok) return fail([`Error: --config: ${document.error}`])
  const input = { document: document.value, tenantId: '', applicationId: '', stored: [] }
  const { trust, report } = await toItsEnd(inspectSaml(ports, input, signal), () => undefined)
  if (trust === undefined) return fail([`--config ${config}`, ...problemLines(firstProblem(report.results), style)])
  if (report.summary.outcome === 'failed')
    terminal.err.lines(`Note: the configuration itself is not in order: entra-setup saml inspect ${config} tells what is wrong with it.`)
  return succeed(trust)
}

function momentOf(typed: string | undefined): Result<string | undefined, string> {
  if (typed === undefined) return succeed(undefined)
  const at = readMoment(typed)
  return at === undefined ? fail('--at: a date with a time, such as 2026-11-21T10:30Z.') : succeed(at)
}
