import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dnKey,
  escapeDnValue,
  escapeDnValueInHex,
  formatDn,
  parseDn,
  type DistinguishedName
} from '../../../src-main/practice/directory/distinguished-name.ts'

describe('parseDn', () => {
  it.each<[string, DistinguishedName]>([
    ['', []],
    ['dc=example', [[{ type: 'dc', value: 'example' }]]],
    ['CN = Anna ,  DC= b ', [[{ type: 'CN', value: 'Anna' }], [{ type: 'DC', value: 'b' }]]],
    ['cn=Smith\\, Anna,dc=b', [[{ type: 'cn', value: 'Smith, Anna' }], [{ type: 'dc', value: 'b' }]]],
    ['cn=Smith\\2C Anna', [[{ type: 'cn', value: 'Smith, Anna' }]]],
    ['cn=Lu\\C4\\8Di\\C4\\87', [[{ type: 'cn', value: 'Lučić' }]]],
    ['cn=Жанна', [[{ type: 'cn', value: 'Жанна' }]]],
    ['cn=\\ both \\ ', [[{ type: 'cn', value: ' both  ' }]]],
    ['cn=\\20both\\20', [[{ type: 'cn', value: ' both ' }]]],
    ['cn=\\#1', [[{ type: 'cn', value: '#1' }]]],
    ['cn=a=b', [[{ type: 'cn', value: 'a=b' }]]],
    ['cn=a\\\\b', [[{ type: 'cn', value: 'a\\b' }]]],
    ['cn=#0C024869', [[{ type: 'cn', value: 'Hi' }]]],
    ['2.5.4.3=x', [[{ type: '2.5.4.3', value: 'x' }]]],
    ['cn="Smith, \\"A\\"";dc=b', [[{ type: 'cn', value: 'Smith, "A"' }], [{ type: 'dc', value: 'b' }]]],
    ['cn=', [[{ type: 'cn', value: '' }]]],
    [
      'ou=Sales+cn=J. Smith,dc=b',
      [
        [
          { type: 'ou', value: 'Sales' },
          { type: 'cn', value: 'J. Smith' }
        ],
        [{ type: 'dc', value: 'b' }]
      ]
    ]
  ])('reads %j', (text, name) => {
    expect(parseDn(text)).toEqual(name)
  })

  it.each([
    ' ',
    'People',
    'cn',
    '=x',
    'cn=a,',
    ',cn=a',
    'cn=a,,dc=b',
    'cn=a<b',
    'cn=a"b',
    'cn=a\\',
    'cn=a\\q',
    'cn=#0',
    'cn=#0C05',
    'ou=a/dc=b=\\',
    'c n=x'
  ])('refuses %j', (text) => {
    expect(parseDn(text)).toBeUndefined()
  })

  it('reads back every name that it writes, in both ways of escaping', () => {
    fc.assert(
      fc.property(arbitraryName(), fc.constantFrom(escapeDnValue, escapeDnValueInHex), (name, escape) => {
        expect(parseDn(formatDn(name, escape))).toEqual(name)
      })
    )
  })

  it('neither hangs nor throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const name = parseDn(text)
        expect(name === undefined || Array.isArray(name)).toBe(true)
      })
    )
    expect(parseDn(`cn=${'\\,'.repeat(50_000)}`)?.[0]?.[0]?.value).toHaveLength(50_000)
    expect(parseDn(`${'a=b+'.repeat(20_000)}!`)).toBeUndefined()
    expect(parseDn(`cn=x${' '.repeat(100_000)}y`)?.[0]?.[0]?.value).toHaveLength(100_002)
  })
})

describe('dnKey', () => {
  it.each([
    ['CN=Smith\\, Anna,DC=Example', 'cn=smith\\2c anna , dc=EXAMPLE'],
    ['cn=Müller,dc=b', 'CN=MU\u0308LLER,dc=b'],
    ['cn=a  b,dc=c', 'commonName= A b ,0.9.2342.19200300.100.1.25=C'],
    ['cn=a+ou=b', 'OU=B+CN=A'],
    ['cn="x,y"', 'cn=x\\,y']
  ])('is the same for %j and %j', (left, right) => {
    expect(dnKey(parseDn(left) ?? [])).toBe(dnKey(parseDn(right) ?? []))
  })

  it.each([
    ['cn=a\\,b', 'cn=a,cn=b'],
    ['cn=a\\+cn\\=b', 'cn=a+cn=b'],
    ['cn=a', 'ou=a'],
    ['cn=Müller', 'cn=Muller']
  ])('tells %j from %j', (left, right) => {
    expect(dnKey(parseDn(left) ?? [])).not.toBe(dnKey(parseDn(right) ?? []))
  })
})

function arbitraryName(): fc.Arbitrary<DistinguishedName> {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...Array.from(' ,+"\\<>;=#/ab\0é太🚀')), maxLength: 8 })
  )
  // A value alone may be anything but the start of a number in hex, which means something else.
  const attribute = fc.record({ type: fc.constantFrom('cn', 'OU', 'dc', '2.5.4.3'), value })
  return fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), { maxLength: 4 })
}
