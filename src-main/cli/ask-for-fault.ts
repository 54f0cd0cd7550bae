import { isCancel, select } from '@clack/prompts'
import { Cancelled } from '../core/cancel.ts'
import type { PracticeFault } from '../practice/practice-faults.ts'
import type { Terminal } from './terminal.ts'

/** Lets a person choose what to try next. Throws `Cancelled` for Ctrl-C. */
export async function askForFault(
  faults: readonly PracticeFault[],
  terminal: Terminal,
  signal: AbortSignal
): Promise<PracticeFault | 'healthy' | 'end'> {
  const answer = await select<string>({
    message: 'What would you like to try next?',
    options: [
      ...faults.map(({ name, title }) => ({ value: name, label: name, hint: title })),
      { value: 'healthy', label: 'The healthy directory again' },
      { value: 'end', label: 'Enough for today' }
    ],
    maxItems: 12,
    signal,
    input: terminal.stdin,
    output: terminal.stderr
  })
  if (isCancel(answer)) throw new Cancelled()
  if (answer === 'healthy' || answer === 'end') return answer
  const fault = faults.find(({ name }) => name === answer)
  if (fault === undefined) throw new TypeError(`There is no fault ${answer}`)
  return fault
}
