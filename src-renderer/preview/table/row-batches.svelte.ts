interface Indexed {
  readonly index: number
}

/**
 * Which of the wanted rows are in the page: new ones come a few at a time, frame by frame, because making all that a window shows in one go
 * would keep it from listening for longer than one notices. Rows that are there stay, and one row never waits: the one that the focus goes to.
 */
export class RowBatches<Item extends Indexed> {
  #shown = $state.raw<readonly Item[]>([])
  #wanted: readonly Item[] = []
  #first = 0
  #frame: number | undefined
  readonly #most: number

  constructor(most = MOST_AT_ONCE) {
    this.#most = most
  }

  get shown(): readonly Item[] {
    return this.#shown
  }

  /** `first`: index of the first row in sight, from which on they come; `atOnce`: index of the row that does not wait. */
  want(items: readonly Item[], { first, atOnce }: { readonly first: number; readonly atOnce: number }): void {
    this.#wanted = items
    this.#first = first
    this.#showSome(atOnce)
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#frame = undefined
  }

  #showSome(atOnce?: number): void {
    const here = this.#shown.map(({ index }) => index)
    const missing = this.#wanted.map(({ index }) => index).filter((index) => !here.includes(index))
    const next = [...missing.filter((index) => index >= this.#first), ...missing.filter((index) => index < this.#first)]
    const stays = [...here, ...next.slice(0, this.#most), atOnce]
    this.#shown = this.#wanted.filter(({ index }) => stays.includes(index))
    this.stop()
    if (this.#shown.length < this.#wanted.length)
      this.#frame = requestAnimationFrame(() => {
        this.#showSome()
      })
  }
}

/** Under a third of what a large window shows; each has seven cells. */
const MOST_AT_ONCE = 10
