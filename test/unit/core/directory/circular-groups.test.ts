import fc from 'fast-check'
import { expect, it } from 'vitest'
import { circularGroups } from '../../../../src-main/core/directory/circular-groups.ts'

it.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
  ['nothing', {}, []],
  ['a chain', { a: ['b'], b: ['c'] }, []],
  ['a diamond', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ['a group in itself', { a: ['a'] }, ['a']],
  ['two in each other', { a: ['b'], b: ['a'] }, ['a', 'b']],
  ['a long way round', { a: ['b'], b: ['c'], c: ['d'], d: ['a'] }, ['a', 'b', 'c', 'd']],
  ['two circles that share a group', { a: ['b', 'c'], b: ['a'], c: ['a'] }, ['a', 'b', 'c']],
  ['a circle with something before and behind it', { x: ['a'], a: ['b'], b: ['a', 'y'], y: [] }, ['a', 'b']],
  ['children that are no groups', { a: ['nobody'] }, []],
  ['the same child twice', { a: ['b', 'b'], b: [] }, []]
])('finds the circles in %s', (_what, groups, circular) => {
  expect([...circularGroups(new Map(Object.entries(groups)))].sort()).toEqual(circular)
})

it('agrees with following every way from every group', () => {
  const graph = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), { maxLength: 5 }),
    { maxKeys: 8 }
  )
  fc.assert(
    fc.property(graph, (groups) => {
      const children = new Map(Object.entries(groups))

      expect([...circularGroups(children)].sort()).toEqual([...children.keys()].filter((group) => reaches(children, group, group)).sort())
    }),
    { numRuns: 1000 }
  )
})

it('survives a chain of a hundred thousand groups, closed to a circle', () => {
  const length = 100_000
  const children = new Map(Array.from({ length }, (_, index) => [`g${index}`, [`g${(index + 1) % length}`]] as const))

  expect(circularGroups(children).size).toBe(length)
})

/** By hand: everything that can be reached in one step or more. */
function reaches(children: ReadonlyMap<string, readonly string[]>, from: string, wanted: string): boolean {
  const reached = new Set<string>()
  const waiting = [...(children.get(from) ?? [])]
  for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
    if (reached.has(group)) continue
    reached.add(group)
    waiting.push(...(children.get(group) ?? []))
  }
  return reached.has(wanted)
}
