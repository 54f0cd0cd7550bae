import type { Problem } from '../../src-main/core/errors.ts'
import type { SortedBy } from '../lib/table/table-column.ts'
import type { TableRows } from '../lib/table/table-rows.ts'
import { nextSort } from './row-choices.ts'
import { RowPagesState, type RowsSource } from './row-pages.svelte.ts'
import type { ShownRow } from './shown-row.svelte.ts'

export interface PanelOpening {
  /** The focus goes along. */
  readonly isEntered: boolean
}

interface TableParts<Row extends { readonly row: number }, Question, Shown> {
  readonly source: RowsSource<Row, Question>
  readonly shown: Shown
  /** How long the typing rests before the search. */
  readonly pauseMs: number
}

/**
 * People as a table shows them: which, in which order, and who is looked at closely. It holds the pages around the visible rows; the rest is
 * asked for. What can be chosen, and how that becomes a question, is said by whoever extends it.
 */
export abstract class TableState<
  View extends { readonly rowCount: number },
  Row extends { readonly row: number },
  Sort extends string,
  Question extends object,
  Shown extends ShownRow<Row, { readonly row: Row }>
> implements TableRows<Row, Sort> {
  readonly pages: RowPagesState<Row, Question>
  /** Whoever the side panel shows. */
  readonly shown: Shown
  readonly #pauseMs: number
  #view = $state.raw<View>()
  #search = $state('')
  #sort = $state.raw<readonly SortedBy<Sort>[]>([])
  #opening = $state.raw<PanelOpening>()
  #asked = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor({ source, shown, pauseMs }: TableParts<Row, Question, Shown>) {
    this.#pauseMs = pauseMs
    this.pages = new RowPagesState(source)
    this.shown = shown
  }

  abstract get hasFurtherKeys(): boolean
  /** Something but the search keeps somebody away. */
  abstract get isChosen(): boolean
  /** The same, or a search, of the rows that are shown while those of a newer question are on their way. */
  abstract get isShownFiltered(): boolean
  protected abstract idOf(view: View): string
  /** What is shown as a question. */
  protected abstract questionOf(view: View): Question
  protected abstract dropChoice(): void

  get view(): View | undefined {
    return this.#view
  }

  get rowCount(): number | undefined {
    return this.#view?.rowCount
  }

  /** As it is typed. */
  get search(): string {
    return this.#search
  }

  get sort(): readonly SortedBy<Sort>[] {
    return this.#sort
  }

  /** Rows that fit; absent before the first answer. */
  get total(): number | undefined {
    return this.pages.total
  }

  /** A choice or a search keeps somebody away. */
  get isFiltered(): boolean {
    return this.isChosen || this.#search.trim() !== ''
  }

  get problem(): Problem | undefined {
    return this.pages.problem
  }

  /** How the side panel was asked for last; a new object each time, also for the same person. */
  get opening(): PanelOpening | undefined {
    return this.#opening
  }

  /** Another reading: everything begins anew. */
  open(view: View): void {
    this.close()
    this.#view = view
    this.ask()
  }

  /** The same reading by other rules: choice, search, order and the open person stay. */
  replace(view: View): void {
    this.#view = view
    this.shown.moveTo(this.idOf(view))
    this.ask()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.pages.forget()
    this.shown.close()
    this.#asked = ''
    this.#view = undefined
    this.dropChoice()
    this.#search = ''
    this.#sort = []
  }

  /** The search too: afterwards everybody is there. */
  clearFilters(): void {
    this.#search = ''
    this.dropChoice()
    this.ask()
  }

  type(text: string): void {
    this.#search = text.slice(0, MOST_SEARCH)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.ask(), this.#pauseMs)
  }

  /** Without waiting for the pause. */
  searchNow(): void {
    this.ask()
  }

  /** `isFurther`: decides among those whom the other keys leave equal. */
  sortBy(column: Sort, isFurther = false): void {
    this.#sort = nextSort(this.#sort, column, isFurther && this.hasFurtherKeys)
    this.ask()
  }

  rowAt(index: number): Row | undefined {
    return this.pages.rowAt(index)
  }

  /** Opens the side panel. `isEntered`: the focus goes there. */
  select(row: Row | number, isEntered = true): void {
    if (this.#view === undefined) return
    const id = this.idOf(this.#view)
    if (typeof row === 'number') this.shown.open(id, row)
    else this.shown.open(id, row.row, row)
    this.#opening = { isEntered }
  }

  /** The side panel, when it is open, goes along with the arrow keys. */
  passBy(row: Row): void {
    if (this.#view === undefined || this.shown.row === undefined || this.shown.row === row.row) return
    this.shown.pass(this.idOf(this.#view), row)
  }

  retry(): void {
    this.pages.retry()
  }

  protected ask(): void {
    clearTimeout(this.#timer)
    if (this.#view === undefined) return
    const question = this.questionOf(this.#view)
    const text = JSON.stringify(question)
    // A space more asks for nothing else.
    if (text === this.#asked && this.pages.problem === undefined) return
    this.#asked = text
    this.pages.ask(question)
  }
}

/** What the main process takes. */
const MOST_SEARCH = 500
