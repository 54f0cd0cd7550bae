import { PassThrough, Readable } from 'node:stream'
import { createStopGate } from '../../src-main/cli/stop-gate.ts'
import type { Output, Terminal } from '../../src-main/cli/terminal.ts'
import { createRedactor } from '../../src-main/core/redact.ts'
import { plainStyle } from '../../src-main/core/report/text-style.ts'

/** A terminal nobody sits at, that remembers what was written. */
export function fakeTerminal(
  given: { readonly stdin?: Readable; readonly env?: Record<string, string> } = {}
): Terminal & { output(): string; errors(): string } {
  const redactor = createRedactor()
  const written = { out: '', err: '' }
  const outputTo = (name: 'out' | 'err'): Output => ({
    isTty: false,
    style: plainStyle,
    lines: (...lines) => {
      written[name] += lines.map((line) => `${redactor.redactText(line)}\n`).join('')
    },
    document: (text) => {
      written[name] += text
    }
  })
  return {
    out: outputTo('out'),
    err: outputTo('err'),
    stdin: given.stdin ?? Readable.from([]),
    stderr: new PassThrough(),
    env: given.env ?? {},
    redactor,
    isOnePlace: false,
    isInteractive: false,
    stopGate: createStopGate(),
    flush: () => Promise.resolve(),
    output: () => written.out,
    errors: () => written.err
  }
}
