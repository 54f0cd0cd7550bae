import type { Preview } from './run-preview.ts'
import { groupWalk } from './snapshot/walk.ts'

/** A group of the directory or, when only the site's users know it, of the site. */
export interface GroupChange {
  readonly name: string
  /** Entries of the directory that have this name. */
  readonly dns: readonly string[]
  readonly outcome: 'create' | 'update' | 'unchanged' | 'left-out'
  readonly because:
    'new-group' | 'members-differ' | 'same' | 'not-compared' | 'not-included' | 'excluded' | 'no-name' | 'group-provisioning-off'
  /** Number for `RowFilter.group`; absent for groups that are left out. */
  readonly number: number | undefined
  /** People of the directory in it, nested ones as the rules say. */
  readonly people: number
  readonly gained: number
  readonly lost: number
  /** Members that are neither people nor groups of this reading. */
  readonly unknown: number
  /** Of those, from another forest. */
  readonly foreign: number
}

/** One entry for each group that the sync keeps, then one for each that it leaves out. The site knows a group when one of its users is in it. */
export function groupChanges(preview: Preview): readonly GroupChange[] {
  const { groups, snapshot } = preview
  const { gained, lost } = preview.membershipChanges()
  const { isOnSite, peopleIn } = preview.groupComparison
  const isUnknown = preview.site?.namesGroups === false
  const kept = groups.names.map((name, number): GroupChange => {
    const rows = groups.rowsOf[number] ?? []
    const isSame = (gained[number] ?? 0) + (lost[number] ?? 0) === 0
    const isNew = isOnSite[number] !== 1
    return {
      name,
      dns: rows.map((row) => snapshot.groups.dn(row)),
      outcome: isNew ? 'create' : isSame ? 'unchanged' : 'update',
      because: isNew ? 'new-group' : !isSame ? 'members-differ' : isUnknown ? 'not-compared' : 'same',
      number,
      people: peopleIn[number] ?? 0,
      gained: gained[number] ?? 0,
      lost: lost[number] ?? 0,
      unknown: sum(rows, (row) => snapshot.memberships.unknownIn(row)),
      foreign: sum(rows, (row) => snapshot.memberships.foreignIn(row))
    }
  })
  return [...kept, ...leftOutGroups(preview)]
}

function leftOutGroups({ groups, snapshot, rules }: Preview): readonly GroupChange[] {
  const keptRows = new Set(groups.rowsOf.flat())
  const walk = groupWalk(snapshot)
  const left: GroupChange[] = []
  for (let row = 0; row < snapshot.groups.count; row += 1) {
    if (keptRows.has(row)) continue
    const isExcluded = groups.excluded.matched[row] === 1
    const isIncluded = groups.included.isEmpty || groups.included.matched[row] === 1
    left.push({
      name: snapshot.groups.name(row).trim(),
      dns: [snapshot.groups.dn(row)],
      outcome: 'left-out',
      because: !rules.provisionsGroups ? 'group-provisioning-off' : isExcluded ? 'excluded' : isIncluded ? 'no-name' : 'not-included',
      number: undefined,
      people: walk.peopleBelow(row, { directOnly: rules.directMembersOnly }),
      gained: 0,
      lost: 0,
      unknown: snapshot.memberships.unknownIn(row),
      foreign: snapshot.memberships.foreignIn(row)
    })
  }
  return left
}

function sum(rows: readonly number[], of: (row: number) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
