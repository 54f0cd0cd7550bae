import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** Nothing but an alphabet of base64 and white space; both alphabets, with or without padding. */
export function isBase64Text(text: string): boolean {
  return /^[A-Za-z0-9+/=_\-\s]+$/.test(text)
}

/** Undefined when what is left after the white space cannot be base64. */
export function fromBase64Text(text: string): Uint8Array | undefined {
  // Not by one expression around the line break: a long run of spaces would cost its square.
  const joined = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join('')
  const clean = withoutSpaces(joined).replaceAll('-', '+').replaceAll('_', '/')
  const digits = clean.replace(/=+$/, '')
  if (digits.includes('=') || digits.length % 4 === 1 || digits.length < 4) return undefined
  return new Uint8Array(Buffer.from(digits, 'base64'))
}

/**
 * A plus sign that some tool took for an encoded space comes back; spaces that are line breaks of old go. The length tells which, and where it
 * does not: lines are all of one length, plus signs fall anywhere.
 */
function withoutSpaces(text: string): string {
  const closed = text.replace(/[ \t]+/g, '')
  if (closed.length === text.length) return text
  // One character of base64 in 64 is a plus sign. Far more spaces than that are something else.
  if (text.length - closed.length > closed.length / 8) return closed
  const canBeLines = closed.length % 4 === 0
  const canBePlus = text.length % 4 === 0
  const isPlus = canBeLines === canBePlus ? !isInLines(text) : canBePlus
  return isPlus ? text.replace(/[ \t]/g, '+') : closed
}

function isInLines(text: string): boolean {
  const [first = '', ...more] = text.split(/[ \t]/, 50)
  const lines = [first, ...more.slice(0, -1)]
  return first.length >= 60 && lines.every(({ length }) => length === first.length)
}

/** Undefined when nothing is percent-encoded, or the encoding is broken. A plus sign stays one: base64 has them, and spaces never. */
export function percentDecoded(text: string): string | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined
  const isMarkup = /^%3c/i.test(text) && !/%20|\s/.test(text)
  try {
    return decodeURIComponent(isMarkup ? text.replaceAll('+', '%20') : text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** DEFLATE as the redirect binding has it; some tools put zlib or gzip around it. `too-large`: a bomb, or no response. */
export function inflated(bytes: Uint8Array, mostBytes: number): Uint8Array | 'too-large' | undefined {
  for (const inflate of [inflateRawSync, inflateSync, gunzipSync]) {
    const plain = tried(() => inflate(bytes, { maxOutputLength: mostBytes, finishFlush: constants.Z_FINISH }))
    if (plain !== undefined) return plain
  }
  return undefined
}

function tried(inflate: () => Uint8Array): Uint8Array | 'too-large' | undefined {
  try {
    return inflate()
  } catch (error) {
    if (error instanceof RangeError) return 'too-large'
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
