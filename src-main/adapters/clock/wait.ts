import { Cancelled, type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'

/** Waits that many milliseconds. Throws `Cancelled` at once when the signal fires. */
export function wait(ms: number, signal: CancelSignal): Promise<void> {
  throwIfCancelled(signal)
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new Cancelled())
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
