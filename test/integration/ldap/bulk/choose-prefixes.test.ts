import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choosePrefixes } from '../../../../src-main/adapters/ldap/bulk/choose-prefixes.ts'

/** Chooses for a directory whose sample is its first 500 names; also says how often the directory was asked. */
async function chooseFor(
  names: readonly string[],
  wanted: number,
  shortest = 2
): Promise<{ prefixes: readonly string[]; asked: number; rounds: number }> {
  let asked = 0
  let rounds = 0
  const askForMany = async (prefixes: readonly string[]): Promise<ReadonlySet<string>> => {
    asked += prefixes.length
    rounds += 1
    return new Set(prefixes.filter((prefix) => names.filter((name) => name.startsWith(prefix)).length >= 20))
  }
  return { prefixes: await choosePrefixes({ values: names.slice(0, 500), askForMany }, wanted, shortest), asked, rounds }
}

describe('choosePrefixes', () => {
  it('looks behind the first people of a directory that numbers them', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `u${String(index).padStart(7, '0')}`)
    const { prefixes, asked, rounds } = await chooseFor(names, 6)
    expect(prefixes.toSorted()).toEqual(Array.from({ length: 10 }, (_, digit) => `u000${String(digit)}`))
    expect(asked).toBeLessThan(200)
    // Four depths, and on a long line each round of questions costs as much as a page.
    expect(rounds).toBe(2)
  })

  it('takes the sample at its word where names differ, and asks nothing', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const names = Array.from(
      { length: 2000 },
      (_, index) => `${letters[index % 26] ?? ''}${letters[(index >> 2) % 26] ?? ''}${String(index)}`
    )
    const { prefixes, asked } = await chooseFor(names, 6, 1)
    expect(prefixes.toSorted()).toEqual(letters.split(''))
    expect(asked).toBe(0)
  })

  it('finds none where all names are one or begin with other characters', async () => {
    expect(
      (
        await chooseFor(
          Array.from({ length: 600 }, () => 'x'),
          6
        )
      ).prefixes
    ).toEqual([])
    expect(
      (
        await chooseFor(
          Array.from({ length: 600 }, (_, index) => `山${String(index)}`),
          6
        )
      ).prefixes
    ).toEqual([])
  })

  it('never gives a prefix that begins with another one, or is too short', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', 'é'), minLength: 1, maxLength: 6 }), {
          minLength: 1,
          maxLength: 200
        }),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 3 }),
        async (names, wanted, shortest) => {
          const { prefixes } = await chooseFor(names, wanted, shortest)
          for (const prefix of prefixes) {
            expect(prefix.length).toBeGreaterThanOrEqual(shortest)
            expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix])
          }
        }
      )
    )
  })
})
