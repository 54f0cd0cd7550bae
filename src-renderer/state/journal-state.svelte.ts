import type { RunView } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'
import { HandOffTicks } from './hand-off-ticks.svelte.ts'

/** The runs of this computer, what was found out about them since, and which one is looked at. */
export class JournalState {
  readonly list: Operation<'run.list'>
  readonly check: Operation<'run.check'>
  readonly save: Operation<'run.save'>
  readonly document: Operation<'run.document'>
  readonly link: Operation<'link.open'>
  readonly ticks = new HandOffTicks()
  #runs = $state.raw<readonly RunView[]>()
  #newer = $state.raw<Readonly<Record<string, RunView>>>({})
  #interrupted = $state.raw<readonly RunView[]>([])
  #openId = $state.raw<string>()
  #askedId = $state.raw<string>()

  constructor(engine: Engine) {
    this.list = new Operation(engine, 'run.list')
    this.check = new Operation(engine, 'run.check')
    this.save = new Operation(engine, 'run.save')
    this.document = new Operation(engine, 'run.document')
    this.link = new Operation(engine, 'link.open')
  }

  /** Newest first, each as it was read or checked last; absent until they were read once. */
  get runs(): readonly RunView[] | undefined {
    return this.#runs?.map((run) => this.#newer[run.runId] ?? run)
  }

  /** Runs without an end that nobody has cleared up yet. */
  get interrupted(): readonly RunView[] {
    return this.#interrupted.map((run) => this.latest(run))
  }

  get openId(): string | undefined {
    return this.#openId
  }

  /** The run as it was checked or listed last. */
  latest(run: RunView): RunView {
    return this.find(run.runId) ?? run
  }

  find(runId: string): RunView | undefined {
    return this.#newer[runId] ?? this.#runs?.find((run) => run.runId === runId)
  }

  isChecking(runId: string): boolean {
    return this.check.isRunning && this.#askedId === runId
  }

  /** Why the last check, file or link of this very run failed. */
  problemOf(runId: string): Problem | undefined {
    if (this.#askedId !== runId) return undefined
    return this.check.problem ?? this.save.problem ?? this.document.problem ?? this.link.problem
  }

  noticeOf(runId: string): string {
    if (this.#askedId !== runId) return ''
    if (this.save.value?.kind === 'saved') return `Receipt saved to ${this.save.value.path}`
    return this.document.value?.kind === 'saved' ? `Document saved to ${this.document.value.path}. Choose it in the web form.` : ''
  }

  async load(): Promise<void> {
    const ended = await this.list.run({})
    if (ended.status !== 'done') return
    this.#runs = ended.value
    this.#newer = {}
  }

  /** From the list of sites, right after the start. */
  noteInterrupted(runs: readonly RunView[]): void {
    this.#interrupted = runs
  }

  toggle(runId: string): void {
    this.#openId = this.#openId === runId ? undefined : runId
  }

  open(runId: string): void {
    this.#openId = runId
  }

  /** Compares what the site holds now with what was planned; sends nothing. */
  async checkRun(runId: string): Promise<RunView | undefined> {
    this.#ask(runId)
    const ended = await this.check.run({ runId })
    if (ended.status !== 'done') return undefined
    this.#newer = { ...this.#newer, [runId]: ended.value }
    return ended.value
  }

  async saveReceipt(runId: string): Promise<void> {
    this.#ask(runId)
    await this.save.run({ runId })
  }

  async saveDocument(runId: string, changeId: string, field: string): Promise<void> {
    this.#ask(runId)
    await this.document.run({ runId, changeId, field })
  }

  async openPage(run: RunView, page: 'sso' | 'ldap' | 'users'): Promise<void> {
    this.#ask(run.runId)
    await this.link.run({ site: run.site, page })
  }

  #ask(runId: string): void {
    this.#askedId = runId
    for (const operation of [this.check, this.save, this.document, this.link]) operation.reset()
  }
}
