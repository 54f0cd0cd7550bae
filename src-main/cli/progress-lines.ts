import { printableText } from '../core/report/printable-text.ts'
import type { Terminal } from './terminal.ts'

/**
 * What is being done, as plain lines on standard error. Where results and progress would land in one file, nothing: a document must stay
 * alone in it. `now` says the same thing with another number: on a terminal it takes the place of the line before.
 */
export interface ProgressLines {
  /** A step that stays to be read. */
  step(text: string): void
  now(text: string): void
  /** Before results are written. */
  end(): void
}

export function createProgressLines(terminal: Terminal): ProgressLines {
  const { err, isOnePlace } = terminal
  let isLineOpen = false
  const erase = () => {
    if (isLineOpen) err.document(ERASE_LINE)
    isLineOpen = false
  }
  return {
    step(text) {
      erase()
      if (!isOnePlace || err.isTty) err.lines(printableText(text))
    },
    now(text) {
      if (!err.isTty) return
      erase()
      err.document(err.style.paint('quiet', `… ${printableText(terminal.redactor.redactText(text))}`.slice(0, err.style.width - 1)))
      isLineOpen = true
    },
    end: erase
  }
}

const ERASE_LINE = '\r\u001b[K'
