import type { Command } from '@commander-js/extra-typings'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

/** What every command is built with. What a command does is loaded when it runs: `fingerprint` must not pay for LDAP. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly start: (run: (signal: AbortSignal) => Promise<ExitCode>) => Promise<void>
  /** Of this application. */
  readonly version: string
}

export type AddCommand = (program: Command, context: CommandContext) => void

/** For an option that may be given several times. */
export function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}
