import { BerWriter, FilterParser } from 'ldapts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EncodedFilter } from '../../../src-main/adapters/ldap/filter-encoding.ts'
import { escapeFilterValue, parseFilter } from '../../../src-main/core/model/search-filter.ts'

function encoded(text: string): string {
  const filter = parseFilter(text)
  if (!filter.ok) throw new Error(filter.error.text)
  const writer = new BerWriter()
  new EncodedFilter(filter.value).write(writer)
  return writer.buffer.toString('hex')
}

function encodedByLdapts(text: string): string {
  const writer = new BerWriter()
  FilterParser.parseString(text).write(writer)
  return writer.buffer.toString('hex')
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}

describe('EncodedFilter', () => {
  it('sends the bytes an escape stands for, in letters and in binary', () => {
    expect(encoded('(cn=Bj\\c3\\b6rn)')).toBe(encoded('(cn=Björn)'))
    expect(encoded('(o=\\ff\\00)')).toBe('a3070401' + hex('o') + '0402ff00')
  })

  it('writes attribute options and numeric names', () => {
    expect(encoded('(cn;lang-de=x)')).toContain(hex('cn;lang-de'))
    expect(encoded('(2.5.4.3=x)')).toContain(hex('2.5.4.3'))
  })

  it('writes all parts of an extensible match', () => {
    expect(encoded('(ou:dn:2.4.6:=x)')).toBe('a911' + '8105' + hex('2.4.6') + '8202' + hex('ou') + '8301' + hex('x') + '8401ff')
  })

  it('writes the empty “and” and “or” of RFC 4526', () => {
    expect([encoded('(&)'), encoded('(|)')]).toEqual(['a000', 'a100'])
  })

  it.each([
    '(objectClass=*)',
    '(cn=Anna Berg)',
    '(cn=a*)',
    '(cn=*b)',
    '(cn=*m*)',
    '(cn=a*m*n*b)',
    '(cn>=a)',
    '(cn<=a)',
    '(cn~=a)',
    '(!(cn=a))',
    '(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))',
    '(memberOf:1.2.840.113556.1.4.1941:=CN=staff,OU=Groups,DC=corp)',
    '(|(cn=\\28x\\29)(cn=a\\2ab)(cn=c\\5cd))'
  ])('agrees with ldapts about %s', (text) => {
    expect(encoded(text)).toBe(encodedByLdapts(text))
  })

  it('brings any text to the server unchanged once it is escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const writer = new BerWriter()
        writer.startSequence(0xa3)
        writer.writeString('cn')
        writer.writeString(text)
        writer.endSequence()
        expect(encoded(`(cn=${escapeFilterValue(text)})`)).toBe(writer.buffer.toString('hex'))
      })
    )
  })
})
