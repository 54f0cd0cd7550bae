import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchGroups } from '../../../../src-main/core/preview/group-patterns.ts'
import { takenApartText } from '../../../../src-main/core/preview/group-text.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

describe('matchGroups', () => {
  it.each<[string, readonly string[]]>([
    ['Staff', ['Staff']],
    ['STAFF', ['Staff']],
    [' staff ,ops', ['Staff', 'Ops']],
    ['staff\r\nops', ['Staff', 'Ops']],
    ['Sales*', ['Sales', 'Sales North', 'Sales South']],
    ['*north', ['Sales North']],
    ['S*o*h', ['Sales North', 'Sales South']],
    ['*', ['Staff', 'Ops', 'Sales', 'Sales North', 'Sales South', 'Zürich', 'a.b (c)', 'x*y']],
    ['**l*s**', ['Sales', 'Sales North', 'Sales South']],
    ['zu\u0308rich', ['Zürich']],
    ['A.B (C)', ['a.b (c)']],
    ['a.b', []],
    ['a?b*', []],
    ['taf', []],
    ['ops*ops', []],
    ['', []],
    [' , \n ,', []]
  ])('takes %j for the groups it means', (list, expected) => {
    const names = ['Staff', 'Ops', 'Sales', 'Sales North', 'Sales South', 'Zürich', 'a.b (c)', 'x*y']
    const { matched, count } = matchGroups(list, table(names))
    expect(names.filter((_, group) => matched[group] === 1)).toEqual(expected)
    expect(count).toBe(expected.length)
  })

  it('says for each pattern what it matches, and which match nothing', () => {
    const match = matchGroups('sales*, Nobody,staff, SALES*', table(['Sales A', 'Sales B', 'Staff', 'Sales C']), 2)
    expect(match).toEqual({
      isEmpty: false,
      matched: Uint8Array.from([1, 1, 1, 1]),
      count: 4,
      perPattern: [
        { pattern: 'sales*', hits: 3, samples: ['Sales A', 'Sales B'] },
        { pattern: 'Nobody', hits: 0, samples: [] },
        { pattern: 'staff', hits: 1, samples: ['Staff'] }
      ],
      unmatched: ['Nobody'],
      takenApart: []
    })
  })

  it('says which group was meant and taken apart at the comma in its name, and how it can be meant', () => {
    const names = ['Sales, EMEA', 'Sales', 'a,b', 'x, *']
    const match = matchGroups('staff, sales,\nEmea, A', table(names))
    expect(match.takenApart).toEqual(['Sales, EMEA'])
    expect(takenApartText('Sales, EMEA')).toContain('write “Sales* EMEA” for it')
    expect(names.filter((_, group) => matchGroups('Sales* EMEA', table(names)).matched[group] === 1)).toEqual(['Sales, EMEA'])
  })

  it('tells an empty list from one that matches nothing', () => {
    expect(matchGroups(' ,\n', table(['Staff']))).toMatchObject({ isEmpty: true, count: 0 })
    expect(matchGroups('Nobody', table(['Staff']))).toMatchObject({ isEmpty: false, count: 0 })
  })

  it('matches like the expression that the pattern stands for', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '.', 'é'), maxLength: 8 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', 'É'), minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(letters, pattern, (name, list) => {
        const expression = new RegExp(`^${list.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'iu')
        expect(matchGroups(list, table([name])).count).toBe(expression.test(name) ? 1 : 0)
      }),
      { numRuns: 5000 }
    )
  })

  it('keeps up with typing: the worst pattern against the worst names is no work', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `${'a'.repeat(200)}${String(index)}`)
    const usedMs = startCpuClock()
    expect(matchGroups(`${'*a'.repeat(60)}*b`, table(names)).count).toBe(0)
    expect(usedMs()).toBeLessThan(2000)
  })
})

function table(names: readonly string[]): { readonly count: number; name(group: number): string } {
  return { count: names.length, name: (group) => names[group] ?? '' }
}
