import type { ScimCause, ScimLogEntryView, ScimLogView } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** Which entries of the log are shown. */
export type LogFilter = { readonly kind: 'all' } | { readonly kind: 'failures' } | { readonly kind: 'cause'; readonly id: string }

/** Spans that can be chosen, in days. */
export const logSpans = [1, 7, 30, 90] as const
export type LogSpan = (typeof logSpans)[number]

/** What Entra ID asked the site for by SCIM in the last days. */
export class ScimLogState {
  readonly read: Operation<'scim.log'>
  readonly #site: () => string
  #days = $state.raw<LogSpan>(7)
  #view = $state.raw<ScimLogView>()
  #readDays = $state.raw<LogSpan>(7)
  #filter = $state.raw<LogFilter>({ kind: 'all' })
  #search = $state('')
  #open = $state.raw<readonly number[]>([])
  readonly #shown = $derived(this.#select())

  constructor(engine: Engine, site: () => string) {
    this.read = new Operation(engine, 'scim.log')
    this.#site = site
  }

  get days(): LogSpan {
    return this.#days
  }

  /** What was read last; it stays while it is read again, or could not be. */
  get view(): ScimLogView | undefined {
    return this.#view
  }

  /** Another span was chosen than the one that is shown. */
  get isStale(): boolean {
    return this.#view !== undefined && this.#days !== this.#readDays
  }

  get filter(): LogFilter {
    return this.#filter
  }

  get search(): string {
    return this.#search
  }

  /** Newest first. */
  get entries(): readonly ScimLogEntryView[] {
    return this.#shown
  }

  get isFiltered(): boolean {
    return this.#filter.kind !== 'all' || this.#search.trim() !== ''
  }

  cause(id: string): ScimCause | undefined {
    return this.#view?.causes.find((cause) => cause.id === id)
  }

  chooseDays(days: LogSpan): void {
    this.#days = days
    if (this.#view !== undefined) void this.load()
  }

  show(filter: LogFilter): void {
    this.#filter = filter
  }

  type(search: string): void {
    this.#search = search
  }

  showAll(): void {
    this.#filter = { kind: 'all' }
    this.#search = ''
  }

  isOpen(entry: number): boolean {
    return this.#open.includes(entry)
  }

  toggle(entry: number): void {
    this.#open = this.isOpen(entry) ? this.#open.filter((each) => each !== entry) : [...this.#open, entry]
  }

  /** Reads it when it was not read yet. */
  loadOnce(): void {
    if (this.#view === undefined && !this.read.isRunning) void this.load()
  }

  async load(): Promise<void> {
    const site = this.#site()
    if (site === '') return
    const days = this.#days
    const ended = await this.read.run({ site, days })
    if (ended.status !== 'done') return
    this.#view = ended.value
    this.#readDays = days
    // Causes and entries have the names of this reading only.
    if (this.#filter.kind === 'cause') this.#filter = { kind: 'all' }
    this.#open = []
  }

  /** Another site was chosen. */
  forget(): void {
    this.read.reset()
    this.#view = undefined
    this.#open = []
    this.showAll()
  }

  #select(): readonly ScimLogEntryView[] {
    const filter = this.#filter
    const wanted = this.#search.trim().toLowerCase()
    return (this.#view?.entries ?? []).filter(
      (entry) =>
        (filter.kind === 'all' || (filter.kind === 'failures' ? entry.isFailure : entry.cause === filter.id)) &&
        (wanted === '' || `${entry.person} ${entry.sentence} ${entry.path}`.toLowerCase().includes(wanted))
    )
  }
}
