import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** The help panel at the side: which code it explains, and where the focus goes back to. */
export class HelpState {
  readonly read: Operation<'help.read'>
  #code = $state.raw<string>()
  #opener: HTMLElement | undefined

  constructor(engine: Engine) {
    this.read = new Operation(engine, 'help.read')
  }

  /** The problem code being explained; undefined while the panel is closed. */
  get code(): string | undefined {
    return this.#code
  }

  open(code: string, opener?: HTMLElement): void {
    this.#code = code
    this.#opener = opener
    void this.read.run({ code })
  }

  close(): void {
    if (this.#code === undefined) return
    this.#code = undefined
    this.read.reset()
    this.#opener?.focus()
    this.#opener = undefined
  }
}
