import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'

type Kept = OperationInput<'workspace.save'>

/** Saves the form and the screen a moment after the last change, so that a restart finds them. What it is given holds no secret. */
export class WorkspaceKeeper {
  readonly #engine: Engine
  readonly #delayMs: number
  #waiting: Kept | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(engine: Engine, delayMs = 400) {
    this.#engine = engine
    this.#delayMs = delayMs
  }

  keep(workspace: Kept): void {
    this.#waiting = workspace
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), this.#delayMs)
  }

  /** Saves at once what is still waiting: for the moment the window closes. */
  flush(): void {
    clearTimeout(this.#timer)
    const workspace = this.#waiting
    this.#waiting = undefined
    if (workspace === undefined) return
    void this.#engine.invoke({ id: crypto.randomUUID(), name: 'workspace.save', input: workspace })
  }
}
