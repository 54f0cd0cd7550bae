/** A typed array with room for so many numbers: itself, or a copy with spare room behind it. What is new is 0. */
export function grownNumbers(numbers: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= numbers.length) return numbers
  const grown = new Uint32Array(withSpareRoom(needed, numbers.length))
  grown.set(numbers)
  return grown
}

/** The same in 16 bits each. */
export function grownWords(numbers: Uint16Array<ArrayBuffer>, needed: number): Uint16Array<ArrayBuffer> {
  if (needed <= numbers.length) return numbers
  const grown = new Uint16Array(withSpareRoom(needed, numbers.length))
  grown.set(numbers)
  return grown
}

/** The same in bytes. */
export function grownBytes(numbers: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= numbers.length) return numbers
  const grown = new Uint8Array(withSpareRoom(needed, numbers.length))
  grown.set(numbers)
  return grown
}

function withSpareRoom(needed: number, length: number): number {
  return Math.max(64, needed, length + (length >> 1))
}
