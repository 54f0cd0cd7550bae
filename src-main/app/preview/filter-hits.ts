import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import { matchGroups } from '../../core/preview/group-patterns.ts'
import type { FilterHits, GroupLists, ListHits } from '../../core/preview/preview-desk.ts'
import { type GroupWalk, groupWalk } from '../../core/preview/snapshot/walk.ts'

export interface FilterCounter {
  /** In a few milliseconds for thousands of groups: asked while somebody types. */
  hits(lists: GroupLists): FilterHits
  /** What the first answer needs, ahead of it. */
  prepare(): void
}

/** What lists of group patterns mean in one directory, without judging anybody anew. */
export function createFilterCounter(snapshot: DirectorySnapshot): FilterCounter {
  const { groups } = snapshot
  let walk: GroupWalk | undefined
  let names: readonly string[] | undefined
  const table = {
    count: groups.count,
    name(group: number): string {
      names ??= Array.from({ length: groups.count }, (_, row) => groups.name(row))
      return names[group] ?? ''
    }
  }
  const known = new Map<string, ListHits>()

  function count(list: string, directOnly: boolean): ListHits {
    const { isEmpty, matched, count: groupCount, perPattern, unmatched, takenApart } = matchGroups(list, table)
    const rows: number[] = []
    matched.forEach((isMatched, row) => {
      if (isMatched === 1) rows.push(row)
    })
    // Memberships are worked out with the first walk, which an empty list does not need.
    if (isEmpty) return { isEmpty, groups: 0, people: 0, perPattern, unmatched, takenApart }
    walk ??= groupWalk(snapshot)
    const people = walk.peopleBelowAny(rows, { directOnly })
    return { isEmpty, groups: groupCount, people, perPattern, unmatched, takenApart }
  }

  /** Two of three lists stay as they were while one is typed. */
  function hitsOf(list: string, directOnly: boolean): ListHits {
    const key = `${directOnly ? 'direct' : 'nested'} ${list}`
    const hits = known.get(key) ?? count(list, directOnly)
    known.delete(key)
    known.set(key, hits)
    for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - MOST_KNOWN))) known.delete(oldest)
    return hits
  }

  return {
    prepare: () => void count('*', false),
    hits: ({ requiredGroups, includedGroups, excludedGroups, directMembersOnly }) => ({
      required: hitsOf(requiredGroups, directMembersOnly),
      included: hitsOf(includedGroups, directMembersOnly),
      excluded: hitsOf(excludedGroups, directMembersOnly)
    })
  }
}

const MOST_KNOWN = 8
