import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { FilterHits, PreviewView } from '../../src-main/contract/views.ts'
import { ruleNames } from '../../src-main/core/preview/cause-text.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

export type PreviewRulesForm = OperationInput<'preview.read'>['rules']
export type GroupListName = 'requiredGroups' | 'includedGroups' | 'excludedGroups'

/** The rules as somebody tries them: the set-up's, with edits on top. What groups the lists mean is asked while they are typed. */
export class PreviewFiltersState {
  readonly hitsAsked: Operation<'preview.hits'>
  readonly #base: () => PreviewRulesForm | undefined
  readonly #pauseMs: number
  #edits = $state.raw<Partial<PreviewRulesForm>>({})
  #view = $state.raw<PreviewView>()
  /** As they were sent: the engine may spell a value in its own way. */
  #judged = $state.raw<PreviewRulesForm>()
  #hits = $state.raw<FilterHits>()
  #isOpen = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `base`: the rules without edits. `pauseMs`: how long the typing rests before the groups are counted. */
  constructor(engine: Engine, base: () => PreviewRulesForm | undefined, pauseMs = 150) {
    this.hitsAsked = new Operation(engine, 'preview.hits')
    this.#base = base
    this.#pauseMs = pauseMs
  }

  /** As they stand in the boxes; absent until the rules of the set-up are known. */
  get rules(): PreviewRulesForm | undefined {
    const base = this.#base()
    return base === undefined ? undefined : { ...base, ...this.#edits }
  }

  /** What the lists in the boxes match; absent before anything was read. */
  get hits(): FilterHits | undefined {
    return this.#hits
  }

  /** The boxes are shown. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  get isCounting(): boolean {
    return this.hitsAsked.isRunning
  }

  /** Names of the settings in the boxes that are not as in the set-up. */
  get differences(): readonly string[] {
    const base = this.#base()
    return base === undefined ? [] : settingsThatDiffer(base, { ...base, ...this.#edits })
  }

  /** The same of the rules that the numbers were worked out with. */
  get appliedDifferences(): readonly string[] {
    const base = this.#base()
    return base === undefined || this.#judged === undefined ? [] : settingsThatDiffer(base, this.#judged)
  }

  /** The boxes hold something else than what the numbers were worked out with. */
  get isPending(): boolean {
    return this.#judged !== undefined && this.rules !== undefined && settingsThatDiffer(this.#judged, this.rules).length > 0
  }

  /** The user name field is read with the people: another one needs another reading. */
  get needsReading(): boolean {
    return this.#judged !== undefined && this.rules !== undefined && this.#judged.usernameField !== this.rules.usernameField
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen
  }

  change(edit: Partial<PreviewRulesForm>): void {
    this.#edits = { ...this.#edits, ...edit }
    if (counted.some((setting) => edit[setting] !== undefined)) this.#countSoon()
  }

  /** Back to the rules of the set-up. */
  reset(): void {
    this.#edits = {}
    this.#countSoon()
  }

  /** Back to the rules that the numbers were worked out with. */
  revert(): void {
    if (this.#judged === undefined) return
    this.#edits = this.#judged
    this.#takeHitsOfView()
  }

  /** The numbers are those of this preview now, worked out with these rules. */
  open(view: PreviewView, rules: PreviewRulesForm): void {
    this.#view = view
    this.#judged = rules
    if (!this.isPending) this.#takeHitsOfView()
    else this.#countSoon()
  }

  close(): void {
    this.#view = undefined
    this.#judged = undefined
    this.#hits = undefined
    this.#stopCounting()
  }

  /** Also what was typed goes. */
  forget(): void {
    this.close()
    this.#edits = {}
  }

  #takeHitsOfView(): void {
    this.#stopCounting()
    this.#hits = this.#view?.filters
  }

  #stopCounting(): void {
    clearTimeout(this.#timer)
    this.hitsAsked.reset()
  }

  #countSoon(): void {
    if (this.#view === undefined) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#count(), this.#pauseMs)
  }

  async #count(): Promise<void> {
    const { rules } = this
    const view = this.#view
    if (rules === undefined || view === undefined) return
    const { requiredGroups, includedGroups, excludedGroups, directMembersOnly } = rules
    const ended = await this.hitsAsked.run({
      previewId: view.previewId,
      lists: { requiredGroups, includedGroups, excludedGroups, directMembersOnly }
    })
    if (ended.status === 'done') this.#hits = ended.value
  }
}

/** What the hits depend on. */
const counted = ['requiredGroups', 'includedGroups', 'excludedGroups', 'directMembersOnly'] as const

const settings = [
  'usernameField',
  'domain',
  'requiredGroups',
  'includedGroups',
  'excludedGroups',
  'directMembersOnly',
  'provisionsUsers',
  'provisionsGroups',
  'whenGone'
] as const satisfies readonly (keyof PreviewRulesForm)[]

function settingsThatDiffer(one: PreviewRulesForm, other: PreviewRulesForm): readonly string[] {
  return settings.filter((name) => one[name] !== other[name]).map((name) => ruleNames[name])
}
