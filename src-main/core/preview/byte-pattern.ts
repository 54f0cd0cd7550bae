/** A word to be found among bytes (Boyer, Moore and Horspool): the longer it is, the fewer bytes are looked at. */
export class BytePattern {
  readonly #word: Uint8Array
  /** By byte at the end of the window: how far the window can go on. */
  readonly #steps = new Uint8Array(256)

  /** Not empty. */
  constructor(word: Uint8Array) {
    this.#word = word
    const most = Math.min(word.length, LONGEST_STEP)
    this.#steps.fill(most)
    for (let at = Math.max(0, word.length - 1 - most); at < word.length - 1; at += 1) this.#steps[word[at] ?? 0] = word.length - 1 - at
  }

  /** Where it begins for the first time from `start` on, wholly before `end`; -1 when it does not. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const word = this.#word
    const steps = this.#steps
    const last = word.length - 1
    const lastByte = word[last] ?? 0
    // One letter leaves nothing to be skipped, and the engine's own loop over bytes is faster than any of ours.
    if (last === 0 && end === bytes.length) return bytes.indexOf(lastByte, start)
    for (let at = start + last; at < end; at += steps[bytes[at] ?? 0] ?? 1) {
      if (bytes[at] !== lastByte) continue
      let index = 0
      while (index < last && bytes[at - last + index] === word[index]) index += 1
      if (index === last) return at - last
    }
    return -1
  }
}

const LONGEST_STEP = 255
