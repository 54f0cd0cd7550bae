import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { projectNode } from '../../scripts/run-command.mjs'
import { runCli as runCommands } from '../../src-main/cli/run-cli.ts'
import { fakeTerminal } from './fake-terminal.ts'

export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  /** Added to an environment that knows no password. */
  readonly env?: Readonly<Record<string, string>>
  /** Written to standard input, which is closed then. Default: nothing. */
  readonly input?: string | Uint8Array
}

/** Runs the command line from its sources, without a terminal, to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return startCli(args, options).finished
}

/** The same inside this process: much faster, for whatever does not depend on being a process. */
export async function runCliHere(
  args: readonly string[],
  { env = {}, input = '', signal = new AbortController().signal }: CliOptions & { readonly signal?: AbortSignal } = {}
): Promise<CliRun> {
  const terminal = fakeTerminal({ env: { ...env }, stdin: Readable.from([Buffer.from(input)]) })
  const code = await runCommands(args, terminal, signal)
  return { code, stdout: terminal.output(), stderr: terminal.errors() }
}

/** The same while it runs: to send it signals or to stop reading. */
export function startCli(
  args: readonly string[],
  options: CliOptions = {}
): { readonly child: ChildProcess; readonly finished: Promise<CliRun> } {
  const child = spawn(projectNode(), [cliProgram, ...args], {
    env: { ...withoutPasswords(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  // A command that does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.end(options.input ?? '')
  return { child, finished: once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr })) }
}

export const cliProgram = join(projectRoot, 'src-main', 'cli', 'index.ts')

function withoutPasswords(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('ENTRA_SETUP_') && !/^(?:FILES_API_KEY|FORCE_COLOR|NODE_OPTIONS)$/.test(name)
    )
  )
}
