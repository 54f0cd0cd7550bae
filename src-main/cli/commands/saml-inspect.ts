import { createAdapters } from '../../adapters/create-adapters.ts'
import { inspectSaml } from '../../app/operations/inspect-saml.ts'
import { samlMetadataDocument } from '../../core/report/saml-document.ts'
import { exportableLadderReport } from '../../core/report/ladder-report-forms.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { inspectionLines } from '../reporters/saml-facts.ts'
import { ladderEndLines, ladderEvents, type LadderOutputOptions, writeLadderReport } from '../reporters/ladder.ts'
import { refuseSaml, samlDocument } from '../saml-input.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import type { Terminal } from '../terminal.ts'

export interface SamlInspectOptions extends LadderOutputOptions {
  readonly tenant?: string | undefined
  readonly appId?: string | undefined
  readonly insist?: true | undefined
}

/** `typed` is an address, a file, or `-`. */
export async function runSamlInspect(
  typed: string,
  options: SamlInspectOptions,
  version: string,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const document = await samlDocument(typed, options.insist === true, terminal)
  if (!document.ok) return refuseSaml('inspect', terminal, document.error)
  const reportFile: OutputFile = { option: '--report', path: options.report }
  const obstacle = await obstacleToWriting(reportFile, [typed])
  if (obstacle !== undefined) return refuseSaml('inspect', terminal, obstacle)
  const { tenant = '', appId = '' } = options
  const input = { document: document.value, tenantId: tenant, applicationId: appId, stored: [] }
  const found = await toItsEnd(inspectSaml(createAdapters(), input, signal), ladderEvents(options, terminal).event)
  const { report } = found
  if (options.json === true) {
    const exported = exportableLadderReport(report, terminal.redactor.redactText)
    terminal.out.document(`${JSON.stringify(samlMetadataDocument(exported, found, { version }), undefined, 2)}\n`)
  } else {
    terminal.out.lines(...ladderEndLines(report, terminal), ...inspectionLines(found, terminal.out.style))
  }
  const unwritten = await writeLadderReport(reportFile, report, version, terminal)
  if (unwritten !== undefined) return refuseSaml('inspect', terminal, unwritten)
  return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
}
