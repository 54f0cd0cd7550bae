import type { CheckEvent } from '../../core/checks/check.ts'
import { exportableSamlReport, samlReportHtml, samlSubjectLines } from '../../core/report/saml-report.ts'
import { summaryLines } from '../../core/report/text-report.ts'
import type { SamlReport } from '../../core/saml/saml-views.ts'
import { type OutputFile, writeOutput } from '../output-file.ts'
import type { Terminal } from '../terminal.ts'
import { createRungPrinter } from './rung-printer.ts'

export interface SamlOutputOptions {
  readonly json?: true | undefined
  readonly report?: string | undefined
}

/** Tells a SAML ladder: rungs as they happen for a person, nothing until the end for a program. */
export function samlEvents(options: SamlOutputOptions, terminal: Terminal): { event(event: CheckEvent): void } {
  return options.json === true ? { event: () => undefined } : createRungPrinter(terminal)
}

/** What was inspected and the verdict, below the rungs. */
export function samlEndLines(report: SamlReport, terminal: Terminal): readonly string[] {
  const { style } = terminal.out
  return ['', ...samlSubjectLines(report, style), '', ...summaryLines(report.summary, style)]
}

/** The sentence that says why it could not be written. */
export function writeSamlReport(file: OutputFile, report: SamlReport, version: string, terminal: Terminal): Promise<string | undefined> {
  const exported = exportableSamlReport(report, terminal.redactor.redactText)
  return writeOutput(file, samlReportHtml(exported, { version, createdAt: new Date().toISOString() }))
}
