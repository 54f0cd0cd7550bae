import { Cancelled } from '../core/cancel.ts'
import type { Terminal } from './terminal.ts'

/** Asks a person; no is the answer of whoever only presses Enter. Throws `Cancelled` for Ctrl-C. */
export async function askToGoOn(question: string, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({
    message: question,
    initialValue: false,
    signal,
    input: terminal.stdin,
    output: terminal.stderr,
    withGuide: false
  })
  if (isCancel(answer)) throw new Cancelled()
  return answer
}
