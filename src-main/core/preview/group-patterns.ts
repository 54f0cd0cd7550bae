import { listItems } from '../model/service-field-value.ts'
import type { GroupTable } from './directory-snapshot.ts'
import { comparableText } from './name-person.ts'

export interface PatternHits {
  /** As typed. */
  readonly pattern: string
  readonly hits: number
  /** The first few names that it matches. */
  readonly samples: readonly string[]
}

export interface GroupMatch {
  /** Nothing is asked for: whether that means everything or nothing is for the field to say. */
  readonly isEmpty: boolean
  /** One byte a group: 1 when a pattern matches its name. */
  readonly matched: Uint8Array
  readonly count: number
  readonly perPattern: readonly PatternHits[]
  /** Patterns that no group of the directory fits. */
  readonly unmatched: readonly string[]
  /** Names of groups that were typed as they are, and taken apart at a comma of theirs. */
  readonly takenApart: readonly string[]
}

/**
 * Which groups a comma or newline list means. `*` stands for any characters, also none; capitals, the encoding of accents and spaces around
 * a name do not matter. In linear time for any pattern, so that it keeps up with typing.
 */
export function matchGroups(list: string, groups: Pick<GroupTable, 'count' | 'name'>, mostSamples: number = MOST_SAMPLES): GroupMatch {
  const patterns = patternsOf(list)
  const matched = new Uint8Array(groups.count)
  const hits = patterns.map(({ text }) => ({ pattern: text, hits: 0, samples: [] as string[] }))
  const exact = new Map(patterns.flatMap(({ parts }, index) => (parts.length === 1 ? [[parts[0] ?? '', index] as const] : [])))
  const wild = patterns.flatMap(({ parts }, index) => (parts.length > 1 ? [{ parts, index }] : []))
  const takenApart = new Set<string>()
  const isTyped = (item: string): boolean => exact.has(comparableText(item))
  let count = 0
  for (let group = 0; group < groups.count && patterns.length > 0; group += 1) {
    const written = groups.name(group)
    const name = comparableText(written)
    const found = wild.flatMap(({ parts, index }) => (fits(name, parts) ? [index] : []))
    const same = exact.get(name)
    if (name.includes(',') && listItems(name).every(isTyped)) takenApart.add(written)
    if (same !== undefined) found.push(same)
    if (found.length === 0) continue
    matched[group] = 1
    count += 1
    for (const index of found) {
      const hit = hits[index]
      if (hit === undefined) continue
      hit.hits += 1
      if (hit.samples.length < mostSamples) hit.samples.push(written)
    }
  }
  const unmatched = hits.filter((hit) => hit.hits === 0).map(({ pattern }) => pattern)
  return { isEmpty: patterns.length === 0, matched, count, perPattern: hits, unmatched, takenApart: [...takenApart] }
}

const MOST_SAMPLES = 5

interface Pattern {
  readonly text: string
  /** What stands between the stars. */
  readonly parts: readonly string[]
}

/** The same pattern twice is one. */
function patternsOf(list: string): readonly Pattern[] {
  const patterns = new Map<string, Pattern>()
  for (const text of listItems(list)) {
    const comparable = comparableText(text)
    if (!patterns.has(comparable)) patterns.set(comparable, { text, parts: comparable.split('*') })
  }
  return [...patterns.values()]
}

/** The first part begins the name, the last one ends it, and those between follow each other: taking the first place for each is enough. */
function fits(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false
  let position = first.length
  const end = name.length - last.length
  for (let index = 1; index < parts.length - 1; index += 1) {
    const part = parts[index] ?? ''
    const found = name.indexOf(part, position)
    if (found === -1 || found + part.length > end) return false
    position = found + part.length
  }
  return true
}
