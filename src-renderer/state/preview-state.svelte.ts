import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { PreviewProgress, PreviewView } from '../../src-main/contract/views.ts'
import type { FirstPerson } from '../../src-main/core/preview/preview-desk.ts'
import type { Engine } from '../bridge.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { OwnedState } from './owned-state.svelte.ts'
import { PreviewCompareState } from './preview-compare-state.svelte.ts'
import { PreviewFiltersState, type PreviewRulesForm } from './preview-filters-state.svelte.ts'
import { PreviewGroupsState } from './preview-groups-state.svelte.ts'
import { isSamePreviewSource } from './preview-source.ts'
import { PreviewRowsState } from './preview-rows-state.svelte.ts'
import type { Missing } from './people-source-state.svelte.ts'
import { PreviewSourceState } from './preview-source-state.svelte.ts'
import { RowsExportState } from './rows-export-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'
import { WhyNotState } from './why-not-state.svelte.ts'

type PreviewStage = 'source' | 'reading' | 'result'
export type PreviewTab = 'people' | 'groups' | 'compare' | 'assumptions'

/** From the source to the result, and what is asked about it. The rows themselves stay in the main process. */
export class PreviewState {
  readonly source: PreviewSourceState
  readonly filters: PreviewFiltersState
  readonly rows: PreviewRowsState
  readonly groups: PreviewGroupsState
  readonly compare: PreviewCompareState
  readonly whyNot: WhyNotState
  readonly owned: OwnedState
  readonly exporting: RowsExportState<OperationInput<'preview.export'>>
  readonly read: Operation<'preview.read'>
  readonly judge: Operation<'preview.judge'>
  readonly kept: Operation<'preview.kept'>
  readonly few: Operation<'preview.few'>
  readonly #engine: Engine
  readonly #sites: SiteState
  readonly #beforeSettings: () => Promise<unknown>
  #view = $state.raw<PreviewView>()
  #progress = $state.raw<PreviewProgress>()
  #firstPeople = $state.raw<readonly FirstPerson[]>([])
  #readWith = $state.raw<OperationInput<'preview.read'>>()
  #baseAtRead = $state.raw<PreviewRulesForm>()
  /** Until its result is taken over, which is a moment after it has arrived. */
  #reading = $state.raw<object>()
  #isChoosing = $state(false)
  #isPressed = $state(false)
  #tab = $state.raw<PreviewTab>('people')
  #wasOutdated = false

