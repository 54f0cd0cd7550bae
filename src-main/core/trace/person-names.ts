import { comparableText } from '../preview/name-person.ts'

/** Names by which one person is known, to be found again in events and texts. */
export interface PersonNames {
  /** As they are written, without doubles. */
  readonly all: readonly string[]
  /** Whether this is one of them. */
  has(name: string | undefined): boolean
  /** Whether a text names the person: as a whole name, not as a part of another one. */
  isNamedIn(text: string | undefined): boolean
}

export function personNames(names: readonly (string | undefined)[]): PersonNames {
  const byKey = new Map<string, string>()
  for (const name of names) {
    const key = comparableText(name ?? '')
    if (name !== undefined && key !== '' && !byKey.has(key)) byKey.set(key, name.trim())
  }
  const searched = [...byKey.keys()].filter((key) => key.length >= SHORTEST_IN_TEXT)
  return {
    all: [...byKey.values()],
    has: (name) => name !== undefined && byKey.has(comparableText(name)),
    isNamedIn(text) {
      if (text === undefined || text === '') return false
      const comparable = comparableText(text)
      return searched.some((key) => holdsWhole(comparable, key))
    }
  }
}

/** Shorter ones stand in too many texts by chance. */
const SHORTEST_IN_TEXT = 4

function holdsWhole(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    if (!PART_OF_NAME.test(text.charAt(at - 1)) && !continues(text, at + key.length)) return true
  }
  return false
}

const PART_OF_NAME = /[\p{L}\p{N}@._+-]/u

/** A full stop may end the sentence, and goes on with the name only before another letter. */
function continues(text: string, end: number): boolean {
  const next = text.charAt(end)
  return next === '.' ? /[\p{L}\p{N}]/u.test(text.charAt(end + 1)) : PART_OF_NAME.test(next)
}
