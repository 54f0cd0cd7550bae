export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number
  oneOf<T>(list: readonly T[]): T
}

/** Mulberry32: small, quick and the same on every computer. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    oneOf(list) {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError('Nothing to choose from')
      return found
    }
  }
}
