/** Text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD. The core has no TextDecoder. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  return asciiText(bytes, start, end) ?? decoded(bytes, start, end).text
}

/** As `decodeUtf8`, but `undefined` for what is no UTF-8. */
export function decodeStrictUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  const ascii = asciiText(bytes, start, end)
  if (ascii !== undefined) return ascii
  const { text, isWhole } = decoded(bytes, start, end)
  return isWhole ? text : undefined
}

/** A lone surrogate becomes U+FFFD, as everywhere else. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  return bytes.slice(0, writeUtf8(text, bytes, 0))
}

/** Writes the text at `at` and returns where it ends; there must be room for three bytes a character. */
export function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x80) return writeBeyondAscii(text, index, bytes, at + index)
    bytes[at + index] = unit
  }
  return at + text.length
}

function writeBeyondAscii(text: string, from: number, bytes: Uint8Array, at: number): number {
  let end = at
  for (let index = from; index < text.length; index += 1) {
    const written = text.codePointAt(index) ?? 0
    if (written >= 0x10000) index += 1
    const point = written >= 0xd800 && written <= 0xdfff ? REPLACEMENT : written
    if (point < 0x80) bytes[end++] = point
    else {
      if (point < 0x800) bytes[end++] = 0xc0 | (point >> 6)
      else {
        if (point < 0x10000) bytes[end++] = 0xe0 | (point >> 12)
        else {
          bytes[end++] = 0xf0 | (point >> 18)
          bytes[end++] = 0x80 | ((point >> 12) & 0x3f)
        }
        bytes[end++] = 0x80 | ((point >> 6) & 0x3f)
      }
      bytes[end++] = 0x80 | (point & 0x3f)
    }
  }
  return end
}

const REPLACEMENT = 0xfffd
/** Arguments of one call live on the stack. */
const MOST_ARGUMENTS = 4096

function asciiText(bytes: Uint8Array, start: number, end: number): string | undefined {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return undefined
  let text = ''
  let at = start
  // Eight at a time: several times faster than spreading a view, and texts are short.
  for (; at + 8 <= end; at += 8)
    text += String.fromCharCode(
      bytes[at] ?? 0,
      bytes[at + 1] ?? 0,
      bytes[at + 2] ?? 0,
      bytes[at + 3] ?? 0,
      bytes[at + 4] ?? 0,
      bytes[at + 5] ?? 0,
      bytes[at + 6] ?? 0,
      bytes[at + 7] ?? 0
    )
  for (; at < end; at += 1) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

function decoded(bytes: Uint8Array, start: number, end: number): { readonly text: string; readonly isWhole: boolean } {
  let text = ''
  let isWhole = true
  let points: number[] = []
  for (let at = start; at < end;) {
    const first = bytes[at] ?? 0
    const length = first < 0x80 ? 1 : sequenceLength(bytes, at, end)
    isWhole &&= length > 0
    points.push(length === 0 ? REPLACEMENT : length === 1 ? first : pointAt(bytes, at, length))
    at += Math.max(length, 1)
    if (points.length === MOST_ARGUMENTS) {
      text += String.fromCodePoint(...points)
      points = []
    }
  }
  return { text: text + String.fromCodePoint(...points), isWhole }
}

/** 0 for what is no well-formed sequence: cut, overlong, a surrogate, beyond U+10FFFF (RFC 3629, section 4). */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (length === 0 || at + length > end) return 0
  for (let next = at + 1; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  const second = bytes[at + 1] ?? 0
  const isOutside =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f)
  return isOutside ? 0 : length
}

function pointAt(bytes: Uint8Array, at: number, length: number): number {
  let point = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f)
  return point
}
