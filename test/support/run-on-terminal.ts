import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectNode } from '../../scripts/run-command.mjs'
import { cliProgram } from './run-cli.ts'

export interface TerminalRun {
  readonly code: number | null
  /** Everything the screen got, escape codes and all. */
  readonly screen: string
}

/** Runs the command line on a terminal of its own (util-linux `script`) and types each answer once its question has appeared. */
export async function runOnTerminal(
  args: readonly string[],
  answers: readonly { readonly question: string | RegExp; readonly keys: string }[],
  env: Readonly<Record<string, string>> = {}
): Promise<TerminalRun> {
  const command = [projectNode(), cliProgram, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ')
  const child = spawn('script', ['--quiet', '--return', '--command', `stty cols 100 rows 40; ${command}`, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm-256color', ...env },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let screen = ''
  let readFrom = 0
  const waiting = [...answers]
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    const [next] = waiting
    if (next === undefined) return
    const found = screen.slice(readFrom).search(next.question)
    if (found === -1) return
    waiting.shift()
    readFrom = screen.length
    child.stdin.write(next.keys)
  })
  await once(child, 'close')
  return { code: child.exitCode, screen }
}
