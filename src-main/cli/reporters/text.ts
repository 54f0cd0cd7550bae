import type { CheckEvent } from '../../core/checks/check.ts'
import type { Suggestion } from '../../core/model/suggestion.ts'
import { redactedResult } from '../../core/report/exportable-report.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { labelled, resultLines, subjectLines, summaryLines } from '../../core/report/text-report.ts'
import { optionOfField } from '../check-settings.ts'
import type { Terminal } from '../terminal.ts'
import { createProgress } from './progress.ts'
import type { CheckReporter } from './reporter.ts'

/** The ladder for a person: each rung on standard output as it happens, then one sentence and what could be entered instead. */
export function createTextReporter(terminal: Terminal): CheckReporter {
  const { out, err } = terminal
  const running = out.isTty && err.isTty ? createRunningLine(terminal) : undefined
  // The rungs themselves are the progress, unless they go to a file while a person waits.
  const progress = err.isTty && !out.isTty ? createProgress(terminal) : undefined
  return {
    showsSuggestions: true,
    begin: (subject) => out.lines(...subjectLines(subject, out.style), ''),
    event(event) {
      progress?.event(event)
      running?.event(event)
      if (event.type === 'finished') out.lines(...resultLines(redactedResult(event.result, terminal.redactor.redactText), out.style))
    },
    end(report, suggestions) {
      out.lines('', ...summaryLines(report.summary, out.style))
      if (suggestions.length > 0)
        out.lines('', ...suggestions.flatMap((suggestion, index) => suggestionLines(suggestion, index === 0, terminal)))
    }
  }
}

function suggestionLines({ field, value, reason }: Suggestion, isFirst: boolean, { out }: Terminal): readonly string[] {
  return [
    ...labelled(isFirst ? 'Suggested' : '', `${optionOfField[field]} ${quotedForShell(value)}`, out.style),
    ...labelled('', reason, out.style)
  ]
}

function quotedForShell(value: string): string {
  return /^[\w.,=@:+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}

/** On a terminal the title of the rung that runs stands below the others until its result takes its place. */
function createRunningLine({ err }: Terminal): { event(event: CheckEvent): void } {
  const titles = new Map<string, string>()
  return {
    event(event) {
      switch (event.type) {
        case 'listed':
          for (const { id, title } of event.checks) titles.set(id, title)
          return
        case 'started':
          err.document(err.style.paint('quiet', `… ${printableText(titles.get(event.id) ?? event.id)}`.slice(0, err.style.width - 1)))
          return
        case 'finished':
          err.document(ERASE_LINE)
      }
    }
  }
}

const ERASE_LINE = '\r\u001b[K'
