import { fstatSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { createStopGate, type StopGate } from './stop-gate.ts'
import { createRedactor, type Redactor } from '../core/redact.ts'
import { type PaintKind, plainStyle, type TextStyle } from '../core/report/text-style.ts'

/** Where a command reads and writes. Every text that is written goes through the redactor. */
export interface Terminal {
  /** Results. */
  readonly out: Output
  /** Progress, notes and errors. */
  readonly err: Output
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stderr: Writable
  readonly env: Readonly<Record<string, string | undefined>>
  readonly redactor: Redactor
  /** Both outputs end in the same place: one terminal, or one file after `2>&1`. */
  readonly isOnePlace: boolean
  /** True when a person sits there to answer questions. */
  readonly isInteractive: boolean
  /** What may not be cut off by an impatient Ctrl-C holds this. */
  readonly stopGate: StopGate
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

/** That of this process. */
export interface ProcessTerminal extends Terminal {
  /** Why standard output did not take everything, when that was no choice of whoever reads it: a full disk. */
  readonly unwritten: NodeJS.ErrnoException | undefined
}

export function createTerminal(process: NodeJS.Process): ProcessTerminal {
  const redactor = createRedactor()
  let unwritten: NodeJS.ErrnoException | undefined
  return {
    out: outputTo(process.stdout, process.env, redactor, (error) => (unwritten ??= error)),
    // There is no other place where it could be told.
    err: outputTo(process.stderr, process.env, redactor, () => undefined),
    get unwritten() {
      return unwritten
    },
    stdin: process.stdin,
    stderr: process.stderr,
    env: process.env,
    redactor,
    isOnePlace: isSameFile(process.stdout.fd, process.stderr.fd),
    // A terminal without a width, as some job runners give, cannot show a question.
    isInteractive: process.stdin.isTTY && process.stderr.isTTY && process.stderr.columns > 0,
    stopGate: createStopGate(),
    flush: async () => {
      for (const stream of [process.stdout, process.stderr]) await emptied(stream)
    }
  }
}

function outputTo(
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  redactor: Redactor,
  onUnwritten: (error: NodeJS.ErrnoException) => void
): Output {
  let isOpen = true
  // Whoever reads our output may stop early (`| head`). The work goes on, so that the exit code stays true.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false
    if (error.code !== 'EPIPE') onUnwritten(error)
  })
  const write = (text: string) => {
    if (isOpen) stream.write(text)
  }
  return {
    isTty: isTerminal(stream),
    style: styleFor(stream, env),
    lines: (...lines) => write(lines.map((line) => `${redactor.redactText(line)}\n`).join('')),
    document: write
  }
}

/** Node leaves the property out, instead of making it false, when the stream is no terminal. */
function isTerminal(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY ?? false
}

function isSameFile(first: number, second: number): boolean {
  const [one, two] = [fstatSync(first), fstatSync(second)]
  return one.dev === two.dev && one.ino === two.ino
}

function styleFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): TextStyle {
  if (!isTerminal(stream)) return plainStyle
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
