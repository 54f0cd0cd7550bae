import type { CheckEvent } from '../../core/checks/check.ts'
import { exportableLadderReport, ladderReportHtml, ladderSubjectLines } from '../../core/report/ladder-report-forms.ts'
import type { LadderReport } from '../../core/report/ladder-report.ts'
import { summaryLines } from '../../core/report/text-report.ts'
import { type OutputFile, writeOutput } from '../output-file.ts'
import type { Terminal } from '../terminal.ts'
import { createRungPrinter } from './rung-printer.ts'

export interface LadderOutputOptions {
  readonly json?: true | undefined
  readonly report?: string | undefined
}

/** Tells a ladder: rungs as they happen for a person, nothing until the end for a program. */
export function ladderEvents(options: LadderOutputOptions, terminal: Terminal): { event(event: CheckEvent): void } {
  return options.json === true ? { event: () => undefined } : createRungPrinter(terminal)
}

/** What was inspected and the verdict, below the rungs. */
export function ladderEndLines(report: LadderReport, terminal: Terminal): readonly string[] {
  const { style } = terminal.out
  return ['', ...ladderSubjectLines(report, style), '', ...summaryLines(report.summary, style)]
}

/** The sentence that says why it could not be written. */
export function writeLadderReport(
  file: OutputFile,
  report: LadderReport,
  version: string,
  terminal: Terminal
): Promise<string | undefined> {
  const exported = exportableLadderReport(report, terminal.redactor.redactText)
  return writeOutput(file, ladderReportHtml(exported, { version, createdAt: new Date().toISOString() }))
}
