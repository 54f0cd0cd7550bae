/** Remembers whole numbers: eight bytes each and no objects, as a list of half a million users would otherwise cost twenty megabytes to look over. */
export class SeenIds {
  /** 0 marks a free place. */
  #slots = new Float64Array(2048)
  #count = 0

  /** False when the number was there before. */
  add(id: number): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow()
    return this.#insert(id < 0 ? id : id + 1)
  }

  #insert(value: number): boolean {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = hashOf(value) & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] === value) return false
      if (slots[slot] !== 0) continue
      slots[slot] = value
      this.#count += 1
      return true
    }
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Float64Array(before.length * 2)
    this.#count = 0
    for (const value of before) if (value !== 0) this.#insert(value)
  }
}

/** Of both halves: ids may be beyond 32 bits. */
function hashOf(value: number): number {
  const high = Math.floor(value / 0x1_0000_0000)
  return Math.imul((value >>> 0) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 8
}
