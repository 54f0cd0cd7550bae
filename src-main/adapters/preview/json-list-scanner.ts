/** The bytes of one object, to be read before returning; a refusal is half a sentence. */
export type OnListItem = (bytes: Buffer, index: number) => string | undefined

export interface ListScanner {
  /** Goes on in the first `filled` bytes, which begin with what `forget` left; half a sentence when they are no list of objects. */
  scan(bytes: Buffer, filled: number): string | undefined
  /** How many bytes from the beginning are not needed any more: they are taken away before the next scan. */
  forget(filled: number): number
  /** After the last byte: what is missing, as half a sentence. */
  unfinished(): string | undefined
  readonly count: number
}

/** Finds where the objects of a JSON list begin and end. What is inside them is JSON.parse's business. */
export function createListScanner(onItem: OnListItem): ListScanner {
  let at = 0
  let start = 0
  let depth = 0
  let isInText = false
  let count = 0
  let state: ListState = 'before'

  function inside(bytes: Buffer, byte: number): string | undefined {
    if (isInText) {
      // What a backslash escapes is passed over, also when it comes with the next bytes only.
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) isInText = false
      return undefined
    }
    if (byte === QUOTE) isInText = true
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1
      if (depth > 0) return undefined
      const refusal = onItem(bytes.subarray(start, at + 1), count)
      if (refusal !== undefined) return refusal
      count += 1
      state = 'after-item'
    }
    return undefined
  }

  function between(byte: number): string | undefined {
    if (byte === SPACE || byte === LF || byte === CR || byte === TAB) return undefined
    if (state === 'before' && byte === OPEN_BRACKET) state = 'item-or-end'
    else if ((state === 'item-or-end' || state === 'item') && byte === OPEN_BRACE) {
      state = 'inside'
      start = at
      depth = 1
    } else if ((state === 'item-or-end' || state === 'after-item') && byte === CLOSE_BRACKET) state = 'after'
    else if (state === 'after-item' && byte === COMMA) state = 'item'
    else return unexpected(state, count)
    return undefined
  }

  return {
    scan(bytes, filled) {
      for (; at < filled; at += 1) {
        const byte = bytes[at] ?? 0
        const refusal = state === 'inside' ? inside(bytes, byte) : between(byte)
        if (refusal !== undefined) return refusal
      }
      return undefined
    },
    forget(filled) {
      const done = Math.min(state === 'inside' ? start : at, filled)
      at -= done
      start -= done
      return done
    },
    unfinished() {
      if (state === 'after') return undefined
      return state === 'before' ? 'it is empty' : `it ends too early, after ${String(count)} whole records`
    },
    get count() {
      return count
    }
  }
}

type ListState = 'before' | 'item-or-end' | 'item' | 'inside' | 'after-item' | 'after'

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

function unexpected(state: ListState, count: number): string {
  if (state === 'before') return 'it is no JSON list: it has to begin with “[”'
  if (state === 'after') return 'something follows the end of its list'
  if (state === 'after-item') return `a comma or “]” is missing after its record ${String(count)}`
  return `its record ${String(count + 1)} is no group in { }`
}
