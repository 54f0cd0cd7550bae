#!/usr/bin/env node
import { reasonOf } from '../adapters/files/system-error.ts'
import { exitCodes } from './exit-codes.ts'
import { runCli } from './run-cli.ts'
import { createTerminal } from './terminal.ts'
import { watchSignals } from './watch-signals.ts'

const terminal = createTerminal(process)
const signal = watchSignals(process, terminal.stopGate)
const exitCode = await runCli(process.argv.slice(2), terminal, signal)
await terminal.flush()
const { unwritten } = terminal
if (unwritten !== undefined)
  terminal.err.lines(`Standard output could not be written to its end (${reasonOf(unwritten)}), so the result there is not whole.`)
// A look-up of a name that is still under way in the system's resolver cannot be cancelled and would hold the process for seconds.
process.exit(unwritten === undefined ? exitCode : exitCodes.couldNotRun)
