import type { RowSpan } from './rows-in-sight.svelte.ts'

/** The rows in the page: those in sight, a few beyond them, and the one that has the focus, which would be lost while somebody scrolls away. */
export function rowsInPage({ first, last }: RowSpan, { kept, count, beyond = BEYOND }: Kept): readonly number[] {
  const from = Math.max(first - beyond, 0)
  const to = Math.min(last + beyond, count - 1)
  const around = Array.from({ length: to - from + 1 }, (_, place) => from + place)
  if (kept < 0 || kept >= count || (kept >= from && kept <= to)) return around
  return kept < from ? [kept, ...around] : [...around, kept]
}

interface Kept {
  /** Index of the row with the focus; below 0: it is in none. */
  readonly kept: number
  /** Of all rows. */
  readonly count: number
  readonly beyond?: number
}

const BEYOND = 8