  /** `beforeSettings` writes down what was typed in Set up: the settings of a preview are read from there. */
  constructor(engine: Engine, sites: SiteState, form: DirectoryFormState, beforeSettings: () => Promise<unknown>) {
    this.#engine = engine
    this.#sites = sites
    this.#beforeSettings = beforeSettings
    this.source = new PreviewSourceState(engine, sites, form)
    this.filters = new PreviewFiltersState(engine, () => this.#base)
    this.rows = new PreviewRowsState(engine)
    this.groups = new PreviewGroupsState(engine)
    this.compare = new PreviewCompareState(engine)
    this.whyNot = new WhyNotState(engine)
    this.owned = new OwnedState(engine)
    this.exporting = new RowsExportState(new Operation(engine, 'preview.export'))
    this.read = new Operation(engine, 'preview.read')
    this.judge = new Operation(engine, 'preview.judge')
    this.kept = new Operation(engine, 'preview.kept')
    this.few = new Operation(engine, 'preview.few')
  }

  get stage(): PreviewStage {
    if (this.#reading !== undefined) return 'reading'
    return this.#view !== undefined && !this.#isChoosing ? 'result' : 'source'
  }

  get view(): PreviewView | undefined {
    return this.#view
  }

  get progress(): PreviewProgress | undefined {
    return this.#progress
  }

  /** The first people that arrived, while the rest is on its way. */
  get firstPeople(): readonly FirstPerson[] {
    return this.#firstPeople
  }

  /** Whoever pressed too early is told what is missing. */
  get isPressed(): boolean {
    return this.#isPressed
  }

  get tab(): PreviewTab {
    return this.#tab
  }

  /** When the last of it was read; absent without a preview. */
  get readAtMs(): number | undefined {
    return this.#view === undefined ? undefined : Date.parse(this.#view.reading.startedAt) + this.#view.reading.durationMs
  }

  /** A plan was applied to the site after it was read. */
  get isOutdated(): boolean {
    return this.#view !== undefined && this.#readWith?.users.kind === 'site' && this.#sites.isOutdated && !this.#wasOutdated
  }

  /** So few people are taken that somebody will ask why. */
  get isFew(): boolean {
    return this.#view !== undefined && isFewOf(this.#view)
  }

  /** There is a set-up that the rules of the preview can be held against. */
  get hasSetUp(): boolean {
    return this.#readWith !== undefined && this.#readWith.site !== '' && this.#readWith.site === this.source.site
  }

  /** The screen is shown: what the set-up says now is read, and which earlier previews there are. */
  async visit(): Promise<void> {
    if (this.stage === 'reading') return
    await this.#beforeSettings()
    await this.source.load()
  }

  /** Another site was chosen: nothing of the old one stays. */
  open(): void {
    this.read.reset()
    this.#reading = undefined
    this.#close()
    this.#readWith = undefined
    this.#isChoosing = false
    this.#isPressed = false
    this.#progress = undefined
    this.filters.forget()
    this.source.forget()
  }

  /** Answers what is missing; undefined once the reading has ended, whatever the end. */
  async start(): Promise<Missing | undefined> {
    const { rules } = this.filters
    const input = rules === undefined ? undefined : this.source.request(rules)
    this.#isPressed = input === undefined
    if (input === undefined) return this.source.missing[0]
    // Of another source nothing is kept: its numbers beside those of this one would mislead.
    if (!isSamePreviewSource(input, this.#readWith)) this.#close()
    await this.#read(input)
    return undefined
  }

  /** From the same source once more, by the rules as they stand in the boxes. What was read before stays until the new reading is whole. */
  async readAgain(): Promise<void> {
    if (this.#readWith !== undefined) await this.#read({ ...this.#readWith, rules: this.filters.rules ?? this.#readWith.rules })
  }

  cancel(): void {
    this.read.cancel()
    this.#reading = undefined
  }

  /** The rules in the boxes decide from now on; nothing is read again, but for the user name field. */
  async apply(): Promise<void> {
    const { rules } = this.filters
    const view = this.#view
    if (rules === undefined || view === undefined || this.judge.isRunning) return
    if (this.filters.needsReading) return this.readAgain()
    const ended = await this.judge.run({ site: this.#readWith?.site ?? '', previewId: view.previewId, rules })
    if (ended.status !== 'done' || this.#view !== view) return
    this.#adopt(ended.value, rules)
    this.rows.replace(ended.value)
  }

  /** Tried rules give way to those of the set-up. */
  async useSetUpRules(): Promise<void> {
    this.filters.reset()
    await this.apply()
  }

  chooseSource(): void {
    this.#isChoosing = true
    this.read.reset()
    void this.visit()
  }

  backToResult(): void {
    this.#isChoosing = false
  }

  show(tab: PreviewTab): void {
    this.#tab = tab
    if (tab === 'groups') this.groups.look()
    if (tab === 'compare') void this.compare.look()
  }

  /** Of a result: the rules of what it was read from, whatever is being chosen meanwhile; those of the set-up as they are now. */
  get #base(): PreviewRulesForm | undefined {
    const input = this.#readWith
    if (this.stage === 'source' || this.#view === undefined || input === undefined) return this.source.rules
    if (input.people.kind !== 'set-up') return this.#baseAtRead
    const managedBy = JSON.stringify(input.people.managedBy)
    return this.source.targets.find((target) => JSON.stringify(target.managedBy) === managedBy)?.rules ?? this.#baseAtRead
  }

  async #read(input: OperationInput<'preview.read'>): Promise<void> {
    const reading = {}
    const base = this.#base
    this.#reading = reading
    this.#progress = undefined
    this.#firstPeople = []
    this.#isChoosing = false
    this.judge.reset()
    const wasOutdated = this.#sites.isOutdated
    const ended = await this.read.run(input, (progress) => {
      this.#progress = progress
      if (progress.firstPeople !== undefined) this.#firstPeople = progress.firstPeople
    })
    if (this.#reading !== reading) return
    this.#reading = undefined
    if (ended.status !== 'done') return
    this.#readWith = input
    this.#baseAtRead = base
    this.#wasOutdated = wasOutdated
    this.#adopt(ended.value, input.rules)
    this.rows.open(ended.value)
    if (ended.value.runId !== undefined) void this.kept.run({ previewId: ended.value.previewId })
    else this.kept.reset()
  }

  #adopt(view: PreviewView, rules: PreviewRulesForm): void {
    const earlier = this.#view
    this.#view = view
    this.filters.open(view, rules)
    this.groups.open(view.previewId)
    this.compare.open(view, this.#readWith?.site ?? '')
    this.whyNot.open(view.previewId)
    // Numbers of users in a list or a recorded run may be somebody else’s by now.
    this.owned.open(view.previewId, this.#readWith?.users.kind === 'site' ? this.#readWith.users.site : undefined)
    this.exporting.forget()
    if (isFewOf(view)) void this.few.run({ previewId: view.previewId })
    else this.few.reset()
    if (this.#tab === 'groups' || this.#tab === 'compare') this.show(this.#tab)
    if (earlier !== undefined && earlier.previewId !== view.previewId) this.#letGo(earlier.previewId)
  }

  #close(): void {
    const view = this.#view
    this.#view = undefined
    this.#tab = 'people'
    this.judge.reset()
    this.kept.reset()
    this.few.reset()
    this.filters.close()
    this.rows.close()
    this.groups.close()
    this.compare.close()
    this.whyNot.close()
    this.owned.close()
    this.exporting.forget()
    if (view !== undefined) this.#letGo(view.previewId)
  }

  /** The main process forgets the rows; nobody waits for it. */
  #letGo(previewId: string): void {
    void this.#engine.invoke({ id: crypto.randomUUID(), name: 'preview.close', input: { previewId } })
  }
}

function isFewOf({ summary }: PreviewView): boolean {
  return summary.peopleInScope === 0 || summary.peopleInScope * 2 < summary.people
}
