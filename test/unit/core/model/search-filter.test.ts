import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FilterValue, SearchFilter } from '../../../../src-main/core/model/search-filter.ts'
import { escapeFilterValue, parseFilter } from '../../../../src-main/core/model/search-filter.ts'

describe('escapeFilterValue', () => {
  it('escapes the five characters of RFC 4515 and nothing else', () => {
    expect(escapeFilterValue('a*(b)\\c\0 dé,=')).toBe('a\\2a\\28b\\29\\5cc\\00 dé,=')
  })

  it('makes any text one value that cannot break out of its filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(parseFilter(`(&(cn=${escapeFilterValue(text)})(objectClass=*))`)).toEqual({
          ok: true,
          value: {
            kind: 'and',
            filters: [
              { kind: 'equal', attribute: 'cn', value: bytes(text) },
              { kind: 'present', attribute: 'objectClass' }
            ]
          }
        })
      })
    )
  })
})

describe('parseFilter', () => {
  it.each<[string, SearchFilter]>([
    ['(cn=Babs Jensen)', { kind: 'equal', attribute: 'cn', value: bytes('Babs Jensen') }],
    ['(cn=)', { kind: 'equal', attribute: 'cn', value: [] }],
    ['(seeAlso=)', { kind: 'equal', attribute: 'seeAlso', value: [] }],
    ['(o=univ*of*mich*)', { kind: 'substring', attribute: 'o', first: bytes('univ'), middle: [bytes('of'), bytes('mich')], last: [] }],
    ['(cn=*a)', { kind: 'substring', attribute: 'cn', first: [], middle: [], last: bytes('a') }],
    ['(cn=a**b)', { kind: 'substring', attribute: 'cn', first: bytes('a'), middle: [], last: bytes('b') }],
    ['(cn;lang-de=*)', { kind: 'present', attribute: 'cn;lang-de' }],
    ['(1.2.3>=4)', { kind: 'greater-or-equal', attribute: '1.2.3', value: bytes('4') }],
    ['(cn<=b=c)', { kind: 'less-or-equal', attribute: 'cn', value: bytes('b=c') }],
    ['(cn~=b)', { kind: 'approximate', attribute: 'cn', value: bytes('b') }],
    ['(sn=Lu\\c4\\8di\\C4\\87)', { kind: 'equal', attribute: 'sn', value: bytes('Lučić') }],
    ['(bin=\\00\\ff)', { kind: 'equal', attribute: 'bin', value: [0, 255] }],
    ['(sn=😀)', { kind: 'equal', attribute: 'sn', value: bytes('😀') }],
    ['(!(cn=a))', { kind: 'not', filter: { kind: 'equal', attribute: 'cn', value: bytes('a') } }],
    ['(&)', { kind: 'and', filters: [] }],
    ['(uac:1.2.840.113556.1.4.803:=2)', extensible({ attribute: 'uac', rule: '1.2.840.113556.1.4.803', value: bytes('2') })],
    ['(cn:caseExactMatch:=Fred: x)', extensible({ attribute: 'cn', rule: 'caseExactMatch', value: bytes('Fred: x') })],
    ['(cn:=Betty)', extensible({ attribute: 'cn', value: bytes('Betty') })],
    ['(o:dn:=Ace)', extensible({ attribute: 'o', includesDn: true, value: bytes('Ace') })],
    ['(sn:dn:2.4.6.8.10:=Barney)', extensible({ attribute: 'sn', includesDn: true, rule: '2.4.6.8.10', value: bytes('Barney') })],
    ['(:1.2.3:=Wilma)', extensible({ rule: '1.2.3', value: bytes('Wilma') })],
    ['(:DN:2.4.6:=Dino)', extensible({ includesDn: true, rule: '2.4.6', value: bytes('Dino') })],
    ['(cn:dnMatch:=x)', extensible({ attribute: 'cn', rule: 'dnMatch', value: bytes('x') })]
  ])('reads %s', (text, filter) => {
    expect(parseFilter(text)).toEqual({ ok: true, value: filter })
  })

  it.each([
    ['', 0],
    ['cn=a', 0],
    ['(cn=a', 5],
    ['(cn=a))', 6],
    ['(cn=a)(cn=b)', 6],
    ['()', 1],
    ['(&(cn=a)', 8],
    ['(&(cn=a) (cn=b))', 8],
    ['(!)', 2],
    ['(!(cn=a)(cn=b))', 8],
    ['(=a)', 1],
    ['(cn a)', 3],
    ['(c n=a)', 2],
    ['(cn=a(b)', 5],
    ['(cn=a\\2)', 5],
    ['(cn=a\\zz)', 5],
    ['(cn=a\0)', 5],
    ['(cn>a)', 3],
    ['(:=a)', 1],
    ['(:dn:=a)', 4],
    ['(cn:1.2.3=a)', 9],
    ['(cn:a:=x*)', 8],
    ['("cn"=a)', 1]
  ])('refuses %j and says where', (text, position) => {
    expect(parseFilter(text)).toMatchObject({ ok: false, error: { position } })
  })

  it('ends for every text, however deep', () => {
    expect(parseFilter('(!'.repeat(100_000))).toMatchObject({ ok: false, error: { text: 'the filter is nested too deeply' } })
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('(', ')', '&', '|', '!', '=', '*', '\\', ':', 'a', '1', '.', '<', '~', 'é') }),
        (text) => {
          const parsed = parseFilter(text)
          expect(parsed.ok || parsed.error.position <= text.length).toBe(true)
        }
      ),
      { numRuns: 2000 }
    )
  })
})

function bytes(text: string): FilterValue {
  return [...Buffer.from(text)]
}

function extensible(parts: Partial<Extract<SearchFilter, { kind: 'extensible' }>>): SearchFilter {
  return { kind: 'extensible', attribute: '', rule: '', includesDn: false, value: [], ...parts }
}
