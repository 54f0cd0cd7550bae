import { CommanderError } from '@commander-js/extra-typings'
import { Cancelled } from '../core/cancel.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { createProgram } from './program.ts'
import { secretOption, secretOptionMessage } from './refused-options.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command to its end. Never throws: whatever happens becomes a message and an exit code. */
export async function runCli(args: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const refused = secretOption(args)
  if (refused !== undefined) {
    terminal.err.lines(...secretOptionMessage(refused))
    return exitCodes.couldNotRun
  }
  let exitCode: ExitCode = exitCodes.ok
  const program = createProgram(terminal, async (run) => {
    exitCode = await run(signal)
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.couldNotRun
    if (thrown instanceof Cancelled || signal.aborted) {
      terminal.err.lines('Cancelled.')
      return exitCodes.cancelled
    }
    // Loaded here only: the catalogue of problems would double the start of a command that needs none.
    const { problem } = await import('../core/errors.ts')
    const { problemLines } = await import('../core/report/text-report.ts')
    const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    terminal.err.lines(...problemLines(problem('app.failed', { message }), terminal.err.style))
    return exitCodes.couldNotRun
  }
}
