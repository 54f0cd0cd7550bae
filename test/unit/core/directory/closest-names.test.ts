import { describe, expect, it } from 'vitest'
import { closestNames, stepBelow } from '../../../../src-main/core/directory/closest-names.ts'

const children = ['CN=Builtin,DC=corp', 'OU=Domain Controllers,DC=corp', 'OU=Staff,DC=corp', 'OU=Storage,DC=corp', 'CN=Users,DC=corp']

describe('the closest names', () => {
  it('put a slip of the pen first', () => {
    expect(closestNames(children, 'OU=Staf', 2)).toEqual(['OU=Staff,DC=corp', 'OU=Storage,DC=corp'])
  })

  it('are in a fixed order, whatever the server’s', () => {
    expect(closestNames(children.toReversed(), 'OU=Nothing Like It', 5)).toEqual(closestNames(children, 'OU=Nothing Like It', 5))
  })

  it.each([
    ['OU=Staf,DC=corp,DC=example', 'DC=corp,DC=example', 'OU=Staf'],
    ['OU=Deep,OU=Staf,DC=corp', 'DC=corp', 'OU=Staf'],
    ['nonsense', 'DC=corp', 'nonsense']
  ])('of %s below %s are those like %s', (dn, parent, step) => {
    expect(stepBelow(dn, parent)).toBe(step)
  })
})
