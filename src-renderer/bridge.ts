import type { Bridge, OperationEvent, OperationInput, OperationName, OperationOutput, Reply } from '../src-main/contract/operations.ts'
import { problem } from '../src-main/core/errors.ts'

declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

/** The main process as the window sees it: every operation of the table, typed. Never rejects. */
export interface Engine {
  invoke<N extends OperationName>(call: Call<N>): Promise<Reply<OperationOutput<N>>>
  /** A cancel that arrives after the reply changes nothing. */
  cancel(id: string): void
}

export interface Call<N extends OperationName> {
  /** Unique for the life of the window: events and cancels find their call by it. */
  readonly id: string
  readonly name: N
  readonly input: OperationInput<N>
  readonly onEvent?: (event: OperationEvent<N>) => void
}

/** Puts types on the two functions of the preload. */
export function connectEngine(bridge: Bridge): Engine {
  return {
    async invoke({ id, name, input, onEvent }) {
      try {
        return parseReply(await bridge.invoke(id, name, input, onEvent === undefined ? undefined : (event) => onEvent(parseEvent(event))))
      } catch (thrown) {
        // The main process answers failures as values; what arrives here is a broken bridge, shown instead of a button that does nothing.
        return brokenBridge(thrown instanceof Error ? thrown.message : String(thrown))
      }
    },
    cancel: (id) => bridge.cancel(id)
  }
}

// The types come from the table that the main process answers by; the shape alone is looked at.
function parseReply<T>(answer: unknown): Reply<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return brokenBridge('the answer has an unknown shape')
  return answer as Reply<T>
}

function parseEvent<N extends OperationName>(event: unknown): OperationEvent<N> {
  return event as OperationEvent<N>
}

function brokenBridge(message: string): Reply<never> {
  return { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message }) } }
}
