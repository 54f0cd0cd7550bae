import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { GroupPage } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

type Query = OperationInput<'preview.groups'>['query']
export type GroupOutcome = GroupPage['rows'][number]['outcome']
export type GroupColumn = NonNullable<Query['sort']>['column']

/** The groups of a preview, a page at a time. */
export class PreviewGroupsState {
  readonly asked: Operation<'preview.groups'>
  readonly #pauseMs: number
  #previewId = $state.raw<string>()
  #search = $state('')
  #outcomes = $state.raw<readonly GroupOutcome[]>([])
  #sort = $state.raw<Query['sort']>()
  #limit = $state(PAGE)
  #page = $state.raw<GroupPage>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(engine: Engine, pauseMs = 150) {
    this.asked = new Operation(engine, 'preview.groups')
    this.#pauseMs = pauseMs
  }

  /** The last answer, also while the next one is on its way. */
  get page(): GroupPage | undefined {
    return this.#page
  }

  get search(): string {
    return this.#search
  }

  get outcomes(): readonly GroupOutcome[] {
    return this.#outcomes
  }

  get sort(): Query['sort'] {
    return this.#sort
  }

  get problem(): Problem | undefined {
    return this.asked.problem
  }

  get hasMore(): boolean {
    return this.#page !== undefined && this.#page.rows.length < this.#page.total && this.#limit < MOST
  }

  /** Nothing is asked before somebody looks. */
  open(previewId: string): void {
    const isLookedAt = this.#page !== undefined
    this.asked.reset()
    this.#previewId = previewId
    if (isLookedAt) void this.#ask()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.asked.reset()
    this.#previewId = undefined
    this.#page = undefined
    this.#search = ''
    this.#outcomes = []
    this.#sort = undefined
    this.#limit = PAGE
  }

  look(): void {
    if (this.#page === undefined && !this.asked.isRunning) void this.#ask()
  }

  again(): void {
    void this.#ask()
  }

  type(search: string): void {
    this.#search = search
    this.#limit = PAGE
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), this.#pauseMs)
  }

  toggle(outcome: GroupOutcome): void {
    this.#outcomes = this.#outcomes.includes(outcome) ? this.#outcomes.filter((each) => each !== outcome) : [...this.#outcomes, outcome]
    this.#limit = PAGE
    void this.#ask()
  }

  /** The same column again turns the order around; numbers begin with the largest. */
  sortBy(column: GroupColumn): void {
    const isText = column === 'name' || column === 'outcome'
    this.#sort = this.#sort?.column === column ? { column, descending: !this.#sort.descending } : { column, descending: !isText }
    void this.#ask()
  }

  showMore(): void {
    this.#limit = Math.min(MOST, this.#limit + PAGE)
    void this.#ask()
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer)
    const previewId = this.#previewId
    if (previewId === undefined) return
    const ended = await this.asked.run({
      previewId,
      query: {
        search: this.#search.trim(),
        outcomes: [...this.#outcomes],
        ...(this.#sort === undefined ? {} : { sort: this.#sort }),
        offset: 0,
        limit: this.#limit
      }
    })
    if (ended.status === 'done') this.#page = ended.value
  }
}

const PAGE = 100
/** What one answer may hold; whoever has more groups searches. */
const MOST = 1000
