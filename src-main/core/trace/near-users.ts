import { foldForSearch } from '../preview/fold-for-search.ts'
import type { UserFacts } from '../service/service-facts.ts'

/** Users whose user name or full name is most like a text, the likest first: by pairs of neighbouring letters in common. */
export function nearUsers(users: readonly UserFacts[], typed: string, most = 5): readonly UserFacts[] {
  const wanted = pairsOf(foldForSearch(typed))
  const hasDomain = typed.includes('@')
  const likeness = (text: string | undefined): number => {
    const folded = foldForSearch(text ?? '')
    const found = pairsOf(hasDomain ? folded : (folded.split('@')[0] ?? ''))
    let common = 0
    for (const pair of found) if (wanted.has(pair)) common += 1
    return found.size === 0 ? 0 : (2 * common) / (wanted.size + found.size)
  }
  return users
    .map((user) => ({ user, likeness: Math.max(likeness(user.username), likeness(user.name)) }))
    .filter((near) => near.likeness >= LEAST_LIKENESS)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, most)
    .map(({ user }) => user)
}

const LEAST_LIKENESS = 0.35

function pairsOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `
  return new Set(Array.from({ length: Math.max(0, padded.length - 1) }, (_, at) => padded.slice(at, at + 2)))
}
