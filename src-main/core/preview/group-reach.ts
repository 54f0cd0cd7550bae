import type { DirectorySnapshot } from './directory-snapshot.ts'

/** Walks from groups to the people in them. */
export interface GroupReach {
  /** Calls `visit` once for everybody in one of these groups, or, unless only direct members count, in a group inside them. */
  eachPerson(groups: Iterable<number>, visit: (person: number) => void): void
}

/** A walk with marks instead of sets: circles cost nothing, and nothing is copied for each group. */
export function createGroupReach({ people, groups, memberships }: DirectorySnapshot, directMembersOnly: boolean): GroupReach {
  const seenPeople = new Uint32Array(people.count)
  const seenGroups = new Uint32Array(groups.count)
  const open: number[] = []
  let mark = 0

  const enter = (group: number): void => {
    if (seenGroups[group] === mark) return
    seenGroups[group] = mark
    open.push(group)
  }
  return {
    eachPerson(start, visit) {
      mark += 1
      for (const group of start) enter(group)
      for (let group = open.pop(); group !== undefined; group = open.pop()) {
        for (const person of memberships.peopleIn(group)) {
          if (seenPeople[person] === mark) continue
          seenPeople[person] = mark
          visit(person)
        }
        if (!directMembersOnly) for (const inner of memberships.groupsIn(group)) enter(inner)
      }
    }
  }
}

/** Pairs of a person and a group, each counted once, over all groups. */
export function countEffectiveMemberships(snapshot: DirectorySnapshot, directMembersOnly: boolean): number {
  const reach = createGroupReach(snapshot, directMembersOnly)
  let count = 0
  for (let group = 0; group < snapshot.groups.count; group += 1) reach.eachPerson([group], () => (count += 1))
  return count
}

/** The shortest way from a person to one of the wanted groups: her own group first, the wanted one last. `undefined`: there is none. */
export function wayToGroup(
  { memberships }: DirectorySnapshot,
  person: number,
  isWanted: (group: number) => boolean,
  directMembersOnly: boolean
): readonly number[] | undefined {
  const cameFrom = new Map<number, number | undefined>()
  const queue: number[] = []
  const enter = (group: number, below: number | undefined): void => {
    if (cameFrom.has(group)) return
    cameFrom.set(group, below)
    queue.push(group)
  }
  for (const group of memberships.groupsOf(person)) enter(group, undefined)
  // The queue grows while it is walked.
  for (const group of queue) {
    if (isWanted(group)) return wayBack(cameFrom, group)
    if (!directMembersOnly) for (const above of memberships.groupsAbove(group)) enter(above, group)
  }
  return undefined
}

function wayBack(cameFrom: ReadonlyMap<number, number | undefined>, last: number): readonly number[] {
  const way: number[] = []
  for (let group: number | undefined = last; group !== undefined; group = cameFrom.get(group)) way.push(group)
  return way.reverse()
}
