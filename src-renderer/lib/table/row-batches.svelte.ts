import { afterPaint } from '../after-paint.ts'

/**
 * Which of the wanted rows are in the page: new ones come a few at a time, frame by frame, because making all that a window shows in one go
 * would keep it from listening for longer than one notices. Rows that are there stay, and one row never waits: the one that the focus goes to.
 */
export class RowBatches {
  #shown = $state.raw<readonly number[]>([])
  #wanted: readonly number[] = []
  #first = 0
  #callOff: (() => void) | undefined
  readonly #most: number

  constructor(most = MOST_AT_ONCE) {
    this.#most = most
  }

  /** Their indexes, in order. */
  get shown(): readonly number[] {
    return this.#shown
  }

  /** `first`: index of the first row in sight, from which on they come; `atOnce`: index of the row that does not wait. */
  want(rows: readonly number[], { first, atOnce }: { readonly first: number; readonly atOnce: number }): void {
    this.#wanted = rows
    this.#first = first
    this.#showSome(atOnce)
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = undefined
  }

  #showSome(atOnce?: number): void {
    const missing = this.#wanted.filter((index) => !this.#shown.includes(index))
    const next = [...missing.filter((index) => index >= this.#first), ...missing.filter((index) => index < this.#first)]
    const stays = [...this.#shown, ...next.slice(0, this.#most), atOnce]
    this.#shown = this.#wanted.filter((index) => stays.includes(index))
    this.stop()
    if (this.#shown.length < this.#wanted.length)
      this.#callOff = afterPaint(() => {
        this.#showSome()
      })
  }
}

/** Under a third of what a large window shows; each has seven cells. */
const MOST_AT_ONCE = 10
