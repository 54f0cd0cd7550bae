import type { CheckEvent } from '../../core/checks/check.ts'
import { redactedResult } from '../../core/report/exportable-report.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { resultLines } from '../../core/report/text-report.ts'
import type { Terminal } from '../terminal.ts'

/** The rungs of any ladder on standard output, each as it happens. */
export function createRungPrinter(terminal: Terminal): { event(event: CheckEvent): void } {
  const { out, err } = terminal
  const running = out.isTty && err.isTty ? createRunningLine(terminal) : undefined
  let lastBlocker: string | undefined
  return {
    event(event) {
      running?.event(event)
      if (event.type !== 'finished') return
      const blocker = event.result.outcome.status === 'blocked' ? event.result.outcome.by : undefined
      // Twenty rungs that wait for the same one need to say so only once.
      const depth = blocker !== undefined && blocker === lastBlocker ? 'head' : 'problems'
      lastBlocker = blocker
      out.lines(...resultLines(redactedResult(event.result, terminal.redactor.redactText), out.style, depth))
    }
  }
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
