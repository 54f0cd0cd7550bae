import { isCancel, select } from '@clack/prompts'
import type { AdviserQuestion } from '../core/adviser/adviser-views.ts'
import { Cancelled } from '../core/cancel.ts'
import type { Terminal } from './terminal.ts'

/** Asks a person; undefined: the person does not know. Throws `Cancelled` for Ctrl-C. */
export async function askForAnswer(question: AdviserQuestion, terminal: Terminal, signal: AbortSignal): Promise<string | undefined> {
  terminal.err.lines('', question.help)
  const answer = await select<string>({
    message: question.text,
    options: [...question.choices.map(({ value, label }) => ({ value, label })), { value: '', label: 'I do not know' }],
    signal,
    input: terminal.stdin,
    output: terminal.stderr
  })
  if (isCancel(answer)) throw new Cancelled()
  return answer === '' ? undefined : answer
}
