import type { Random } from './seeded-random.ts'

export interface GroupPlan {
  readonly people: number
  readonly groups: number
  readonly nested: number
  readonly largest: number
  readonly median: number
}

export interface GeneratedGroup {
  readonly index: number
  /** Groups that are members. */
  readonly children: readonly number[]
}

export interface GeneratedGroups {
  readonly groups: readonly GeneratedGroup[]
  /** Draws from the random numbers: ask once for each group, in order. */
  membersOf(group: GeneratedGroup): readonly number[]
}

const LEVELS = 5

/** Sizes by rank after a power law, shuffled; groups in groups on five levels, with a circle of five and one of two. */
export function createGroups({ people, groups, nested, largest, median }: GroupPlan, random: Random): GeneratedGroups {
  const exponent = Math.log(largest / median) / Math.log(groups / 2)
  const sizes = Array.from({ length: groups }, (_, rank) => Math.max(1, Math.round(largest * Math.pow(rank + 1, -exponent))))
  const ranks = shuffled(groups, random)
  const children = nestGroups(groups, nested, random)
  return {
    groups: ranks.map((_, index) => ({ index, children: [...(children.get(index) ?? [])] })),
    membersOf({ index }) {
      const size = Math.min(at(sizes, at(ranks, index)), people)
      const members = new Set<number>()
      while (members.size < size) members.add(random.below(people))
      return [...members]
    }
  }
}

function shuffled(count: number, random: Random): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last -= 1) {
    const other = random.below(last + 1)
    const moved = at(order, last)
    order[last] = at(order, other)
    order[other] = moved
  }
  return order
}

/** Every group of a level has at least one of the level below; level 1 has groups without groups only. */
function nestGroups(groups: number, nested: number, random: Random): ReadonlyMap<number, Set<number>> {
  const chosen = new Set<number>()
  while (chosen.size < nested) chosen.add(random.below(groups))
  const level = new Map([...chosen].map((group, order) => [group, 1 + (order % LEVELS)]))
  const ofLevel = Array.from({ length: LEVELS + 1 }, (_, wanted) => [...chosen].filter((group) => level.get(group) === wanted))
  const children = new Map<number, Set<number>>()

  function flatGroup(): number {
    let group = random.below(groups)
    while (level.has(group)) group = random.below(groups)
    return group
  }

  for (const [group, own] of level) {
    const below = new Set([own === 1 ? flatGroup() : random.oneOf(at(ofLevel, own - 1))])
    const more = random.below(4)
    for (let added = 0; added < more; added += 1)
      below.add(random.next() < 0.5 || own === 1 ? flatGroup() : random.oneOf(at(ofLevel, 1 + random.below(own - 1))))
    children.set(group, below)
  }
  closeCircles(ofLevel, level, children)
  return children
}

/** A chain from the top level down gets its top as a member of its foot, and two groups of one level become members of each other. */
function closeCircles(
  ofLevel: readonly (readonly number[])[],
  level: ReadonlyMap<number, number>,
  children: ReadonlyMap<number, Set<number>>
): void {
  const [top] = at(ofLevel, LEVELS)
  if (top === undefined) return
  let foot = top
  for (let wanted = LEVELS - 1; wanted >= 1; wanted -= 1)
    foot = [...(children.get(foot) ?? [])].find((child) => level.get(child) === wanted) ?? foot
  children.get(foot)?.add(top)
  const [, one, other] = at(ofLevel, 2)
  if (one === undefined || other === undefined) return
  children.get(one)?.add(other)
  children.get(other)?.add(one)
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new RangeError(`Nothing stands at ${String(index)}`)
  return found
}
