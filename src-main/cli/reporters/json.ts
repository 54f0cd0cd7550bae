import { checkDocument } from '../../core/report/check-document.ts'
import { exportableReport } from '../../core/report/exportable-report.ts'
import type { CheckReporter } from './reporter.ts'
import type { Terminal } from '../terminal.ts'

/** One document on standard output when all is over. */
export function createJsonReporter(terminal: Terminal, version: string): CheckReporter {
  return {
    begin: () => undefined,
    event: () => undefined,
    end(report) {
      const document = checkDocument(exportableReport(report, terminal.redactor.redactText), { version })
      terminal.out.document(`${JSON.stringify(document, null, 2)}\n`)
    }
  }
}
