/** Sends events in small groups, in order, none lost: a fast ladder does not flood the wire. */
export function coalesce<T>(
  send: (events: readonly T[]) => void,
  schedule: Schedule = nextTurn
): { add(event: T): void; flush(): void; close(): void } {
  let waiting: T[] = []
  let isScheduled = false
  let isClosed = false

  function flush(): void {
    isScheduled = false
    if (isClosed || waiting.length === 0) return
    const events = waiting
    waiting = []
    send(events)
  }

  return {
    add(event) {
      waiting.push(event)
      if (isScheduled) return
      isScheduled = true
      schedule(flush)
    },
    flush,
    close() {
      isClosed = true
    }
  }
}

export type Schedule = (run: () => void) => void

/** After the current turn's promises: what belongs together travels together, without a timer's delay. */
const nextTurn: Schedule = (run) => void Promise.resolve().then(() => Promise.resolve().then(run))
