import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { PlanView } from '../../src-main/contract/views.ts'
import type { PlanProgress } from '../../src-main/core/plan/apply-event.ts'
import type { Engine } from '../bridge.ts'
import { bytesOfFile, unreadableFileText } from '../lib/bytes-of-file.ts'
import { Operation } from './operation.svelte.ts'
import { type PlanDifference, planDifferences } from './plan-differences.ts'

export type PlanSource = OperationInput<'plan.make'>['source']

/** What a person adds to a plan before it is applied. None of it is part of the plan. */
export interface ApplyWishes {
  readonly override: { readonly site: string; readonly reason: string } | undefined
  readonly approval: string
  readonly leaveRecord: boolean
}

/** The plan as the main process made it, to be read and to be said yes to. It is named by its digest only, never sent back. */
export class PlanState {
  readonly make: Operation<'plan.make'>
  readonly save: Operation<'plan.save'>
  #source = $state.raw<PlanSource>({ kind: 'profile' })
  #view = $state.raw<PlanView>()
  #progress = $state.raw<PlanProgress>()
  #differences = $state.raw<readonly PlanDifference[]>()
  #overrideSite = $state('')
  #overrideReason = $state('')
  #approval = $state('')
  #approvalName = $state('')
  #approvalMessage = $state('')
  #leaveRecord = $state(false)

  constructor(engine: Engine) {
    this.make = new Operation(engine, 'plan.make')
    this.save = new Operation(engine, 'plan.save')
  }

  get source(): PlanSource {
    return this.#source
  }

  get view(): PlanView | undefined {
    return this.#view
  }

  get progress(): PlanProgress | undefined {
    return this.#progress
  }

  /** Against the plan that was to be applied; absent when this plan did not replace another one. */
  get differences(): readonly PlanDifference[] | undefined {
    return this.#differences
  }

  get overrideSite(): string {
    return this.#overrideSite
  }

  get overrideReason(): string {
    return this.#overrideReason
  }

  get approval(): string {
    return this.#approval
  }

  get approvalName(): string {
    return this.#approvalName
  }

  get approvalMessage(): string {
    return this.#approvalMessage
  }

  get leaveRecord(): boolean {
    return this.#leaveRecord
  }

  /** All reasons against the plan may be overridden, and there is one. */
  get canBeOverridden(): boolean {
    const safety = this.#view?.plan.safety
    return safety?.kind === 'unsafe' && safety.reasons.every(({ canBeOverridden }) => canBeOverridden)
  }

  get isOverridden(): boolean {
    return this.#overrideSite.trim() === this.#view?.plan.site && this.#overrideReason.trim() !== ''
  }

  get wishes(): ApplyWishes {
    return {
      override: this.canBeOverridden ? { site: this.#overrideSite.trim(), reason: this.#overrideReason.trim() } : undefined,
      approval: this.#approval,
      leaveRecord: this.#leaveRecord
    }
  }

  /** Where the saved plan went, as a sentence. */
  get saveNotice(): string {
    return this.save.value?.kind === 'saved' ? `Saved to ${this.save.value.path}. Give it to the person who approves.` : ''
  }

  async run(input: OperationInput<'plan.make'>): Promise<void> {
    this.clear()
    this.#source = input.source
    const ended = await this.make.run(input, (progress) => (this.#progress = progress))
    if (ended.status === 'done') this.#view = ended.value
  }

  /** The plan was no longer true: the one made instead takes its place, and what was said to the old one counts no more. */
  replace(view: PlanView): void {
    const earlier = this.#view
    this.#differences =
      earlier === undefined || earlier.plan.digest === view.plan.digest ? undefined : planDifferences(earlier.plan, view.plan)
    this.#view = view
    this.#forgetWishes()
  }

  clear(): void {
    this.make.reset()
    this.#view = undefined
    this.#progress = undefined
    this.#differences = undefined
    this.#forgetWishes()
  }

  typeOverrideSite(site: string): void {
    this.#overrideSite = site
  }

  typeOverrideReason(reason: string): void {
    this.#overrideReason = reason
  }

  chooseLeaveRecord(leaveRecord: boolean): void {
    this.#leaveRecord = leaveRecord
  }

  async chooseApproval(file: File): Promise<void> {
    this.removeApproval()
    const bytes = await bytesOfFile(file)
    if (bytes === undefined) {
      this.#approvalMessage = unreadableFileText(file)
      return
    }
    if (bytes.byteLength > MOST_APPROVAL_BYTES) {
      this.#approvalMessage = `${file.name} is too large for an approval. Choose the file that the second person gave back.`
      return
    }
    this.#approval = new TextDecoder().decode(bytes)
    this.#approvalName = file.name
  }

  removeApproval(): void {
    this.#approval = ''
    this.#approvalName = ''
    this.#approvalMessage = ''
  }

  async saveForSecondPerson(): Promise<void> {
    const plan = this.#view?.plan
    if (plan !== undefined) await this.save.run({ site: plan.site, digest: plan.digest })
  }

  #forgetWishes(): void {
    this.save.reset()
    this.#overrideSite = ''
    this.#overrideReason = ''
    this.removeApproval()
  }
}

const MOST_APPROVAL_BYTES = 100_000
