import { performance } from 'node:perf_hooks'
import { Cancelled } from '../../core/cancel.ts'
import type { CancelSignal } from '../../core/cancel.ts'

/** A point in time that several steps share; made by `startDeadline`. */
export interface Deadline {
  readonly timeoutMs: number
  readonly endsAtMs: number
}

/** What `waitFor` gives when the deadline passed first. */
export const timedOut = Symbol('timed out')

export function startDeadline(timeoutMs: number): Deadline {
  return { timeoutMs, endsAtMs: performance.now() + timeoutMs }
}

/**
 * Waits for the first value that `listen` settles with. `listen` returns what takes its listeners away again; that runs
 * exactly once, whatever ends the wait. Gives `timedOut` at the deadline and throws `Cancelled` when the signal fires;
 * closing sockets is then the caller's part.
 */
export async function waitFor<T>(
  deadline: Deadline,
  signal: CancelSignal,
  listen: (settle: (value: T) => void) => () => void
): Promise<T | typeof timedOut> {
  if (signal.aborted) throw new Cancelled()
  return new Promise((resolve, reject) => {
    const state = { isOver: false, unlisten: (): void => undefined }
    const stop = (): void => {
      state.isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      state.unlisten()
    }
    const onAbort = (): void => {
      stop()
      reject(new Cancelled())
    }
    const onTimeout = (): void => {
      stop()
      resolve(timedOut)
    }
    const settle = (value: T): void => {
      if (state.isOver) return
      stop()
      resolve(value)
    }
    const timer = setTimeout(onTimeout, remainingMs(deadline))
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      state.unlisten = listen(settle)
    } catch (error) {
      stop()
      throw error
    }
    // `listen` may settle before it has returned what takes its listeners away.
    if (state.isOver) state.unlisten()
  })
}

/** `waitFor` for a promise that cannot be stopped; what it gives later is dropped. */
export async function waitForPromise<T>(deadline: Deadline, signal: CancelSignal, promise: Promise<T>): Promise<T | typeof timedOut> {
  const outcome = await waitFor<{ readonly value: T } | { readonly error: unknown }>(deadline, signal, (settle) => {
    promise.then(
      (value) => settle({ value }),
      (error: unknown) => settle({ error })
    )
    return () => undefined
  })
  if (outcome === timedOut) return timedOut
  if ('error' in outcome) throw outcome.error
  return outcome.value
}

function remainingMs(deadline: Deadline): number {
  return Math.max(0, Math.ceil(deadline.endsAtMs - performance.now()))
}
