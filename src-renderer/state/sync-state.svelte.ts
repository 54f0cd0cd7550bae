import type { SyncEvent } from '../../src-main/core/plan/apply-event.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** One sync that was ordered, followed until its result stands in the events of the site. */
export class SyncState {
  readonly start: Operation<'sync.start'>
  #strategyId = $state.raw<number>()
  #latest = $state.raw<SyncEvent>()

  constructor(engine: Engine) {
    this.start = new Operation(engine, 'sync.start')
  }

  /** The strategy that was synced last. */
  get strategyId(): number | undefined {
    return this.#strategyId
  }

  /** What was told last of the sync that runs. */
  get latest(): SyncEvent | undefined {
    return this.#latest
  }

  async begin(site: string, strategyId: number): Promise<void> {
    this.#strategyId = strategyId
    this.#latest = undefined
    await this.start.run({ site, strategyId }, (event) => (this.#latest = event))
  }

  /** The order itself cannot be taken back. */
  stopFollowing(): void {
    this.start.cancel()
  }

  forget(): void {
    this.start.reset()
    this.#strategyId = undefined
    this.#latest = undefined
  }
}
