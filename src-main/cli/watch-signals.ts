import { exitCodes } from './exit-codes.ts'

/** An abort signal for Ctrl-C and its like. A second one, or work that does not end in time, ends the process at once. */
export function watchSignals(process: NodeJS.Process, patienceMs = 800): AbortSignal {
  const controller = new AbortController()
  const cancel = () => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled)
    controller.abort()
    setTimeout(() => process.exit(exitCodes.cancelled), patienceMs).unref()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, cancel)
  return controller.signal
}
