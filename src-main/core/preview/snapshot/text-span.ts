/** Where a text stands, in UTF-8. One span is moved from text to text, so that looking at millions of them makes no objects. */
export class TextSpan {
  bytes: Uint8Array = new Uint8Array(0)
  start = 0
  end = 0

  set(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes
    this.start = start
    this.end = end
  }

  get length(): number {
    return this.end - this.start
  }

  /** Leaves out what `String.trim` leaves out. */
  trim(): void {
    const { bytes } = this
    for (let length = spaceAt(bytes, this.start, this.end); length > 0; length = spaceAt(bytes, this.start, this.end)) this.start += length
    for (let length = spaceBefore(bytes, this.start, this.end); length > 0; length = spaceBefore(bytes, this.start, this.end))
      this.end -= length
  }

  /** Nothing but what is printed of ASCII, and no space at either end: a text that trimming and normal forms leave as it is. */
  get isPlain(): boolean {
    const { bytes, start, end } = this
    if (start < end && (bytes[start] === SPACE || bytes[end - 1] === SPACE)) return false
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < SPACE || byte > TILDE) return false
    }
    return true
  }

  includes(wanted: number): boolean {
    const { bytes, start, end } = this
    for (let at = start; at < end; at += 1) if (bytes[at] === wanted) return true
    return false
  }

  equals(other: TextSpan): boolean {
    return this.length === other.length && this.startsWith(other)
  }

  startsWith(other: TextSpan): boolean {
    const { bytes, start } = this
    const { bytes: others, start: from } = other
    const length = other.end - from
    if (this.end - start < length) return false
    for (let index = 0; index < length; index += 1) if (bytes[start + index] !== others[from + index]) return false
    return true
  }
}

/** A letter of ASCII in its small form; other bytes as they are. */
export function foldedByte(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
}

const SPACE = 0x20
const TILDE = 0x7e

/** Bytes of the white space that begins here; 0 when none does. */
function spaceAt(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0
  const first = bytes[at] ?? 0
  if (first < 0x80) return isAsciiSpace(first) ? 1 : 0
  if (first === 0xc2) return at + 2 <= end && bytes[at + 1] === 0xa0 ? 2 : 0
  return at + 3 <= end && isWideSpace(first, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) ? 3 : 0
}

function spaceBefore(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return 0
  const last = bytes[end - 1] ?? 0
  if (last < 0x80) return isAsciiSpace(last) ? 1 : 0
  if (end - start >= 2 && last === 0xa0 && bytes[end - 2] === 0xc2) return 2
  return end - start >= 3 && isWideSpace(bytes[end - 3] ?? 0, bytes[end - 2] ?? 0, last) ? 3 : 0
}

function isAsciiSpace(byte: number): boolean {
  return byte === SPACE || (byte >= 0x09 && byte <= 0x0d)
}

/** ECMAScript's WhiteSpace and LineTerminator beyond U+07FF: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF. */
function isWideSpace(first: number, second: number, third: number): boolean {
  switch (first) {
    case 0xe1:
      return second === 0x9a && third === 0x80
    case 0xe2:
      return second === 0x80 ? third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf : second === 0x81 && third === 0x9f
    case 0xe3:
      return second === 0x80 && third === 0x80
    case 0xef:
      return second === 0xbb && third === 0xbf
    default:
      return false
  }
}
