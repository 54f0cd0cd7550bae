import { exitCodes } from './exit-codes.ts'
import type { StopGate } from './stop-gate.ts'

/** An abort signal for Ctrl-C and its like. A second one, or work that does not end in time, ends the process at once; work that holds the gate gets all its time. */
export function watchSignals(process: NodeJS.Process, gate: StopGate, patienceMs = 800): AbortSignal {
  const controller = new AbortController()
  const cancel = () => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled)
    controller.abort()
    gate.whenFree(() => setTimeout(() => process.exit(exitCodes.cancelled), patienceMs).unref())
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, cancel)
  return controller.signal
}
