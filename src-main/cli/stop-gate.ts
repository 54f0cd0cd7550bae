/** Whether the process may be ended before its work has come to its own end. Held while a change is on its way: it has to be answered and read back. */
export interface StopGate {
  readonly isHeld: boolean
  /** Until the work is over, however it ends. */
  holdDuring<T>(work: () => Promise<T>): Promise<T>
  /** Called once, as soon as nothing holds the gate; at once when nothing does. */
  whenFree(listener: () => void): void
}

export function createStopGate(): StopGate {
  let holders = 0
  let waiting: (() => void)[] = []
  return {
    get isHeld() {
      return holders > 0
    },
    async holdDuring(work) {
      holders += 1
      try {
        return await work()
      } finally {
        holders -= 1
        if (holders === 0) {
          const listeners = waiting
          waiting = []
          for (const listener of listeners) listener()
        }
      }
    },
    whenFree(listener) {
      if (holders === 0) listener()
      else waiting.push(listener)
    }
  }
}
