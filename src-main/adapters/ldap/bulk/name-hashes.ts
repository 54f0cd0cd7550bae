/**
 * Remembers names by 64 bits of hash each: eight bytes and no objects for a name, and one chance in a hundred million that two of half a
 * million are taken for one, which would call a reading cut that is whole.
 */
export class NameHashes {
  #slots = new Uint32Array(2048)
  #count = 0

  get size(): number {
    return this.#count
  }

  /** False when these bytes were there before. */
  add(bytes: Uint8Array, start: number, end: number): boolean {
    let high = 0x811c9dc5
    let low = 0x9e3779b9
    for (let position = start; position < end; position += 1) {
      const byte = bytes[position] ?? 0
      high = Math.imul(high ^ byte, 0x01000193)
      low = Math.imul(low + byte, 0x85ebca6b) ^ (low >>> 13)
    }
    if (this.#count * 4 >= this.#slots.length) this.#grow()
    // Zero marks a free slot.
    return this.#insert(high >>> 0, low >>> 0 || 1)
  }

  #insert(high: number, low: number): boolean {
    const slots = this.#slots
    const mask = slots.length - 2
    for (let slot = (high << 1) & mask; ; slot = (slot + 2) & mask) {
      if (slots[slot + 1] === 0) {
        slots[slot] = high
        slots[slot + 1] = low
        this.#count += 1
        return true
      }
      if (slots[slot] === high && slots[slot + 1] === low) return false
    }
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(before.length * 2)
    this.#count = 0
    for (let slot = 0; slot < before.length; slot += 2) {
      const low = before[slot + 1] ?? 0
      if (low !== 0) this.#insert(before[slot] ?? 0, low)
    }
  }
}
