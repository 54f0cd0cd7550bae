import type { Problem } from '../../src-main/core/errors.ts'
import type { OperationState } from './operation.svelte.ts'

/** The operation that knows the person. */
interface AskedRow<Answer> {
  readonly value: Answer | undefined
  readonly problem: Problem | undefined
  reset(): void
}

type AskRow<Answer> = (tableId: string, row: number) => Promise<OperationState<Answer>>

/** The person of the side panel, with how everything came about. */
export class ShownRow<Row extends { readonly row: number }, Answer extends { readonly row: Row }> {
  readonly #asked: AskedRow<Answer>
  readonly #askRow: AskRow<Answer>
  readonly #isSame: (one: Row, other: Row) => boolean
  readonly #pauseMs: number
  #row = $state<number>()
  #data = $state.raw<Row>()
  #tableId = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `isSame`: whether both are the same person. `pauseMs`: how long the arrow keys rest before the person is asked for. */
  constructor(asked: AskedRow<Answer>, askRow: AskRow<Answer>, isSame: (one: Row, other: Row) => boolean, pauseMs = 120) {
    this.#asked = asked
    this.#askRow = askRow
    this.#isSame = isSame
    this.#pauseMs = pauseMs
  }

  /** Number of the row; absent: nothing is open. */
  get row(): number | undefined {
    return this.#row
  }

  /** Absent for a moment when only the number of the row was known. */
  get data(): Row | undefined {
    return this.#asked.value?.row ?? this.#data
  }

  get answer(): Answer | undefined {
    return this.#asked.value
  }

  get problem(): Problem | undefined {
    return this.#asked.problem
  }

  /** `data`: the row as it is known already. */
  open(tableId: string, row: number, data?: Row): void {
    this.#take(tableId, row, data)
    void this.#ask()
  }

  /** On the way to another one perhaps: the question waits until the keys rest. */
  pass(tableId: string, data: Row): void {
    this.#take(tableId, data.row, data)
    this.#asked.reset()
    this.#timer = setTimeout(() => void this.#ask(), this.#pauseMs)
  }

  /** By other rules the same number may be somebody else: whoever it was stays open only as the same person. */
  moveTo(tableId: string): void {
    if (this.#row === undefined) return
    const data = this.data
    if (data === undefined) this.close()
    else this.open(tableId, this.#row, data)
  }

  retry(): void {
    void this.#ask()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#asked.reset()
    this.#row = undefined
    this.#data = undefined
  }

  async #ask(): Promise<void> {
    const row = this.#row
    if (row === undefined) return
    const ended = await this.#askRow(this.#tableId, row)
    if (ended.status === 'done' && this.#data !== undefined && !this.#isSame(this.#data, ended.value.row)) this.close()
  }

  #take(tableId: string, row: number, data: Row | undefined): void {
    clearTimeout(this.#timer)
    this.#tableId = tableId
    this.#row = row
    this.#data = data
  }
}
