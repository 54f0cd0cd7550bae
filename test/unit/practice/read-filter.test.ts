import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BerElements, MalformedMessageError } from '../../../src-main/practice/protocol/ber.ts'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'
import { readFilter } from '../../../src-main/practice/protocol/read-filter.ts'
import { arbitraryFilter } from './arbitrary-filter.ts'
import { encodeFilter } from './encode-request.ts'

describe('readFilter', () => {
  it('reads every kind of filter as it was written', () => {
    fc.assert(
      fc.property(arbitraryFilter(), (filter) => {
        expect(readFilter(new BerElements(encodeFilter(filter)))).toEqual(filter)
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    ['nothing', ''],
    ['an unknown kind', 'aa00'],
    ['a negation of nothing', 'a200'],
    ['a comparison without a value', 'a3040402636e'],
    ['substrings without any', 'a4060402636e3000'],
    ['a beginning in the middle', 'a40c0402636e3006810161800162'],
    ['two beginnings', 'a40c0402636e3006800161800162'],
    ['something behind the end', 'a40c0402636e3006820161810162'],
    ['an extensible match of nothing', 'a903830161'],
    ['a length beyond the end', 'a3200402636e0401'],
    ['a long form with too few bytes', 'a382ff']
  ])('refuses %s', (_title, hex) => {
    expect(() => readFilter(new BerElements(Buffer.from(hex, 'hex')))).toThrow(MalformedMessageError)
  })

  it('refuses nesting that only an attacker writes', () => {
    let filter: Filter = { kind: 'present', attribute: 'cn' }
    for (let depth = 0; depth < 150; depth += 1) filter = { kind: 'not', filter }

    expect(() => readFilter(new BerElements(encodeFilter(filter)))).toThrow('nested deeper than 100')
  })

  it('refuses random bytes with its own error, or reads them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          readFilter(new BerElements(Buffer.from(bytes)))
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError)
        }
      }),
      { numRuns: 2_000 }
    )
  })
})
