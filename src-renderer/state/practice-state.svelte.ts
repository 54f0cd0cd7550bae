import type { PracticeFaultView, StartedPractice } from '../../src-main/contract/views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

export type Flavour = PracticeFaultView['flavours'][number]

/** `practice.start` knows the directory without a fault by this name. */
export const HEALTHY = ''

/** The faults one can practise with, and the practice directory being started. */
export class PracticeState {
  readonly faults: Operation<'practice.faults'>
  readonly start: Operation<'practice.start'>
  readonly #onStarted: (started: StartedPractice) => void
  #flavour = $state.raw<Flavour>('active-directory')
  #starting = $state.raw<string>()

  constructor(engine: Engine, onStarted: (started: StartedPractice) => void) {
    this.faults = new Operation(engine, 'practice.faults')
    this.start = new Operation(engine, 'practice.start')
    this.#onStarted = onStarted
  }

  get flavour(): Flavour {
    return this.#flavour
  }

  /** Name of the fault whose directory is being started. */
  get starting(): string | undefined {
    return this.start.isRunning ? this.#starting : undefined
  }

  get offered(): readonly PracticeFaultView[] {
    return (this.faults.value ?? []).filter((fault) => fault.name !== HEALTHY && fault.flavours.includes(this.#flavour))
  }

  /** How many faults only the other flavour has. */
  get elsewhere(): number {
    return (this.faults.value ?? []).filter((fault) => !fault.flavours.includes(this.#flavour)).length
  }

  chooseFlavour(flavour: Flavour): void {
    this.#flavour = flavour
  }

  load(): void {
    if (this.faults.state.status === 'idle' || this.faults.state.status === 'failed') void this.faults.run({})
  }

  async begin(fault: string): Promise<void> {
    this.#starting = fault
    const ended = await this.start.run({ fault, flavour: this.#flavour })
    if (ended.status === 'done') this.#onStarted(ended.value)
  }
}
