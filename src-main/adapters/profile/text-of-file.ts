import { fail, type Result, succeed } from '../../core/result.ts'

/** The text of a JSON file in UTF-8 or UTF-16, with or without a byte order mark: some Windows editors write either. The error is the reason. */
export function textOfFile(content: Uint8Array | string): Result<string, string> {
  if (typeof content === 'string') return succeed(content.replace(/^\uFEFF/, ''))
  const encoding = encodingOf(content)
  try {
    return succeed(new TextDecoder(encoding, { fatal: true }).decode(content))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return fail(`it is not written in UTF-8${encoding === 'utf-8' ? '' : ` or ${encoding.toUpperCase()}`}; save it as UTF-8`)
  }
}

/** Without a mark the zeros tell: JSON begins with a character of ASCII (RFC 4627, section 3). */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0 && second !== 0) return 'utf-16be'
  return second === 0 ? 'utf-16le' : 'utf-8'
}
