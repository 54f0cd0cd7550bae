/** One list of numbers for each row, end to end in one array (compressed sparse rows): list `row` is `items[starts[row]] .. items[starts[row + 1]]`. */
export interface NumberLists {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

export function listOf({ starts, items }: NumberLists, row: number): Uint32Array {
  return items.subarray(starts[row] ?? 0, starts[row + 1] ?? 0)
}

/**
 * Turns `row has item` round into `item has row`; every list of the result is in ascending order. The upper two bits of an item
 * (`TAG_SHIFT`) stay with the pair.
 */
export function turnedRound(lists: NumberLists, rows: number): NumberLists {
  const starts = new Uint32Array(rows + 1)
  for (const item of lists.items) {
    const row = (item & VALUE_MASK) + 1
    starts[row] = (starts[row] ?? 0) + 1
  }
  for (let row = 0; row < rows; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const items = new Uint32Array(lists.items.length)
  for (let from = 0; from + 1 < lists.starts.length; from += 1) {
    const end = lists.starts[from + 1] ?? 0
    for (let at = lists.starts[from] ?? 0; at < end; at += 1) {
      const item = lists.items[at] ?? 0
      const row = item & VALUE_MASK
      const place = next[row] ?? 0
      items[place] = from | (item & TAG_MASK)
      next[row] = place + 1
    }
  }
  return { starts, items }
}

export const TAG_SHIFT = 30
export const VALUE_MASK = (1 << TAG_SHIFT) - 1
const TAG_MASK = ~VALUE_MASK
