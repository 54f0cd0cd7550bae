import type { Reply } from '../../src-main/contract/operations.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import { noPages, pagesAround, type RowPages, type RowWindow, withPage } from './page-window.ts'

/** How rows are asked for; the call can be passed over by its id. */
export interface RowsSource<Row, Question> {
  ask(id: string, question: Question, part: { readonly offset: number; readonly limit: number }): Promise<Reply<RowsPart<Row>>>
  cancel(id: string): void
}

interface RowsPart<Row> {
  /** Of all rows that fit. */
  readonly total: number
  readonly rows: readonly Row[]
}

interface ShownRows<Row, Question> {
  readonly question: Question
  readonly total: number
  readonly pages: RowPages<Row>
}

interface Request<Question> {
  readonly id: string
  readonly question: Question
  readonly page: number
}

/**
 * The rows around the place that somebody looks at; all others stay in the main process. The rows of the last question are shown until those
 * of the next one have come, so that a table does not flicker while somebody types. A question is the same object for as long as it is the same.
 */
export class RowPagesState<Row extends { readonly row: number }, Question extends object> {
  readonly #source: RowsSource<Row, Question>
  readonly #pageSize: number
  #shown = $state.raw<ShownRows<Row, Question>>()
  #asked = $state.raw<Question>()
  #problem = $state.raw<Problem>()
  #answers = $state(0)
  #window: RowWindow = TOP
  #underWay: readonly Request<Question>[] = []

  constructor(source: RowsSource<Row, Question>, pageSize = PAGE_SIZE) {
    this.#source = source
    this.#pageSize = pageSize
  }

  /** What the shown rows answer. */
  get shown(): Question | undefined {
    return this.#shown?.question
  }

  /** Of all rows that the shown question fits; absent before the first answer. */
  get total(): number | undefined {
    return this.#shown?.total
  }

  /** The last question has no answer yet. */
  get isAsking(): boolean {
    return this.#asked !== undefined && this.#problem === undefined
  }

  /** Why rows are missing; the earlier ones are kept. */
  get problem(): Problem | undefined {
    return this.#problem
  }

  /** Counts the answered questions: each is a list of its own that begins at its top. */
  get answers(): number {
    return this.#answers
  }

  /** What was looked at last: whoever comes back to the screen goes on there. */
  get window(): RowWindow {
    return this.#window
  }

  /** Absent while its page is on its way. */
  rowAt(index: number): Row | undefined {
    const page = Math.floor(index / this.#pageSize)
    return this.#shown?.pages.get(page)?.[index - page * this.#pageSize]
  }

  /** Where a row stands among those that are at hand. */
  indexOf(row: number): number | undefined {
    for (const [page, rows] of this.#shown?.pages ?? []) {
      const place = rows.findIndex((each) => each.row === row)
      if (place !== -1) return page * this.#pageSize + place
    }
    return undefined
  }

  ask(question: Question): void {
    this.#drop(() => true)
    this.#problem = undefined
    this.#window = TOP
    this.#asked = question
    void this.#fetch(question, 0)
  }

  /** These rows are on the screen, or will be in a moment. */
  look(first: number, last: number): void {
    this.#window = { first, last }
    this.#fill()
  }

  retry(): void {
    this.#problem = undefined
    if (this.#asked !== undefined) this.ask(this.#asked)
    else this.#fill()
  }

  forget(): void {
    this.#drop(() => true)
    this.#window = TOP
    this.#shown = undefined
    this.#asked = undefined
    this.#problem = undefined
  }

  #fill(): void {
    const shown = this.#shown
    // While a newer question is open, the rows of the last one are on their way out.
    if (shown === undefined || this.#asked !== undefined || this.#problem !== undefined) return
    const wanted = pagesAround(this.#window, shown.total, this.#pageSize)
    this.#drop(({ page }) => !wanted.includes(page))
    const coming = this.#underWay.map(({ page }) => page)
    for (const page of wanted) if (!shown.pages.has(page) && !coming.includes(page)) void this.#fetch(shown.question, page)
  }

  async #fetch(question: Question, page: number): Promise<void> {
    const id = crypto.randomUUID()
    this.#underWay = [...this.#underWay, { id, question, page }]
    const reply = await this.#source.ask(id, question, { offset: page * this.#pageSize, limit: this.#pageSize })
    // Passed over meanwhile: whatever it says is not looked at.
    if (!this.#underWay.some((request) => request.id === id)) return
    this.#underWay = this.#underWay.filter((request) => request.id !== id)
    if (reply.ok) this.#accept(question, page, reply.value)
    else if (reply.error.kind === 'problem') this.#problem = reply.error.problem
  }

  #accept(question: Question, page: number, { total, rows }: RowsPart<Row>): void {
    if (question === this.#asked) {
      this.#shown = { question, total, pages: withPage(noPages, page, rows, this.#window, this.#pageSize) }
      this.#asked = undefined
      this.#answers += 1
    } else if (question === this.#shown?.question) {
      this.#shown = { question, total, pages: withPage(this.#shown.pages, page, rows, this.#window, this.#pageSize) }
    }
  }

  #drop(isPassedOver: (request: Request<Question>) => boolean): void {
    for (const request of this.#underWay) if (isPassedOver(request)) this.#source.cancel(request.id)
    this.#underWay = this.#underWay.filter((request) => !isPassedOver(request))
  }
}

const TOP: RowWindow = { first: 0, last: 0 }
/** Rows at a time: several screens, and still quick to send. */
const PAGE_SIZE = 200
