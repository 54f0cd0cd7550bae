import { readFile, stat } from 'node:fs/promises'
import { fail, type Result, succeed } from '../core/result.ts'
import { Secret } from '../core/secret.ts'
import { readAll } from './read-all.ts'
import type { Terminal } from './terminal.ts'

export interface PasswordQuestion {
  /** `Password of reader@corp.example`. */
  readonly prompt: string
  readonly file?: string | undefined
  readonly fromStdin?: boolean | undefined
  readonly environmentVariable: string
  /** The options that could have given it, for the message when nothing did. */
  readonly ways: string
}

/** A secret from a file, standard input, the environment, or a prompt without echo; the error is a sentence. Registered for redaction at once. */
export async function readPassword(question: PasswordQuestion, terminal: Terminal, signal: AbortSignal): Promise<Result<Secret, string>> {
  const text = await passwordText(question, terminal, signal)
  if (!text.ok) return text
  const secret = new Secret(text.value)
  terminal.redactor.register(secret)
  return succeed(secret)
}

async function passwordText(question: PasswordQuestion, terminal: Terminal, signal: AbortSignal): Promise<Result<string, string>> {
  const { file, fromStdin, environmentVariable, ways } = question
  if (file !== undefined && fromStdin === true)
    return fail('Give the password either by --password-file or by --password-stdin, not by both.')
  if (file !== undefined) return fromFile(file, terminal)
  if (fromStdin === true) return fromStandardInput(terminal)
  const fromEnvironment = terminal.env[environmentVariable] ?? ''
  if (fromEnvironment !== '') return succeed(fromEnvironment)
  if (terminal.isInteractive) return askedFor(question.prompt, terminal, signal)
  return fail(`No password: use ${ways}, or set ${environmentVariable}. In a terminal it is asked for.`)
}

async function fromFile(file: string, terminal: Terminal): Promise<Result<string, string>> {
  try {
    const { mode, size } = await stat(file)
    if (size > MAXIMUM_BYTES) return fail(`${file} is too large for a password file.`)
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

async function fromStandardInput(terminal: Terminal): Promise<Result<string, string>> {
  if (terminal.stdin.isTTY === true) return fail('--password-stdin needs a pipe. Leave it out to be asked for the password.')
  const bytes = await readAll(terminal.stdin, MAXIMUM_BYTES)
  const text = bytes === undefined ? undefined : passwordIn(bytes)
  if (text === undefined) return fail('What came by standard input is no password: too long, or not text in UTF-8.')
  return text === '' ? fail('Nothing came by standard input.') : succeed(text)
}

async function askedFor(prompt: string, terminal: Terminal, signal: AbortSignal): Promise<Result<string, string>> {
  const { isCancel, password } = await import('@clack/prompts')
  const { Cancelled } = await import('../core/cancel.ts')
  const answer = await password({ message: prompt, mask: '•', signal, input: terminal.stdin, output: terminal.stderr, withGuide: false })
  if (isCancel(answer)) throw new Cancelled()
  return answer === '' ? fail('No password was typed.') : succeed(answer)
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
