import type { Preview } from './run-preview.ts'
import { groupWalk } from './snapshot/walk.ts'

/** Pairs of a person and a group that the person is in, each counted once, over all groups of the directory. */
export function effectiveMemberships({ snapshot, groups, groupComparison, rules }: Preview): number {
  if (groupComparison.effective !== undefined) return groupComparison.effective
  const isCounted = new Uint8Array(snapshot.groups.count)
  let count = 0
  // A group that has its name for itself was walked through already.
  groups.rowsOf.forEach((rows, name) => {
    const [row] = rows
    if (row === undefined || rows.length > 1) return
    isCounted[row] = 1
    count += groupComparison.peopleIn[name] ?? 0
  })
  const walk = groupWalk(snapshot)
  for (let group = 0; group < isCounted.length; group += 1)
    if (isCounted[group] !== 1) count += walk.peopleBelow(group, { directOnly: rules.directMembersOnly })
  return count
}
