import type { OperationEvent, OperationInput, OperationName, OperationOutput } from '../../src-main/contract/operations.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'

export type OperationState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: Problem }
  | { readonly status: 'cancelled' }

/** One operation as a screen shows it. Of two runs only the later one counts; whatever the earlier one still says is ignored. */
export class Operation<N extends OperationName> {
  readonly #engine: Engine
  readonly #name: N
  #state = $state.raw<OperationState<OperationOutput<N>>>({ status: 'idle' })
  #currentId: string | undefined

  constructor(engine: Engine, name: N) {
    this.#engine = engine
    this.#name = name
  }

  get state(): OperationState<OperationOutput<N>> {
    return this.#state
  }

  get isRunning(): boolean {
    return this.#state.status === 'running'
  }

  /** What the last run answered; absent while it runs and when it failed. */
  get value(): OperationOutput<N> | undefined {
    return this.#state.status === 'done' ? this.#state.value : undefined
  }

  get problem(): Problem | undefined {
    return this.#state.status === 'failed' ? this.#state.problem : undefined
  }

  /** Answers how this very run ended, also when a later one has taken the screen meanwhile. */
  async run(input: OperationInput<N>, onEvent?: (event: OperationEvent<N>) => void): Promise<OperationState<OperationOutput<N>>> {
    this.#abandon()
    const id = crypto.randomUUID()
    this.#currentId = id
    this.#state = { status: 'running' }
    const reply = await this.#engine.invoke({
      id,
      name: this.#name,
      input,
      onEvent: (event) => {
        if (this.#currentId === id) onEvent?.(event)
      }
    })
    if (this.#currentId !== id) return { status: 'cancelled' }
    this.#currentId = undefined
    if (reply.ok) this.#state = { status: 'done', value: reply.value }
    else this.#state = reply.error.kind === 'cancelled' ? { status: 'cancelled' } : { status: 'failed', problem: reply.error.problem }
    return this.#state
  }

  /** Takes effect on the screen at once; the main process closes its sockets meanwhile. */
  cancel(): void {
    if (this.#currentId === undefined) return
    this.#abandon()
    this.#state = { status: 'cancelled' }
  }

  /** Asks the run to end, and goes on listening: for work whose end must be known, whatever it is. */
  askToStop(): void {
    if (this.#currentId !== undefined) this.#engine.cancel(this.#currentId)
  }

  /** Forgets the last result. */
  reset(): void {
    this.#abandon()
    this.#state = { status: 'idle' }
  }

  #abandon(): void {
    if (this.#currentId !== undefined) this.#engine.cancel(this.#currentId)
    this.#currentId = undefined
  }
}
