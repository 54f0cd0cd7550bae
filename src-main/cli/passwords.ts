import { readFile, stat } from 'node:fs/promises'
import { fail, type Result, succeed } from '../core/result.ts'
import { Secret } from '../core/secret.ts'
import { readAll } from './read-all.ts'
import type { Terminal } from './terminal.ts'

export interface PasswordQuestion extends PasswordSources {
  /** `Password of reader@corp.example`. */
  readonly prompt: string
  /** The options that could have given it, for the message when nothing did. */
  readonly ways: string
}

/** Where a secret may lie ready. */
export interface PasswordSources {
  /** In sentences. Default: `password`. */
  readonly what?: string
  readonly file?: string | undefined
  readonly fromStdin?: boolean | undefined
  /** What the two options are called. Default: `--password-file` and `--password-stdin`. */
  readonly options?: { readonly file: string; readonly stdin: string }
  readonly environmentVariable: string
}

/** A secret from a file, standard input, the environment, or a prompt without echo; the error is a sentence. Registered for redaction at once. */
export async function readPassword(question: PasswordQuestion, terminal: Terminal, signal: AbortSignal): Promise<Result<Secret, string>> {
  const { what = 'password', prompt, ways, environmentVariable } = question
  const given = await readGivenPassword(question, terminal)
  if (!given.ok) return given
  if (given.value !== undefined) return succeed(given.value)
  if (!terminal.isInteractive) return fail(`No ${what}: use ${ways}, or set ${environmentVariable}. In a terminal it is asked for.`)
  const typed = await askForPassword(prompt, terminal, signal)
  return typed.isEmpty ? fail(`No ${what} was typed.`) : succeed(typed)
}

/** The same without asking anybody: `undefined` when no source was named. */
export async function readGivenPassword(sources: PasswordSources, terminal: Terminal): Promise<Result<Secret | undefined, string>> {
  const text = await givenText(sources, terminal)
  return text.ok ? succeed(text.value === undefined ? undefined : registered(text.value, terminal)) : text
}

/** Asks, without echo. Empty when nothing was typed. Throws `Cancelled` for Ctrl-C. */
export async function askForPassword(prompt: string, terminal: Terminal, signal: AbortSignal): Promise<Secret> {
  const { isCancel, password } = await import('@clack/prompts')
  const { Cancelled } = await import('../core/cancel.ts')
  const answer = await password({ message: prompt, mask: '•', signal, input: terminal.stdin, output: terminal.stderr, withGuide: false })
  if (isCancel(answer)) throw new Cancelled()
  return registered(answer, terminal)
}

function registered(text: string, terminal: Terminal): Secret {
  const secret = new Secret(text)
  terminal.redactor.register(secret)
  return secret
}

async function givenText(sources: PasswordSources, terminal: Terminal): Promise<Result<string | undefined, string>> {
  const { what = 'password', file, fromStdin, options = usualOptions, environmentVariable } = sources
  if (file !== undefined && fromStdin === true)
    return fail(`Give the ${what} either by ${options.file} or by ${options.stdin}, not by both.`)
  if (file !== undefined) return fromFile(file, what, terminal)
  if (fromStdin === true) return fromStandardInput(what, options.stdin, terminal)
  const fromEnvironment = terminal.env[environmentVariable] ?? ''
  return succeed(fromEnvironment === '' ? undefined : fromEnvironment)
}

const usualOptions = { file: '--password-file', stdin: '--password-stdin' }

async function fromFile(file: string, what: string, terminal: Terminal): Promise<Result<string, string>> {
  try {
    const { mode, size } = await stat(file)
    if (size > MAXIMUM_BYTES) return fail(`${file} is too large to hold nothing but the ${what}.`)
    const text = passwordIn(await readFile(file))
    if (text === undefined) return fail(`${file} is not text in UTF-8.`)
    if (text === '') return fail(`${file} is empty.`)
    if (process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0) {
      terminal.err.lines(`Warning: other users of this computer can read ${file}. Close it with: chmod 600 ${file}`)
    }
    return succeed(text)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return fail(`${file} cannot be read (${String(error.code)}).`)
    throw error
  }
}

async function fromStandardInput(what: string, option: string, terminal: Terminal): Promise<Result<string, string>> {
  if (terminal.stdin.isTTY === true) return fail(`${option} needs a pipe. Leave it out to be asked for the ${what}.`)
  const bytes = await readAll(terminal.stdin, MAXIMUM_BYTES)
  const text = bytes === undefined ? undefined : passwordIn(bytes)
  if (text === undefined) return fail(`What came by standard input is no ${what}: too long, or not text in UTF-8.`)
  return text === '' ? fail('Nothing came by standard input.') : succeed(text)
}

const MAXIMUM_BYTES = 65_536
const READABLE_BY_OTHERS = 0o044

/** Without the line break that editors and `echo` put at the end. Windows editors begin a file with a byte order mark, PowerShell writes UTF-16. */
function passwordIn(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/\r?\n$/, '')
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
