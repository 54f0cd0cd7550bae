import type { Suggestion } from '../../core/model/suggestion.ts'
import { subjectLines, suggestionLines, summaryLines } from '../../core/report/text-report.ts'
import { optionOfField } from '../check-settings.ts'
import type { Terminal } from '../terminal.ts'
import type { CheckReporter } from './reporter.ts'
import { createRungPrinter } from './rung-printer.ts'

/** The ladder for a person: each rung on standard output as it happens, then one sentence and what could be entered instead. */
export function createTextReporter(terminal: Terminal): CheckReporter {
  const { out } = terminal
  return {
    begin: (subject) => out.lines(...subjectLines(subject, out.style), ''),
    event: createRungPrinter(terminal).event,
    end(report) {
      out.lines('', ...summaryLines(report.summary, out.style))
      const asOption = ({ field, value }: Suggestion) => `${optionOfField[field]} ${quotedForShell(value)}`
      if (report.suggestions.length > 0) out.lines('', ...suggestionLines(report.suggestions, out.style, asOption))
    }
  }
}

function quotedForShell(value: string): string {
  return /^[\w.,=@:+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
