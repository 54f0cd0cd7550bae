import type { PreviewRunView, PreviewView } from '../../src-main/contract/views.ts'
import type { ComparisonPage } from '../../src-main/core/preview/preview-desk.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** What is different since an earlier run. */
export class PreviewCompareState {
  readonly asked: Operation<'preview.compare'>
  readonly runs: Operation<'preview.runs'>
  #view = $state.raw<PreviewView>()
  #site = ''
  #earlier = $state.raw<readonly PreviewRunView[]>()
  #runId = $state('')
  #page = $state.raw<ComparisonPage>()

  constructor(engine: Engine) {
    this.asked = new Operation(engine, 'preview.compare')
    this.runs = new Operation(engine, 'preview.runs')
  }

  /** Runs that can be compared with, newest first; absent until they were asked for. */
  get earlier(): readonly PreviewRunView[] | undefined {
    return this.#earlier
  }

  get runId(): string {
    return this.#runId
  }

  get page(): ComparisonPage | undefined {
    return this.#page
  }

  /** The preview itself can be compared with later. */
  get isKept(): boolean {
    return this.#view?.runId !== undefined
  }

  get hasMore(): boolean {
    return this.#page !== undefined && this.#page.changed.length < this.#page.total
  }

  /** After another reading the runs are looked for anew: the one before it is among them now. */
  open(view: PreviewView, site: string): void {
    const isLookedAt = this.#page !== undefined && this.#view?.reading.startedAt === view.reading.startedAt
    this.asked.reset()
    this.#page = undefined
    this.#view = view
    this.#site = site
    if (isLookedAt) void this.#ask()
    else {
      this.runs.reset()
      this.#earlier = undefined
    }
  }

  close(): void {
    this.asked.reset()
    this.runs.reset()
    this.#view = undefined
    this.#earlier = undefined
    this.#page = undefined
    this.#runId = ''
  }

  /** Looks for runs, and compares with the last good one. */
  async look(): Promise<void> {
    const view = this.#view
    if (view === undefined || this.#earlier !== undefined || this.runs.isRunning) return
    const ended = await this.runs.run({ site: this.#site })
    if (ended.status !== 'done' || this.#view !== view) return
    const others = ended.value.filter(({ runId }) => runId !== view.runId)
    this.#earlier = others
    const first = others.find(({ runId }) => runId === view.earlier?.runId) ?? others[0]
    if (!others.some(({ runId }) => runId === this.#runId)) this.#runId = first?.runId ?? ''
    if (this.#runId !== '') await this.#ask()
  }

  choose(runId: string): void {
    this.#runId = runId
    this.#page = undefined
    void this.#ask()
  }

  async showMore(): Promise<void> {
    const page = this.#page
    const view = this.#view
    if (page === undefined || view === undefined) return
    const ended = await this.asked.run({
      previewId: view.previewId,
      runId: page.runId,
      offset: page.changed.length,
      limit: PAGE
    })
    if (ended.status === 'done') this.#page = { ...ended.value, changed: [...page.changed, ...ended.value.changed] }
  }

  async #ask(): Promise<void> {
    const view = this.#view
    if (view === undefined) return
    const ended = await this.asked.run({ previewId: view.previewId, runId: this.#runId, offset: 0, limit: PAGE })
    if (ended.status === 'done') this.#page = ended.value
  }
}

const PAGE = 100
