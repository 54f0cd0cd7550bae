export interface LdifLines {
  /**
   * Hands out every line that is certainly whole in the first `length` bytes and says how many bytes are done with; the rest is given again
   * with more behind it. At the end of the file a line needs its line break too.
   */
  take(bytes: Buffer, length: number, isEndOfFile: boolean): TakenLines
  /** The line that comes next, from 1. */
  readonly nextLine: number
}

export type TakenLines = { readonly kind: 'taken'; readonly bytes: number } | { readonly kind: 'stopped' }

/** A whole line without its break, unfolded: `bytes` from `start` to `end`, to be read before returning. An empty one ends a record. */
export type OnLine = (bytes: Buffer, start: number, end: number, line: number) => 'continue' | 'stop'

/**
 * RFC 2849, notes 2 and 3: a line goes on in every following one that begins with a space; `#` begins a comment. Line breaks are LF or CR LF.
 */
export function createLdifLines(onLine: OnLine): LdifLines {
  let line = 1
  let unfolded: Buffer = Buffer.allocUnsafe(4096)

  /** The first byte after the folded line that begins at `start`, and where its text ends in `unfolded`; undefined: more bytes are needed. */
  function unfold(bytes: Buffer, start: number, isEndOfFile: boolean): Unfolded | undefined {
    let filled = 0
    let breaks = 0
    let from = start
    for (;;) {
      const newline = bytes.indexOf(LF, from)
      if (newline === -1 || (newline + 1 === bytes.length && !isEndOfFile)) return undefined
      const end = withoutReturn(bytes, from, newline)
      if (filled + end - from > unfolded.length) unfolded = enlarged(unfolded, filled + end - from)
      filled += bytes.copy(unfolded, filled, from, end)
      breaks += 1
      if (bytes[newline + 1] !== SPACE) return { next: newline + 1, filled, breaks }
      from = newline + 2
    }
  }

  return {
    take(allBytes, length, isEndOfFile) {
      const bytes = allBytes.subarray(0, length)
      let at = 0
      while (at < length) {
        const newline = bytes.indexOf(LF, at)
        // Whether the line is folded stands at the beginning of the next one.
        if (newline === -1 || (newline + 1 === length && !isEndOfFile)) break
        const end = withoutReturn(bytes, at, newline)
        const isComment = bytes[at] === HASH
        if (bytes[newline + 1] !== SPACE || end === at) {
          if (!isComment && onLine(bytes, at, end, line) === 'stop') return { kind: 'stopped' }
          line += 1
          at = newline + 1
          continue
        }
        const folded = unfold(bytes, at, isEndOfFile)
        if (folded === undefined) break
        if (!isComment && onLine(unfolded, 0, folded.filled, line) === 'stop') return { kind: 'stopped' }
        line += folded.breaks
        at = folded.next
      }
      return { kind: 'taken', bytes: at }
    },
    get nextLine() {
      return line
    }
  }
}

interface Unfolded {
  readonly next: number
  readonly filled: number
  readonly breaks: number
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const HASH = 0x23

function withoutReturn(bytes: Buffer, start: number, newline: number): number {
  return newline > start && bytes[newline - 1] === CR ? newline - 1 : newline
}

function enlarged(bytes: Buffer, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(needed, bytes.length * 2))
  bytes.copy(larger)
  return larger
}
