/** Copies a range. Most values have a few bytes, for which a loop is several times faster than a view of them. */
export function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > SHORT) to.set(from.subarray(start, end), at)
  else for (let index = start; index < end; index += 1) to[at + index - start] = from[index] ?? 0
}

const SHORT = 64
