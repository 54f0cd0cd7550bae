import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalDn } from '../../../../../src-main/core/model/distinguished-name.ts'
import { NameTable } from '../../../../../src-main/core/preview/snapshot/name-table.ts'
import { isPlainName, normalName } from '../../../../../src-main/core/preview/snapshot/normal-name.ts'
import { encodeUtf8 } from '../../../../../src-main/core/preview/snapshot/utf8.ts'
import { anyName, spell } from './spellings.ts'

describe('NameTable', () => {
  it.each([
    ['case', 'CN=Anna,DC=x', 'cn=ANNA,dc=X'],
    ['spaces at separators', 'cn = Anna , dc = x', 'CN=Anna,DC=x'],
    ['escapes', 'cn=Doe\\, John,dc=x', 'CN=doe\\2C john,DC=x'],
    ['letters written as bytes', 'cn=\\41nna,dc=x', 'cn=anna,dc=x'],
    ['bytes of UTF-8', 'cn=M\\c3\\bcller,dc=x', 'CN=MÜLLER,dc=x'],
    ['composed and decomposed', 'cn=M\u00fcller,dc=x', 'cn=Mu\u0308ller,dc=x'],
    ['many spaces', 'cn=Anna  K,dc=x', 'cn=anna k,dc=x'],
    ['the order within a step', 'cn=a+uid=b,dc=x', 'UID=B+CN=A,dc=x'],
    ['the oid. prefix', 'oid.2.5.4.3=a,dc=x', '2.5.4.3=A,DC=x'],
    ['hexadecimal values', '2.5.4.3=#0C0161,dc=x', '2.5.4.3=#0c0161,dc=x'],
    ['what is no name', 'CORP\\Anna', 'corp\\anna']
  ])('sees one name behind %s, in either order', (_, one, other) => {
    for (const [first, second] of [
      [one, other],
      [other, one]
    ] as const) {
      const table = new NameTable()
      expect(numberOf(table, second)).not.toBe(numberOf(table, 'dc=somebody-else'))
      expect(numberOf(table, first)).toBe(numberOf(table, second))
    }
  })

  it.each([
    ['cn=a,dc=x', 'cn=a\\,dc\\=x'],
    ['cn=a=b,dc=x', 'cn=a,b=dc,dc=x'],
    ['cn=anna ,dc=x', 'cn=anna\\ a,dc=x'],
    ['cn=a+uid=b,dc=x', 'cn=a\\+uid\\=b,dc=x'],
    ['cn=a\u0000b', 'cn=ab']
  ])('keeps %j and %j apart', (one, other) => {
    const table = new NameTable()
    expect(numberOf(table, one)).not.toBe(numberOf(table, other))
  })

  it('keeps names apart whose bytes are no UTF-8 and differ', () => {
    const table = new NameTable()
    const one = Uint8Array.from([0x63, 0x6e, 0x3d, 0xff])
    const other = Uint8Array.from([0x63, 0x6e, 0x3d, 0xfe])
    expect(table.nameOf(one, 0, 4)).not.toBe(table.nameOf(other, 0, 4))
    expect(table.nameOf(one, 0, 4)).toBe(table.nameOf(Uint8Array.from([0x43, 0x4e, 0x3d, 0xff]), 0, 4))
  })

  it('gives equal numbers exactly to equal names, whatever was seen before', () => {
    const spelled = fc.tuple(anyName(), fc.array(fc.nat(), { minLength: 1, maxLength: 12 })).map(([name, choices]) => spell(name, choices))
    fc.assert(
      fc.property(fc.array(spelled, { minLength: 2, maxLength: 12 }), (names) => {
        const table = new NameTable()
        const numbers = names.map((name) => numberOf(table, name))
        for (const [at, one] of names.entries())
          for (const [place, other] of names.entries())
            expect([one, other, numbers[at] === numbers[place]]).toEqual([one, other, equalDn(one, other)])
      }),
      { numRuns: 2000 }
    )
  })

  it('sees one name behind all ways of writing its parts', () => {
    const ways = fc.array(fc.nat(), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(anyName(), ways, ways, (name, one, other) => {
        const table = new NameTable()
        expect(numberOf(table, spell(name, one))).toBe(numberOf(table, spell(name, other)))
      }),
      { numRuns: 2000 }
    )
  })

  it('takes the short way only where it gives the normal form', () => {
    const character = fc.constantFrom(...Array.from('abZ01=,. -_+#\\;"<>\u0000\u007fé '))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: character, maxLength: 12 }),
          fc.string({ unit: character }).map((text) => `cn=${text},dc=x`)
        ),
        (text) => {
          const bytes = encodeUtf8(text)
          if (isPlainName(bytes, 0, bytes.length)) expect(normalName(text)).toBe(text.toLowerCase())
        }
      ),
      { numRuns: 5000 }
    )
    const plain = encodeUtf8('CN=Anna van der Berg,OU=R&D (North),DC=x')
    expect(isPlainName(plain, 0, plain.length)).toBe(true)
  })

  it('numbers a hundred thousand names, long ones too, and tells them back as written', () => {
    const table = new NameTable()
    const names = Array.from({ length: 100_000 }, (_, index) => `CN=Person ${index},OU=${'x'.repeat(index % 300)}y,DC=corp`)
    const numbers = names.map((name) => numberOf(table, name))
    const upper = names.map((name) => numberOf(table, name.toUpperCase()))
    expect(upper).toEqual(numbers)
    expect(new Set(numbers).size).toBe(names.length)
    expect(numbers.every((number, index) => table.text(number) === names[index])).toBe(true)
  })
})

function numberOf(table: NameTable, dn: string): number {
  const bytes = encodeUtf8(dn)
  return table.nameOf(bytes, 0, bytes.length)
}
