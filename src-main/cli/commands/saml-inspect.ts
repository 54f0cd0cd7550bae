import { createAdapters } from '../../adapters/create-adapters.ts'
import { inspectSaml } from '../../app/operations/inspect-saml.ts'
import { samlMetadataDocument } from '../../core/report/saml-document.ts'
import { exportableSamlReport } from '../../core/report/saml-report.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile } from '../output-file.ts'
import { inspectionLines } from '../reporters/saml-facts.ts'
import { samlEndLines, samlEvents, type SamlOutputOptions, writeSamlReport } from '../reporters/saml.ts'
import { refuseSaml, samlDocument } from '../saml-input.ts'
import { toItsEnd } from '../../app/to-its-end.ts'
import type { Terminal } from '../terminal.ts'

export interface SamlInspectOptions extends SamlOutputOptions {
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
  const obstacle = await obstacleToWriting(reportFile)
  if (obstacle !== undefined) return refuseSaml('inspect', terminal, obstacle)
  const { tenant = '', appId = '' } = options
  const input = { document: document.value, tenantId: tenant, applicationId: appId, stored: [] }
  const found = await toItsEnd(inspectSaml(createAdapters(), input, signal), samlEvents(options, terminal).event)
  const { report } = found
  if (options.json === true) {
    const exported = exportableSamlReport(report, terminal.redactor.redactText)
    terminal.out.document(`${JSON.stringify(samlMetadataDocument(exported, found, { version }), undefined, 2)}\n`)
  } else {
    terminal.out.lines(...samlEndLines(report, terminal), ...inspectionLines(found, terminal.out.style))
  }
  const unwritten = await writeSamlReport(reportFile, report, version, terminal)
  if (unwritten !== undefined) return refuseSaml('inspect', terminal, unwritten)
  return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
}
