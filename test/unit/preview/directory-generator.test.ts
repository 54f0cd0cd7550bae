import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { generateDirectory } from '../../bench/directory-generator.ts'

/** The digests are those of the tool that the goals for speed were measured with, given the same sizes and seed. */
describe('the generated directory', () => {
  it('is the same for the same seed, byte by byte: 1,000 people and 50 groups', () => {
    expect(generated({ users: 1000, groups: 50, nested: 15 })).toEqual({
      ldif: '35de3a83889a00110ffb3570a82b43fb2304f4c880f72094181ac7b05e6eeeb4',
      users: '6ff946e927911555e50287629c7e85925b5d0207b980b13a10ec9a9d5b8b07e9',
      counts: {
        people: 1000,
        groups: 50,
        memberValues: 1332,
        danglingValues: 7,
        effectiveMemberships: 5779,
        created: 7,
        changed: 35,
        gone: 10
      }
    })
  })

  it('is the same at 100,000 people and 5,000 groups, with the counts that a preview has to find', () => {
    expect(generated({ users: 100_000, groups: 5000 })).toEqual({
      ldif: 'dc90290a32c49af055913c7dacacc5d96e4b97fecfa852f9d70b7283ecdcfe48',
      users: '7d72b1cdddf9d2c081c61bfbf9d3118c4f51eaf2c461a7cc55ab18fc8dbb82fc',
      counts: {
        people: 100_000,
        groups: 5000,
        memberValues: 256_698,
        danglingValues: 1202,
        effectiveMemberships: 657_948,
        created: 1004,
        changed: 3049,
        gone: 1000
      }
    })
  })

  it('is another one for another seed, and bears few groups', () => {
    expect(generated({ users: 50, groups: 6, seed: 1 }).ldif).not.toBe(generated({ users: 50, groups: 6, seed: 2 }).ldif)
  })
})

function generated(size: Parameters<typeof generateDirectory>[0]) {
  const ldif = createHash('sha256')
  const { siteUsers, counts } = generateDirectory(size, (text) => ldif.update(text))
  return { ldif: ldif.digest('hex'), users: createHash('sha256').update(JSON.stringify(siteUsers)).digest('hex'), counts }
}
