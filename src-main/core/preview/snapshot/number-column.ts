/** Unsigned 32-bit numbers in a row that grows. */
export class NumberColumn {
  #numbers = new Uint32Array(64)
  #count = 0

  get count(): number {
    return this.#count
  }

  get byteLength(): number {
    return this.#numbers.byteLength
  }

  at(index: number): number {
    return this.#numbers[index] ?? 0
  }

  push(value: number): void {
    if (this.#count === this.#numbers.length) this.#grow(this.#count + 1)
    this.#numbers[this.#count] = value
    this.#count += 1
  }

  /** Everything between the last number and `index` is 0. */
  set(index: number, value: number): void {
    if (index >= this.#numbers.length) this.#grow(index + 1)
    this.#numbers[index] = value
    if (index >= this.#count) this.#count = index + 1
  }

  /** The numbers so far, without spare room. */
  trimmed(): Uint32Array {
    return this.#numbers.slice(0, this.#count)
  }

  /** The numbers so far; those that follow may or may not be seen in it. */
  view(): Uint32Array {
    return this.#numbers.subarray(0, this.#count)
  }

  #grow(needed: number): void {
    const grown = new Uint32Array(Math.max(needed, this.#numbers.length + (this.#numbers.length >> 1)))
    grown.set(this.#numbers)
    this.#numbers = grown
  }
}
