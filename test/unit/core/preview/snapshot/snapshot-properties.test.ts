import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DirectorySnapshot } from '../../../../../src-main/core/preview/directory-snapshot.ts'
import { createSnapshotBuilder } from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { groupWalk } from '../../../../../src-main/core/preview/snapshot/walk.ts'
import { sampleReading } from './sample-reading.ts'
import { anyDirectory, type SmallDirectory, tell } from './small-directory.ts'

const order = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 20 })

describe('a snapshot of any small directory', () => {
  it('has the direct memberships that were meant, however they are written and in whatever order they come', () => {
    fc.assert(
      fc.property(anyDirectory(), order, (directory, arrival) => {
        const { snapshot, personRows, groupRows } = snapshotOf(directory, arrival)
        const meant = meantMemberships(directory)
        const { memberships } = snapshot
        const people = new Map([...personRows].map(([index, row]) => [row, index]))
        const groups = new Map([...groupRows].map(([index, row]) => [row, index]))

        const found = directory.groups.map((_, index) => {
          const row = groupRows.get(index) ?? -1
          return {
            people: Object.fromEntries(
              [...memberships.peopleIn(row)].map((person) => [String(people.get(person)), memberships.sourceOf(row, person)])
            ),
            groups: new Set([...memberships.groupsIn(row)].map((group) => groups.get(group))),
            unknown: memberships.unknownIn(row),
            foreign: memberships.foreignIn(row),
            entries: memberships.peopleIn(row).length + memberships.groupsIn(row).length
          }
        })

        expect(found).toEqual(
          meant.map(({ people, groups, unknown, foreign }) => ({
            people: Object.fromEntries(people),
            groups,
            unknown: unknown.size,
            foreign: foreign.size,
            entries: people.size + groups.size
          }))
        )
      }),
      { numRuns: 3000 }
    )
  })

  it('tells the same from the side of the member', () => {
    fc.assert(
      fc.property(anyDirectory(), order, (directory, arrival) => {
        const { people, groups, memberships } = snapshotOf(directory, arrival).snapshot
        for (let person = 0; person < people.count; person += 1) {
          const of = rows(groups.count).filter((group) => memberships.peopleIn(group).includes(person))
          expect([...memberships.groupsOf(person)]).toEqual(of)
          expect(rows(groups.count).filter((group) => memberships.sourceOf(group, person) !== undefined)).toEqual(of)
        }
        for (let group = 0; group < groups.count; group += 1)
          expect([...memberships.groupsAbove(group)]).toEqual(
            rows(groups.count).filter((above) => memberships.groupsIn(above).includes(group))
          )
      }),
      { numRuns: 500 }
    )
  })

  it('is walked as sets would be, circles and all', () => {
    fc.assert(
      fc.property(anyDirectory(), order, (directory, arrival) => {
        const { snapshot, personRows, groupRows } = snapshotOf(directory, arrival)
        const meant = meantMemberships(directory)
        const walk = groupWalk(snapshot)
        let all = 0
        for (const [index, row] of groupRows) {
          const members = below(meant, index)
          all += members.size
          expect(visited((visit) => walk.peopleBelow(row, { directOnly: false }, visit))).toEqual(inRows(members, personRows))
          expect(visited((visit) => walk.peopleBelow(row, { directOnly: true }, visit))).toEqual(
            inRows(new Set(meant[index]?.people.keys()), personRows)
          )
        }
        const first = [...groupRows.keys()].slice(0, 3)
        const union = new Set(first.flatMap((index) => [...below(meant, index)]))
        expect(
          visited((visit) =>
            walk.peopleBelowAny(
              first.map((index) => groupRows.get(index) ?? -1),
              { directOnly: false },
              visit
            )
          )
        ).toEqual(inRows(union, personRows))
        for (const [person, row] of personRows) {
          const around = [...groupRows.keys()].filter((group) => below(meant, group).has(person))
          expect(
            visited((visit) => {
              walk.groupsAround(row, { directOnly: false }, visit)
            })
          ).toEqual(inRows(new Set(around), groupRows))
        }
        expect(walk.effectiveMemberships({ directOnly: false })).toBe(all)
        expect(walk.effectiveMemberships({ directOnly: true })).toBe(meant.reduce((sum, { people }) => sum + people.size, 0))
      }),
      { numRuns: 1500 }
    )
  })

  it('shows a shortest way to each group of a person, and none to the others', () => {
    fc.assert(
      fc.property(anyDirectory(), order, (directory, arrival) => {
        const { snapshot, personRows, groupRows } = snapshotOf(directory, arrival)
        const meant = meantMemberships(directory)
        const walk = groupWalk(snapshot)
        for (const [person, personRow] of personRows)
          for (const [group, groupRow] of groupRows) {
            const way = walk.wayFrom(personRow, (group) => group === groupRow, { directOnly: false })
            expect(way?.length).toBe(distance(meant, person, group))
            if (way === undefined) continue
            expect(snapshot.memberships.groupsOf(personRow)).toContain(way[0])
            expect(way.at(-1)).toBe(groupRow)
            for (let at = 1; at < way.length; at += 1) expect(snapshot.memberships.groupsIn(way[at] ?? -1)).toContain(way[at - 1])
          }
      }),
      { numRuns: 1000 }
    )
  })
})

