import type { DirectoryEntry } from '../model/directory-facts.ts'
import type { DirectorySession } from '../ports.ts'

export interface RemainingValues {
  readonly values: readonly string[]
  readonly parts: number
  /** False when the server stopped handing out parts before its end mark `*`. */
  readonly isComplete: boolean
}

/**
 * The values of an attribute from position `from` on, part by part: `member;range=1500-*` until the answer ends in `*`
 * (MS-ADTS 3.1.1.3.1.3.3). A part that brings nothing new ends the loop, so that a confused server cannot keep us for ever.
 */
export async function readRemainingValues(
  session: DirectorySession,
  dn: string,
  attribute: string,
  from: number
): Promise<RemainingValues> {
  const values: string[] = []
  let next = from
  for (let parts = 0; ;) {
    const answer = await session.read(dn, [`${attribute};range=${next}-*`])
    const part = answer.ok && answer.value !== undefined ? partOf(answer.value, attribute, next) : undefined
    if (part === undefined) return { values, parts, isComplete: false }
    values.push(...part.values)
    parts += 1
    if (part.isLast) return { values, parts, isComplete: true }
    if (part.values.length === 0) return { values, parts, isComplete: false }
    next += part.values.length
  }
}

function partOf(entry: DirectoryEntry, attribute: string, from: number): { values: readonly string[]; isLast: boolean } | undefined {
  const prefix = `${attribute.toLowerCase()};range=${from}-`
  for (const [name, values] of entry.attributes) if (name.startsWith(prefix)) return { values, isLast: name.endsWith('*') }
  return undefined
}
