import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { PlanView, RunView } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { ApplyEvent } from '../../src-main/core/plan/apply-event.ts'
import type { PlannedChange } from '../../src-main/core/plan/plan.ts'
import type { ChangeReceipt } from '../../src-main/core/plan/receipt.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

export interface ChangeProgress {
  readonly change: PlannedChange
  readonly phase: 'waiting' | 'sending' | 'reading-back' | 'finished'
  /** What became of it; absent until it is finished. */
  readonly receipt: ChangeReceipt | undefined
}

/** How applying ended. `not-told`: the answer is missing, and only the journal knows what was sent. */
export type ApplyEnd =
  | { readonly kind: 'ran'; readonly run: RunView }
  | { readonly kind: 'stopped'; readonly problem: Problem; readonly plan: PlanView | undefined }
  | { readonly kind: 'not-told'; readonly problem: Problem | undefined; readonly runId: string | undefined }

/** A plan being applied, change by change, as the events tell it. */
export class ApplyState {
  readonly apply: Operation<'plan.apply'>
  #changes = $state.raw<readonly ChangeProgress[]>([])
  #runId = $state.raw<string>()
  #end = $state.raw<ApplyEnd>()
  #isStopping = $state(false)

  constructor(engine: Engine) {
    this.apply = new Operation(engine, 'plan.apply')
  }

  get isRunning(): boolean {
    return this.apply.isRunning
  }

  /** It was asked to stop; what is under way is still read back. */
  get isStopping(): boolean {
    return this.#isStopping
  }

  get changes(): readonly ChangeProgress[] {
    return this.#changes
  }

  get finishedCount(): number {
    return this.#changes.filter(({ phase }) => phase === 'finished').length
  }

  get current(): ChangeProgress | undefined {
    return this.#changes.find(({ phase }) => phase === 'sending' || phase === 'reading-back')
  }

  get end(): ApplyEnd | undefined {
    return this.#end
  }

  async run(input: OperationInput<'plan.apply'>, changes: readonly PlannedChange[]): Promise<ApplyEnd> {
    this.clear()
    this.#list(changes)
    const ended = await this.apply.run(input, (event) => this.#accept(event))
    if (ended.status === 'done') this.#end = ended.value
    else this.#end = { kind: 'not-told', problem: ended.status === 'failed' ? ended.problem : undefined, runId: this.#runId }
    return this.#end
  }

  stop(): void {
    this.#isStopping = true
    this.apply.askToStop()
  }

  clear(): void {
    this.#changes = []
    this.#runId = undefined
    this.#end = undefined
    this.#isStopping = false
  }

  #accept(event: ApplyEvent): void {
    switch (event.type) {
      case 'planned-again':
        this.#runId = event.runId
        this.#list(event.changes)
        break
      case 'sending':
        this.#move(event.changeId, 'sending')
        break
      case 'reading-back':
        this.#move(event.changeId, 'reading-back')
        break
      case 'finished':
        this.#move(event.receipt.change.id, 'finished', event.receipt)
        break
    }
  }

  #list(changes: readonly PlannedChange[]): void {
    this.#changes = changes.map((change) => ({ change, phase: 'waiting', receipt: undefined }))
  }

  #move(changeId: string, phase: ChangeProgress['phase'], receipt?: ChangeReceipt): void {
    this.#changes = this.#changes.map((each) => (each.change.id === changeId ? { change: each.change, phase, receipt } : each))
  }
}