function snapshotOf(directory: SmallDirectory, arrival: readonly number[]) {
  const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date(0) })
  const told = tell(builder, directory, arrival)
  const snapshot: DirectorySnapshot = builder.finish(sampleReading())
  return { snapshot, ...told }
}

interface MeantGroup {
  readonly people: Map<number, string>
  readonly groups: Set<number>
  readonly unknown: Set<string>
  readonly foreign: Set<string>
}

/** By brute force over the meaning; `people` with the preferred of several sources. */
function meantMemberships(directory: SmallDirectory): readonly MeantGroup[] {
  return directory.groups.map((group) => {
    const meant: MeantGroup = { people: new Map(), groups: new Set(), unknown: new Set(), foreign: new Set() }
    directory.people.forEach(({ gid }, person) => {
      if (gid !== undefined && gid === group.gid) meant.people.set(person, 'primary')
    })
    for (const uid of group.uids) {
      const named = directory.people.flatMap(({ uids }, person) => (uids.includes(uid) ? [person] : []))
      for (const person of named) meant.people.set(person, 'member-uid')
      if (named.length === 0) meant.unknown.add(`uid ${uid}`)
    }
    for (const wanted of ['unique-member', 'member'])
      for (const { to, index, source } of group.members) {
        if (source !== wanted) continue
        if (to === 'person' && index < directory.people.length) meant.people.set(index, source)
        else if (to === 'group' && index < directory.groups.length) meant.groups.add(index)
        else meant.unknown.add(`${to} ${index}`)
        if (to === 'foreigner') meant.foreign.add(`${to} ${index}`)
      }
    return meant
  })
}

function below(meant: readonly MeantGroup[], group: number, seen = new Set<number>()): Set<number> {
  if (seen.has(group)) return new Set()
  seen.add(group)
  const found = new Set(meant[group]?.people.keys())
  for (const child of meant[group]?.groups ?? []) for (const person of below(meant, child, seen)) found.add(person)
  return found
}

function distance(meant: readonly MeantGroup[], person: number, group: number): number | undefined {
  let reached = new Set([group])
  for (let steps = 1; steps <= meant.length; steps += 1) {
    if ([...reached].some((one) => meant[one]?.people.has(person) === true)) return steps
    reached = new Set([...reached].flatMap((one) => [...(meant[one]?.groups ?? [])]))
  }
  return undefined
}

function visited(start: (visit: (row: number) => void) => unknown): readonly number[] {
  const found: number[] = []
  start((row) => found.push(row))
  return found.sort((one, other) => one - other)
}

function inRows(indexes: ReadonlySet<number>, rowOf: ReadonlyMap<number, number>): readonly number[] {
  return [...indexes].map((index) => rowOf.get(index) ?? -1).sort((one, other) => one - other)
}

function rows(count: number): readonly number[] {
  return Array.from({ length: count }, (_, row) => row)
}
