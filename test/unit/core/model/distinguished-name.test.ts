import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalDn, escapeDnValue, isWithin, parentDn, parseDn } from '../../../../src-main/core/model/distinguished-name.ts'

describe('parseDn', () => {
  it.each([
    ['', []],
    ['DC=corp', [[['DC', 'corp']]]],
    ['CN=Müller\\, Jörg,OU=People', [[['CN', 'Müller, Jörg']], [['OU', 'People']]]],
    ['CN=Ops/Night Shift,DC=x', [[['CN', 'Ops/Night Shift']], [['DC', 'x']]]],
    [
      'cn=a+uid=b,dc=c',
      [
        [
          ['cn', 'a'],
          ['uid', 'b']
        ],
        [['dc', 'c']]
      ]
    ],
    ['cn = a , dc = b', [[['cn', 'a']], [['dc', 'b']]]],
    ['CN=Lu\\C4\\8Di\\c4\\87', [[['CN', 'Lučić']]]],
    ['CN=\\#1 \\"Q\\" \\+ (R*) \\<S\\>\\; T\\\\U=V', [[['CN', '#1 "Q" + (R*) <S>; T\\U=V']]]],
    ['CN=a\\ ,DC=b', [[['CN', 'a ']], [['DC', 'b']]]],
    ['CN=\\ a', [[['CN', ' a']]]],
    ['CN=a\\0Ab', [[['CN', 'a\nb']]]],
    ['1.3.6.1=#04024869,OID.2.5.4.3=x', [[['1.3.6.1', 'Hi']], [['CN', 'x']]]],
    ['CN=#0c044cc3bc6b ,0.9.2342.19200300.100.1.25=x', [[['CN', 'Lük']], [['DC', 'x']]]],
    ['CN=#1381026869', [[['CN', 'hi']]]],
    // No text, more or fewer bytes than it says, bytes that are no UTF-8: they stay as written.
    [
      'CN=#020105+UID=#04034869+OU=#0402ffff',
      [
        [
          ['CN', '#020105'],
          ['UID', '#04034869'],
          ['OU', '#0402ffff']
        ]
      ]
    ],
    ['CN=,DC=b', [[['CN', '']], [['DC', 'b']]]],
    ['CN=\\ff', [[['CN', '\\ff']]]]
  ])('reads %j', (dn, steps) => {
    expect(parseDn(dn)?.map((rdn) => rdn.map(({ type, value }) => [type, value]))).toEqual(steps)
  })

  it.each([
    'corp.example.test',
    'DC=corp,',
    ',DC=corp',
    'DC=corp;DC=test',
    'DC=corp/DC=test,x',
    '<GUID=00112233>',
    'CN=a\\',
    'CN="Doe, John",DC=x',
    'CN=a+,DC=x',
    '=a'
  ])('calls %j no distinguished name', (dn) => {
    expect(parseDn(dn)).toBeUndefined()
  })

  it('reads back any value that was escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }), (one, other) => {
        const dn = `CN=${escapeDnValue(one)}+UID=${escapeDnValue(other)},DC=x`
        expect(parseDn(dn)).toEqual([
          [
            { type: 'CN', value: one },
            { type: 'UID', value: other }
          ],
          [{ type: 'DC', value: 'x' }]
        ])
      }),
      { numRuns: 1000 }
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('C', '=', ',', '+', '\\', '#', ' ', 'f', '0', '"', ';', 'é', '\0') }), (text) => {
        parentDn(text)
        expect(equalDn(text, text)).toBe(true)
        expect(isWithin(text, '')).toBe(true)
      }),
      { numRuns: 2000 }
    )
  })
})

describe('parentDn', () => {
  it.each([
    ['CN=Müller\\, Jörg,OU=People, DC=corp', 'OU=People, DC=corp'],
    ['cn=a+uid=b,dc=c', 'dc=c'],
    ['DC=corp', ''],
    ['', undefined],
    ['no name', undefined]
  ])('of %j is %j', (dn, parent) => {
    expect(parentDn(dn)).toBe(parent)
  })
})

describe('equalDn', () => {
  it.each([
    ['CN=Anna,DC=Corp', 'cn=anna, dc=corp'],
    ['cn=a+uid=b,dc=c', 'UID=B+CN=A,DC=C'],
    ['CN=M\\C3\\BCller', 'cn=MÜLLER'],
    ['CN=M\u0075\u0308ller', 'CN=Müller'],
    ['CN=a  b', 'CN=a b'],
    ['CN=a\\2Cb', 'CN=a\\,b'],
    ['CN=#04034C6F75', 'cn=lou'],
    ['2.5.4.3=Anna,0.9.2342.19200300.100.1.25=corp', 'CN=anna,DC=corp']
  ])('takes %j and %j for the same entry', (one, other) => {
    expect(equalDn(one, other)).toBe(true)
  })

  it.each([
    ['CN=a,DC=b', 'CN=a'],
    ['CN=a\\,DC=b', 'CN=a,DC=b'],
    ['CN=a', 'OU=a'],
    ['CN=a\\+UID=b', 'CN=a+UID=b'],
    ['CN=\\#04024869', 'CN=#04024869']
  ])('keeps %j and %j apart', (one, other) => {
    expect(equalDn(one, other)).toBe(false)
  })
})

describe('isWithin', () => {
  it.each([
    ['CN=Anna,OU=People,DC=corp,DC=test', 'ou=people, dc=CORP,dc=test', true],
    ['DC=corp,DC=test', 'DC=corp,DC=test', true],
    ['DC=corp,DC=test', '', true],
    ['DC=corp,DC=test', 'OU=People,DC=corp,DC=test', false],
    ['DC=xcorp,DC=test', 'corp,DC=test', false],
    ['OU=a\\,DC=corp', 'DC=corp', false]
  ])('%j below %j: %s', (dn, base, expected) => {
    expect(isWithin(dn, base)).toBe(expected)
  })
})
