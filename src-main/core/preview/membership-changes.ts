import type { GroupComparison, MembershipChanges } from './compare-groups.ts'
import { outcomeIndex } from './preview-codes.ts'

interface DecidedGroups {
  readonly outcomes: Uint8Array
  readonly groupComparison: GroupComparison
}

/** How many memberships would begin and end in each group: of people who are created or updated. */
export function membershipChanges({ outcomes, groupComparison }: DecidedGroups): MembershipChanges {
  return groupComparison.changes((person) => outcomes[person] === CREATE || outcomes[person] === UPDATE)
}

/** The sums of that, without looking at each group. */
export function countMembershipChanges({ outcomes, groupComparison: { wanted, there, common, differs } }: DecidedGroups): {
  readonly gained: number
  readonly lost: number
} {
  let gained = 0
  let lost = 0
  // Users without a person are never created or updated.
  for (let person = 0; person < common.length; person += 1) {
    if ((outcomes[person] !== CREATE && outcomes[person] !== UPDATE) || !differs(person)) continue
    gained += (wanted[person] ?? 0) - (common[person] ?? 0)
    lost += (there[person] ?? 0) - (common[person] ?? 0)
  }
  return { gained, lost }
}

const CREATE = outcomeIndex('create')
const UPDATE = outcomeIndex('update')
