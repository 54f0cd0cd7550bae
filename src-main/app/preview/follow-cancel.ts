import type { CancelController, CancelSignal } from '../../core/cancel.ts'

export interface FollowingCancel extends CancelController {
  /** To be called when the work is over: the outer signal may live much longer. */
  release(): void
}

/** A signal of our own that fires when the outer one does, and can be fired alone: when one side of some work fails, the other is ended. */
export function followCancel(outer: CancelSignal): FollowingCancel {
  const listeners = new Map<() => void, boolean>()
  let aborted = false

  function abort(): void {
    if (aborted) return
    aborted = true
    outer.removeEventListener('abort', abort)
    for (const [listener, once] of [...listeners]) {
      if (once) listeners.delete(listener)
      listener()
    }
  }

  const signal: CancelSignal = {
    get aborted() {
      return aborted
    },
    addEventListener: (_, listener, options) => void listeners.set(listener, options?.once === true),
    removeEventListener: (_, listener) => void listeners.delete(listener)
  }
  if (outer.aborted) abort()
  else outer.addEventListener('abort', abort, { once: true })
  return { signal, abort, release: () => outer.removeEventListener('abort', abort) }
}
