import { describe, expect, it } from 'vitest'
import { groupPatterns } from '../../../src-main/practice/service/group-patterns.ts'

describe('a list of group names', () => {
  it.each([
    ['Sales', 'sales', true],
    ['Sales', 'Sales East', false],
    ['Site *', 'Site München', true],
    ['*', 'anything', true],
    ['Sales, Finance', 'Finance', true],
    ['Sales\n Finance \n', 'Finance', true],
    ['R&D (new)', 'R&D (new)', true],
    ['a.c', 'abc', false],
    ['', 'Sales', false],
    [null, 'Sales', false],
    [' , \n', '', false]
  ])('%j takes %j: %s', (list, name, isTaken) => {
    expect(groupPatterns(list).match(name)).toBe(isTaken)
  })
})
