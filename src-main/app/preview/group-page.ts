import type { GroupChange } from '../../core/preview/group-changes.ts'
import type { GroupPage, GroupQuery } from '../../core/preview/preview-desk.ts'
import { foldForSearch } from '../../core/preview/fold-for-search.ts'
import { searchWords } from '../../core/preview/search-rows.ts'

/** One page of the groups: those that hold every word of the search in their name or DN. Equals stay in their order. */
export function groupPage(groups: readonly GroupChange[], { search, outcomes, sort, offset, limit }: GroupQuery): GroupPage {
  const words = searchWords(search)
  const isAllowed = (group: GroupChange): boolean => outcomes.length === 0 || outcomes.includes(group.outcome)
  const fits = (group: GroupChange): boolean => isAllowed(group) && (words.length === 0 || holdsAll(group, words))
  const found = words.length === 0 && outcomes.length === 0 ? groups : groups.filter(fits)
  const sorted = sort === undefined ? found : inOrder(found, sort)
  return { total: sorted.length, rows: sorted.slice(offset, offset + limit), counts: countsOf(groups) }
}

function holdsAll({ name, dns }: GroupChange, words: readonly string[]): boolean {
  const text = foldForSearch([name, ...dns].join('\n'))
  return words.every((word) => text.includes(word))
}

function inOrder(groups: readonly GroupChange[], { column, descending }: NonNullable<GroupQuery['sort']>): readonly GroupChange[] {
  const keyed = groups.map((group) => ({ group, key: keyOf(group, column) }))
  const direction = descending ? -1 : 1
  return keyed.sort((one, other) => direction * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ group }) => group)
}

function keyOf(group: GroupChange, column: NonNullable<GroupQuery['sort']>['column']): string | number {
  if (column === 'name') return foldForSearch(group.name)
  return column === 'outcome' ? outcomeOrder.indexOf(group.outcome) : group[column]
}

const outcomeOrder = ['create', 'update', 'unchanged', 'left-out'] as const satisfies readonly GroupChange['outcome'][]

function countsOf(groups: readonly GroupChange[]): GroupPage['counts'] {
  const counts = { create: 0, update: 0, unchanged: 0, 'left-out': 0 }
  for (const { outcome } of groups) counts[outcome] += 1
  return counts
}
