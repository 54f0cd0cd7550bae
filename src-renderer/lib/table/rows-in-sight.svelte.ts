import { afterPaint } from '../after-paint.ts'

export interface RowSpan {
  readonly first: number
  readonly last: number
}

interface Heights {
  /** What stays above the rows, in px. */
  readonly header: number
  readonly row: number
}

/**
 * Which rows of a long list are in sight. All rows are of one height, so where one stands is a multiplication, and nothing is kept for each of
 * them: to measure a list of half a million first would keep the window from listening.
 */
export class RowsInSight {
  readonly #heights: Heights
  readonly #count: () => number
  #scrolled = $state(0)
  #height = $state(0)

  /** `firstRow`: the one that a new list begins with. */
  constructor(heights: Heights, count: () => number, firstRow: number) {
    this.#heights = heights
    this.#count = count
    this.#scrolled = firstRow === 0 ? 0 : heights.header + firstRow * heights.row
  }

  /** Absent without rows, and before the list has a height. */
  get span(): RowSpan | undefined {
    const { header, row } = this.#heights
    const lastRow = this.#count() - 1
    if (lastRow < 0 || this.#height === 0) return undefined
    const within = (place: number): number => Math.min(Math.max(place, 0), lastRow)
    const first = within(Math.floor((this.#scrolled - header) / row))
    const last = within(Math.ceil((this.#scrolled + this.#height - header) / row) - 1)
    return { first, last: Math.max(first, last) }
  }

  /** How many go by with a key that turns the page. */
  get page(): number {
    const { header, row } = this.#heights
    return Math.max(1, Math.floor((this.#height - header) / row) - 1)
  }

  /** Follows what scrolls them, once its header is on the screen: the rows are made in a go of their own. Answers how to stop. */
  watch(scroller: HTMLElement): () => void {
    const look = (): void => {
      this.#scrolled = scroller.scrollTop
      this.#height = scroller.offsetHeight
    }
    const sizes = new ResizeObserver(look)
    const callOff = afterPaint(() => {
      // Whoever comes back to the screen goes on where they were.
      if (this.#scrolled > 0) scroller.scrollTop = this.#scrolled
      look()
      sizes.observe(scroller)
      scroller.addEventListener('scroll', look, { passive: true })
    })
    return () => {
      callOff()
      sizes.disconnect()
      scroller.removeEventListener('scroll', look)
    }
  }
}
