/** Equal values have equal ranks, and smaller ones smaller ranks. */
export interface Ranks {
  readonly rankOf: Uint32Array
  readonly count: number
}

/** Text `row` is `bytes[starts[row]]` to `bytes[starts[row + 1] - 1]`. */
export interface ByteTexts {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
}

/**
 * Ranks texts by their bytes, which for UTF-8 is the order of characters. Byte by byte into buckets (MSD radix sort): texts of a directory have long
 * beginnings in common, which comparing two at a time would look at again and again.
 */
export function rankTexts({ bytes, starts }: ByteTexts): Ranks {
  const count = starts.length - 1
  const order = Uint32Array.from({ length: count }, (_, row) => row)
  const moved = new Uint32Array(count)
  const bucketEnds = new Uint32Array(BUCKETS + 1)
  const open: number[] = [0, count, 0]

  /** 0 behind the end of the text, so that the shorter of two comes first. */
  const keyAt = (row: number, depth: number): number => {
    const at = (starts[row] ?? 0) + depth
    return at < (starts[row + 1] ?? 0) ? (bytes[at] ?? 0) + 1 : 0
  }
  const compare = (one: number, other: number, depth: number): number => {
    for (let at = depth; ; at += 1) {
      const key = keyAt(one, at)
      const difference = key - keyAt(other, at)
      if (difference !== 0 || key === 0) return difference
    }
  }
  const sortFew = (from: number, end: number, depth: number): void => {
    for (let place = from + 1; place < end; place += 1) {
      const row = order[place] ?? 0
      let free = place
      for (; free > from && compare(order[free - 1] ?? 0, row, depth) > 0; free -= 1) order[free] = order[free - 1] ?? 0
      order[free] = row
    }
  }
  const sortByKey = (from: number, end: number, depth: number): void => {
    bucketEnds.fill(0)
    for (let place = from; place < end; place += 1) {
      const bucket = keyAt(order[place] ?? 0, depth) + 1
      bucketEnds[bucket] = (bucketEnds[bucket] ?? 0) + 1
    }
    const first = keyAt(order[from] ?? 0, depth)
    if (bucketEnds[first + 1] === end - from) {
      if (first > 0) open.push(from, end, depth + 1)
      return
    }
    let place = from
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const size = bucketEnds[bucket + 1] ?? 0
      // What ended here is equal, and needs no more sorting.
      if (bucket > 0 && size > 1) open.push(place, place + size, depth + 1)
      place += size
      bucketEnds[bucket + 1] = place
    }
    bucketEnds[0] = from
    for (let index = from; index < end; index += 1) {
      const row = order[index] ?? 0
      const bucket = keyAt(row, depth)
      const next = bucketEnds[bucket] ?? 0
      moved[next] = row
      bucketEnds[bucket] = next + 1
    }
    order.set(moved.subarray(from, end), from)
  }

  while (open.length > 0) {
    const depth = open.pop() ?? 0
    const end = open.pop() ?? 0
    const from = open.pop() ?? 0
    if (end - from <= FEW) sortFew(from, end, depth)
    else sortByKey(from, end, depth)
  }
  const rankOf = new Uint32Array(count)
  let rank = 0
  for (let place = 0; place < count; place += 1) {
    const row = order[place] ?? 0
    if (place > 0 && compare(order[place - 1] ?? 0, row, 0) !== 0) rank += 1
    rankOf[row] = rank
  }
  return { rankOf, count: rank + 1 }
}

/** One for each byte, and one for the end of a text. */
const BUCKETS = 257
const FEW = 24
