import type { CheckEvent } from '../../core/checks/check.ts'
import { statusText } from '../../core/report/check-report.ts'
import { durationText } from '../../core/report/text-report.ts'
import { printableText } from '../../core/report/printable-text.ts'
import type { Terminal } from '../terminal.ts'

/** Plain short lines on standard error: `3/24 proved: Encryption can be set up (12 ms)`. No cursor tricks: they read the same in a log. */
export function createProgress(terminal: Terminal): { event(event: CheckEvent): void } {
  let total = 0
  let finished = 0
  return {
    event(event) {
      if (event.type === 'listed') total = event.checks.length
      if (event.type !== 'finished') return
      finished += 1
      const { title, outcome, durationMs } = event.result
      terminal.err.lines(
        printableText(
          `${String(finished)}/${String(total)} ${statusText[outcome.status].toLowerCase()}: ${title} (${durationText(durationMs)})`
        )
      )
    }
  }
}
