import type { Problem } from '../../src-main/core/errors.ts'
import type { PreviewView } from '../../src-main/core/preview/preview-desk.ts'
import type { Outcome, PreviewRow, ReasonCode, WarningCode } from '../../src-main/core/preview/preview-result.ts'
import type { SortColumn, SortKey } from '../../src-main/core/preview/sort-rows.ts'
import type { Engine } from '../bridge.ts'
import { PreviewRowPages, type RowQuestion } from './preview-row-pages.svelte.ts'
import { PreviewShownRow } from './preview-shown-row.svelte.ts'
import { nextSort, toggled } from './row-choices.ts'

export interface RowChoice {
  readonly outcomes: readonly Outcome[]
  readonly reasons: readonly ReasonCode[]
  readonly warnings: readonly WarningCode[]
  readonly group: ChosenGroup | undefined
}

/** A group that the sync keeps: people whom the directory has in it. */
export interface ChosenGroup {
  readonly number: number
  readonly name: string
}

export interface PanelOpening {
  /** The focus goes along. */
  readonly isEntered: boolean
}

/**
 * The people of a preview as the table shows them: which, in which order, and who is looked at closely. It holds the pages around the visible
 * rows; the rest is asked for.
 */
export class PreviewRowsState {
  readonly pages: PreviewRowPages
  /** Whoever the side panel shows. */
  readonly shown: PreviewShownRow
  readonly #pauseMs: number
  #view = $state.raw<PreviewView>()
  #choice = $state.raw<RowChoice>(NO_CHOICE)
  #search = $state('')
  #sort = $state.raw<readonly SortKey[]>([])
  #opening = $state.raw<PanelOpening>()
  #asked = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `pauseMs`: how long the typing rests before the search. */
  constructor(engine: Engine, pauseMs = 120) {
    this.#pauseMs = pauseMs
    this.pages = new PreviewRowPages(engine)
    this.shown = new PreviewShownRow(engine)
  }

  get view(): PreviewView | undefined {
    return this.#view
  }

  get choice(): RowChoice {
    return this.#choice
  }

  /** As it is typed. */
  get search(): string {
    return this.#search
  }

  get sort(): readonly SortKey[] {
    return this.#sort
  }

  /** Rows that fit; absent before the first answer. */
  get total(): number | undefined {
    return this.pages.total
  }

  get isChosen(): boolean {
    const { outcomes, reasons, warnings, group } = this.#choice
    return outcomes.length + reasons.length + warnings.length > 0 || group !== undefined
  }

  /** A choice or a search keeps somebody away. */
  get isFiltered(): boolean {
    return this.isChosen || this.#search.trim() !== ''
  }

  /** The same of the rows that are shown, while those of a newer question are on their way. */
  get isShownFiltered(): boolean {
    const { filter, search } = this.pages.shown?.query ?? {}
    const chosen = [filter?.outcomes, filter?.reasons, filter?.warnings].some((list) => list !== undefined && list.length > 0)
    return chosen || filter?.group !== undefined || search !== undefined
  }

  get problem(): Problem | undefined {
    return this.pages.problem
  }

  /** How the side panel was asked for last; a new object each time, also for the same person. */
  get opening(): PanelOpening | undefined {
    return this.#opening
  }

  /** What is shown as a question, for the export. */
  get query(): RowQuestion['query'] {
    const { outcomes, reasons, warnings, group } = this.#choice
    const search = this.#search.trim()
    return {
      filter: {
        outcomes: [...outcomes],
        reasons: [...reasons],
        warnings: [...warnings],
        ...(group === undefined ? {} : { group: group.number })
      },
      ...(search === '' ? {} : { search }),
      sort: this.#sort.map(({ column, descending = false }) => ({ column, descending }))
    }
  }

  /** Another reading: everything begins anew. */
  open(view: PreviewView): void {
    this.close()
    this.#view = view
    this.#ask()
  }

  /** The same reading by other rules: choice, search, order and the open person stay. Groups have other numbers, so a chosen one goes. */
  replace(view: PreviewView): void {
    this.#view = view
    this.#choice = { ...this.#choice, group: undefined }
    this.shown.moveTo(view.previewId)
    this.#ask()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.pages.forget()
    this.shown.close()
    this.#asked = ''
    this.#view = undefined
    this.#choice = NO_CHOICE
    this.#search = ''
    this.#sort = []
  }

  /** These and no others; none: everybody. For tiles. */
  showOutcomes(outcomes: readonly Outcome[]): void {
    this.#choose({ outcomes })
  }

  toggleOutcome(outcome: Outcome): void {
    this.#choose({ outcomes: toggled(this.#choice.outcomes, outcome) })
  }

  toggleReason(reason: ReasonCode): void {
    this.#choose({ reasons: toggled(this.#choice.reasons, reason) })
  }

  toggleWarning(warning: WarningCode): void {
    this.#choose({ warnings: toggled(this.#choice.warnings, warning) })
  }

  showGroup(group: ChosenGroup | undefined): void {
    this.#choose({ group })
  }

  /** The search too: afterwards everybody is there. */
  clearFilters(): void {
    this.#search = ''
    this.#choose(NO_CHOICE)
  }

  type(text: string): void {
    this.#search = text.slice(0, MOST_SEARCH)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(), this.#pauseMs)
  }

  /** Without waiting for the pause. */
  searchNow(): void {
    this.#ask()
  }

  /** `isFurther`: decides among those whom the other keys leave equal. */
  sortBy(column: SortColumn, isFurther = false): void {
    this.#sort = nextSort(this.#sort, column, isFurther)
    this.#ask()
  }

  rowAt(index: number): PreviewRow | undefined {
    return this.pages.rowAt(index)
  }

  /** Opens the side panel. `isEntered`: the focus goes there. */
  select(row: PreviewRow | number, isEntered = true): void {
    if (this.#view === undefined) return
    if (typeof row === 'number') this.shown.open(this.#view.previewId, row)
    else this.shown.open(this.#view.previewId, row.row, row)
    this.#opening = { isEntered }
  }

  /** The side panel, when it is open, goes along with the arrow keys. */
  passBy(row: PreviewRow): void {
    if (this.#view === undefined || this.shown.row === undefined || this.shown.row === row.row) return
    this.shown.pass(this.#view.previewId, row)
  }

  retry(): void {
    this.pages.retry()
  }

  #choose(change: Partial<RowChoice>): void {
    this.#choice = { ...this.#choice, ...change }
    this.#ask()
  }

  #ask(): void {
    clearTimeout(this.#timer)
    if (this.#view === undefined) return
    const question = { previewId: this.#view.previewId, query: this.query }
    const text = JSON.stringify(question)
    // A space more asks for nothing else.
    if (text === this.#asked && this.pages.problem === undefined) return
    this.#asked = text
    this.pages.ask(question)
  }
}

const NO_CHOICE: RowChoice = { outcomes: [], reasons: [], warnings: [], group: undefined }
/** What the main process takes. */
const MOST_SEARCH = 500
