import { statusText } from '../../core/report/check-report.ts'
import { durationText } from '../../core/report/text-report.ts'
import { printableText } from '../../core/report/printable-text.ts'
import type { CheckReporter } from './reporter.ts'
import type { Terminal } from '../terminal.ts'

/** Adds plain short lines on standard error: `3/24 proved: Encryption can be set up (12 ms)`. No cursor tricks: they read the same in a log. */
export function withProgress(reporter: CheckReporter, terminal: Terminal): CheckReporter {
  let total = 0
  let finished = 0
  return {
    ...reporter,
    event(event) {
      if (event.type === 'listed') total = event.checks.length
      if (event.type === 'finished') {
        finished += 1
        const { title, outcome, durationMs } = event.result
        const line = `${String(finished)}/${String(total)} ${statusText[outcome.status].toLowerCase()}: ${title} (${durationText(durationMs)})`
        terminal.err.lines(printableText(line))
      }
      reporter.event(event)
    }
  }
}
