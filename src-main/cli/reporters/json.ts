import { checkDocument } from '../../core/report/check-document.ts'
import { exportableReport } from '../../core/report/exportable-report.ts'
import { createProgress } from './progress.ts'
import type { CheckReporter } from './reporter.ts'
import type { Terminal } from '../terminal.ts'

/** One document on standard output when all is over; a short line for each rung on standard error. */
export function createJsonReporter(terminal: Terminal, version: string): CheckReporter {
  const progress = createProgress(terminal)
  return {
    showsSuggestions: false,
    begin: () => undefined,
    event: (event) => progress.event(event),
    end(report) {
      const document = checkDocument(exportableReport(report, terminal.redactor.redactText), { version })
      terminal.out.document(`${JSON.stringify(document, null, 2)}\n`)
    }
  }
}
