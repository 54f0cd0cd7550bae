import { fail, type Result, succeed } from '../../core/result.ts'

export interface JsonFault {
  /** `line 3, column 5`. */
  readonly where: string
  /** Never quotes the file: it may hold a secret. */
  readonly reason: string
}

/**
 * JSON as `JSON.parse` takes it, with two differences: a fault has its place, and an object that names one key twice is refused, because
 * nobody can tell which of the two was meant.
 */
export function parseJson(text: string): Result<unknown, JsonFault> {
  const fault = faultIn(text)
  if (fault === undefined) return succeed(JSON.parse(text))
  const before = text.slice(0, fault.at).split(/\r\n|\n|\r/)
  return fail({ where: `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`, reason: fault.reason })
}

interface Fault {
  readonly at: number
  readonly reason: string
}

const DEEPEST = 64

function faultIn(text: string): Fault | undefined {
  let at = 0

  /** Reads what the pattern finds right here. */
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }

  function taken(character: string): boolean {
    if (text[at] !== character) return false
    at += 1
    take(SPACE)
    return true
  }

  function wrong(reason: string): Fault {
    return { at, reason: at === text.length ? 'the file ends too early' : reason }
  }

  function value(depth: number): Fault | undefined {
    if (depth > DEEPEST) return wrong('it is nested too deeply')
    if (taken('{')) return members(depth, new Set())
    if (taken('[')) return items(depth)
    if (take(STRING) === undefined && take(NUMBER) === undefined && take(WORD) === undefined)
      return wrong(text[at] === '"' ? BAD_STRING : 'a value is missing here, or is no JSON')
    take(SPACE)
    return undefined
  }

  function members(depth: number, keys: Set<unknown>): Fault | undefined {
    if (taken('}')) return undefined
    do {
      const start = at
      const key = take(STRING)
      if (key === undefined) return wrong(text[at] === '"' ? BAD_STRING : 'a name in double quotes is missing here')
      const name: unknown = JSON.parse(key)
      if (keys.has(name)) return { at: start, reason: 'this name stands there twice' }
      keys.add(name)
      take(SPACE)
      if (!taken(':')) return wrong('a colon is missing here')
      const fault = value(depth + 1)
      if (fault !== undefined) return fault
    } while (taken(','))
    return taken('}') ? undefined : wrong('a comma or a closing brace is missing here')
  }

  function items(depth: number): Fault | undefined {
    if (taken(']')) return undefined
    do {
      const fault = value(depth + 1)
      if (fault !== undefined) return fault
    } while (taken(','))
    return taken(']') ? undefined : wrong('a comma or a closing bracket is missing here')
  }

  take(SPACE)
  return value(0) ?? (at === text.length ? undefined : wrong('something follows the end'))
}

const SPACE = /[ \t\r\n]*/y
/** Everything from the space upwards but quote and backslash, or an escape: RFC 8259, section 7. */
const STRING = /"(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y
const BAD_STRING = 'this text in quotes has no end on its line, or an unknown escape with a backslash'
