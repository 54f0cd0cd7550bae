import type { SyncLog } from '../../src-main/core/service/sync-log.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import type { LogSpan } from './scim-log-state.svelte.ts'

/** How earlier syncs of the directory ended, by the external log of the site: read when somebody asks. */
export class SyncLogState {
  readonly read: Operation<'sync.log'>
  readonly #site: () => string
  #days = $state.raw<LogSpan>(7)
  #log = $state.raw<SyncLog>()

  constructor(engine: Engine, site: () => string) {
    this.read = new Operation(engine, 'sync.log')
    this.#site = site
  }

  get days(): LogSpan {
    return this.#days
  }

  /** What was read last; it stays while it is read again, or could not be. */
  get log(): SyncLog | undefined {
    return this.#log
  }

  chooseDays(days: LogSpan): void {
    this.#days = days
    if (this.#log !== undefined) void this.load()
  }

  async load(): Promise<void> {
    const site = this.#site()
    if (site === '') return
    const ended = await this.read.run({ site, days: this.#days })
    if (ended.status === 'done') this.#log = ended.value
  }

  /** Another site was chosen. */
  forget(): void {
    this.read.reset()
    this.#log = undefined
  }
}
