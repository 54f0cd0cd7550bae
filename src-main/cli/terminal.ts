import { styleText } from 'node:util'
import { createRedactor, type Redactor } from '../core/redact.ts'
import { type PaintKind, plainStyle, type TextStyle } from '../core/report/text-report.ts'

/** Where a command reads and writes. Every text that is written goes through the redactor. */
export interface Terminal {
  /** Results. */
  readonly out: Output
  /** Progress, notes and errors. */
  readonly err: Output
  readonly stdin: NodeJS.ReadStream
  readonly stderr: NodeJS.WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly redactor: Redactor
  /** True when a person sits there to answer questions. */
  readonly isInteractive: boolean
  flush(): Promise<void>
}

export interface Output {
  readonly isTty: boolean
  readonly style: TextStyle
  /** One line for each. */
  lines(...lines: readonly string[]): void
  /** As it is; the caller has redacted it. */
  document(text: string): void
}

export function createTerminal(process: NodeJS.Process): Terminal {
  const redactor = createRedactor()
  return {
    out: outputTo(process.stdout, process.env, redactor),
    err: outputTo(process.stderr, process.env, redactor),
    stdin: process.stdin,
    stderr: process.stderr,
    env: process.env,
    redactor,
    isInteractive: process.stdin.isTTY && process.stderr.isTTY,
    flush: async () => {
      for (const stream of [process.stdout, process.stderr]) await emptied(stream)
    }
  }
}

function outputTo(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv, redactor: Redactor): Output {
  let isOpen = true
  // Whoever reads our output may stop early (`| head`). The work goes on, so that the exit code stays true.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    isOpen = false
  })
  const write = (text: string) => {
    if (isOpen) stream.write(text)
  }
  return {
    // Missing, not false, when the stream is no terminal.
    isTty: stream.isTTY === true,
    style: styleFor(stream, env),
    lines: (...lines) => write(lines.map((line) => `${redactor.redactText(line)}\n`).join('')),
    document: write
  }
}

function styleFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): TextStyle {
  if (stream.isTTY !== true) return plainStyle
  // Some terminals report a width of 0.
  const width = stream.columns > 0 ? Math.min(Math.max(stream.columns, NARROWEST), WIDEST) : plainStyle.width
  const hasColour = (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  return hasColour ? { width, paint: (kind, text) => styleText(formats[kind], text, { validateStream: false }) } : { ...plainStyle, width }
}

const NARROWEST = 50
const WIDEST = 120

const formats = {
  pass: 'green',
  warn: 'yellow',
  fail: 'red',
  crash: 'red',
  skip: 'dim',
  blocked: 'dim',
  'not-provable-here': 'cyan',
  strong: 'bold',
  quiet: 'dim'
} as const satisfies Record<PaintKind, Parameters<typeof styleText>[0]>

function emptied(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
}
