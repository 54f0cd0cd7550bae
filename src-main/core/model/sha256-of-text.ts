/** SHA-256 (FIPS 180-4) of the UTF-8 of a text, as 64 lower-case hexadecimal digits: what is shown has to be worked out where no port reaches. */
export function sha256OfText(text: string): string {
  const bytes = paddedBytes(text)
  const view = new DataView(bytes.buffer)
  const state = new Uint32Array(START)
  const words = new Uint32Array(64)
  for (let block = 0; block < bytes.length; block += 64) mixIn(state, words, view, block)
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** Bytes of the UTF-8 of a text; half a surrogate pair counts as the three bytes of the replacement character. */
export function utf8Length(text: string): number {
  let length = 0
  for (const character of text) length += lengthOf(character.codePointAt(0) ?? 0)
  return length
}

function lengthOf(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** Section 5.1.1: a one, zeros, and the length in bits. */
function paddedBytes(text: string): Uint8Array {
  const length = utf8Length(text)
  const bytes = new Uint8Array(Math.ceil((length + 9) / 64) * 64)
  let at = 0
  for (const character of text) at = writeUtf8(bytes, at, wellFormed(character.codePointAt(0) ?? 0))
  bytes[at] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - 8, Math.floor(length / 0x20000000))
  view.setUint32(bytes.length - 4, (length << 3) >>> 0)
  return bytes
}

function wellFormed(point: number): number {
  return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
}

function writeUtf8(bytes: Uint8Array, start: number, point: number): number {
  const length = lengthOf(point)
  if (length === 1) {
    bytes[start] = point
    return start + 1
  }
  let rest = point
  for (let at = start + length - 1; at > start; at -= 1) {
    bytes[at] = 0x80 | (rest & 0x3f)
    rest >>>= 6
  }
  bytes[start] = ((0xf00 >> length) & 0xff) | rest
  return start + length
}

/** Section 6.2.2. */
function mixIn(state: Uint32Array, words: Uint32Array, view: DataView, block: number): void {
  for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(block + index * 4)
  for (let index = 16; index < 64; index += 1) {
    const before15 = words[index - 15] ?? 0
    const before2 = words[index - 2] ?? 0
    const low = turned(before15, 7) ^ turned(before15, 18) ^ (before15 >>> 3)
    const high = turned(before2, 17) ^ turned(before2, 19) ^ (before2 >>> 10)
    words[index] = (words[index - 16] ?? 0) + low + (words[index - 7] ?? 0) + high
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + (ROUND[index] ?? 0) + (words[index] ?? 0)) | 0
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let index = 0; index < 8; index += 1) state[index] = (state[index] ?? 0) + (mixed[index] ?? 0)
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

// prettier-ignore
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]

// prettier-ignore
const ROUND = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
]
