import { defaultRangeExtractor, type Range } from '@tanstack/svelte-virtual'

/** The rows in the page: those in sight, and the one that has the focus, which would be lost while somebody scrolls away. */
export function rangeWith(kept: number): (range: Range) => number[] {
  return (range) => {
    const visible = defaultRangeExtractor(range)
    if (kept < 0 || kept >= range.count || visible.includes(kept)) return visible
    return kept < (visible[0] ?? 0) ? [kept, ...visible] : [...visible, kept]
  }
}
