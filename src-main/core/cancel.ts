/** The slice of the platform's AbortSignal that the core and the use cases need. */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The slice of the platform's AbortController: what a caller keeps to cancel its own work. */
export interface CancelController {
  readonly signal: CancelSignal
  abort(): void
}

export const neverCancelled: CancelSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined
}

/** Thrown by adapters when the caller's signal fired; the edges turn it into the outcome `cancelled`. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
  constructor() {
    super('Cancelled')
  }
}

export function throwIfCancelled(signal: CancelSignal): void {
  if (signal.aborted) throw new Cancelled()
}
