import { describe, expect, it } from 'vitest'
import { adSchema } from '../../../src-main/practice/active-directory/ad-schema.ts'
import { compileFilter } from '../../../src-main/practice/directory/compile-filter.ts'
import { parseDn } from '../../../src-main/practice/directory/distinguished-name.ts'
import { Entry } from '../../../src-main/practice/directory/entry.ts'
import type { EntryValues } from '../../../src-main/practice/directory/entry.ts'
import { openLdapSchema } from '../../../src-main/practice/openldap/openldap-schema.ts'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'

const active = adSchema()
const open = openLdapSchema()

describe('a filter on Active Directory', () => {
  const anna = entry(active, 'CN=Müller\\, Anna,DC=b', {
    objectClass: ['top', 'person', 'user'],
    cn: 'Müller, Anna',
    sn: 'Müller',
    userAccountControl: '66050',
    groupType: '-2147483646',
    accountExpires: '9223372036854775807',
    whenCreated: '20240102080000.0Z',
    memberOf: 'CN=Inner,DC=b',
    objectCategory: 'CN=Person,CN=Schema,CN=Configuration,DC=practice,DC=example',
    objectSid: Buffer.from('010500000000000515000000010000000200000003000000f4010000', 'hex')
  })

  it.each<[string, Filter, boolean | undefined]>([
    ['equal without accents', equal('sn', 'muller'), true],
    ['at least, on text', compare('greater-or-equal', 'sn', 'Mu'), true],
    ['at most, on text', compare('less-or-equal', 'sn', 'Mu'), false],
    ['at least, on a large number', compare('greater-or-equal', 'accountExpires', '9223372036854775806'), true],
    ['at least, on time', compare('greater-or-equal', 'whenCreated', '20240101000000.0Z'), true],
    ['at most, on time without seconds', compare('less-or-equal', 'whenCreated', '202401020800Z'), true],
    ['a bit that is set', rule('userAccountControl', '1.2.840.113556.1.4.803', '2'), true],
    ['two bits of which one is not set', rule('userAccountControl', '1.2.840.113556.1.4.803', '3'), false],
    ['one of two bits', rule('userAccountControl', '1.2.840.113556.1.4.804', '3'), true],
    ['the top bit of a negative number', rule('groupType', '1.2.840.113556.1.4.803', '2147483648'), true],
    ['zero bits, all of them set', rule('userAccountControl', '1.2.840.113556.1.4.803', '0'), true],
    ['zero bits, one of them set', rule('userAccountControl', '1.2.840.113556.1.4.804', '0'), false],
    ['bits that are no number', rule('userAccountControl', '1.2.840.113556.1.4.803', 'two'), undefined],
    ['the class of a category', equal('objectCategory', 'user'), true],
    ['the full name of a category', equal('objectCategory', 'cn=person,CN=Schema,CN=Configuration,DC=practice,DC=example'), true],
    ['a SID in letters', equal('objectSid', 'S-1-5-21-1-2-3-500'), true],
    ['another SID', equal('objectSid', 'S-1-5-21-1-2-3-501'), false],
    ['an attribute the entry lacks', equal('mail', 'x'), false],
    ['not an attribute the entry lacks', not(equal('mail', 'x')), true],
    ['an unknown attribute', equal('shoeSize', 'x'), undefined],
    ['not an unknown attribute', not(equal('shoeSize', 'x')), undefined],
    ['unknown and false', both('and', equal('shoeSize', 'x'), equal('sn', 'x')), false],
    ['unknown and true', both('and', equal('shoeSize', 'x'), equal('sn', 'Müller')), undefined],
    ['unknown or true', both('or', equal('shoeSize', 'x'), equal('sn', 'Müller')), true],
    ['unknown or false', both('or', equal('shoeSize', 'x'), equal('sn', 'x')), undefined],
    ['a rule for letter case, which Windows does not have', rule('sn', 'caseExactMatch', 'Müller'), undefined]
  ])('%s', (_title, filter, truth) => {
    expect(compileFilter(filter, { schema: active, find: () => undefined })(anna)).toBe(truth)
  })

  it('follows memberships through circles and dead ends', () => {
    // given three groups in a circle, one of them inside a fourth, and one member that is gone
    const groups = [
      entry(active, 'CN=Inner,DC=b', { memberOf: ['CN=Middle,DC=b', 'CN=Gone,DC=b'] }),
      entry(active, 'CN=Middle,DC=b', { memberOf: ['CN=Outer,DC=b'] }),
      entry(active, 'CN=Outer,DC=b', { memberOf: ['CN=Inner,DC=b', 'CN=Beyond,DC=b'] })
    ]
    const byKey = new Map(groups.map((group) => [group.key, group]))
    const inChain = (name: string): unknown =>
      compileFilter(rule('memberOf', '1.2.840.113556.1.4.1941', name), { schema: active, find: (key) => byKey.get(key) })(anna)

    // when and then
    expect(['CN=Inner,DC=b', 'cn=outer, dc=B', 'CN=Beyond,DC=b', 'CN=Gone,DC=b', 'CN=Other,DC=b', 'nonsense'].map(inChain)).toEqual([
      true,
      true,
      true,
      true,
      false,
      undefined
    ])
  })
})

describe('a filter on OpenLDAP', () => {
  const anna = entry(open, 'uid=anna,ou=People,dc=b', {
    objectClass: ['inetOrgPerson'],
    uid: 'anna',
    cn: ['Anna  Müller', 'Ann'],
    telephoneNumber: '+49 30-5550 1',
    uidNumber: '10',
    homeDirectory: '/home/Anna',
    entryUUID: '8f14e45f-ceea-467f-a0e6-1f2d3c4b5a69'
  })

  it.each<[string, Filter, boolean | undefined]>([
    ['one of two values', equal('cn', 'ann'), true],
    ['spaces joined', equal('cn', ' anna müller '), true],
    ['accents count', equal('cn', 'anna muller'), false],
    ['telephone numbers without punctuation', equal('telephoneNumber', '+493055501'), true],
    ['letter case of paths', equal('homeDirectory', '/home/anna'), false],
    ['text has no order', compare('greater-or-equal', 'cn', 'A'), undefined],
    ['numbers have', compare('greater-or-equal', 'uidNumber', '9'), true],
    ['numbers are not compared as text', compare('less-or-equal', 'uidNumber', '9'), false],
    ['an identifier in letters', equal('entryUUID', '8F14E45F-CEEA-467F-A0E6-1F2D3C4B5A69'), true],
    [
      'an identifier in bytes',
      { kind: 'equal', attribute: 'entryUUID', value: Buffer.from('8f14e45fceea467fa0e61f2d3c4b5a69', 'hex') },
      true
    ],
    ['pieces in order', substrings('cn', 'an', ['a m'], 'ller'), true],
    ['pieces that would overlap', substrings('cn', 'Ann', [], 'nn'), false],
    ['pieces out of order', substrings('cn', undefined, ['müller', 'anna'], undefined), false],
    ['the name of the entry', { ...rule('ou', undefined, 'people'), withDn: true }, true],
    ['without the name of the entry', rule('ou', undefined, 'people'), false],
    ['the transitive rule', rule('member', '1.2.840.113556.1.4.1941', 'dc=b'), undefined]
  ])('%s', (_title, filter, truth) => {
    expect(compileFilter(filter, { schema: open, find: () => undefined })(anna)).toBe(truth)
  })
})

function entry(schema: typeof active, dn: string, values: EntryValues): Entry {
  return new Entry(schema, parseDn(dn) ?? [], values)
}

function equal(attribute: string, value: string): Filter {
  return compare('equal', attribute, value)
}

function compare(kind: 'equal' | 'greater-or-equal' | 'less-or-equal', attribute: string, value: string): Filter {
  return { kind, attribute, value: Buffer.from(value) }
}

function rule(attribute: string, name: string | undefined, value: string): Extract<Filter, { kind: 'extensible' }> {
  return { kind: 'extensible', attribute, rule: name, value: Buffer.from(value), withDn: false }
}

function not(filter: Filter): Filter {
  return { kind: 'not', filter }
}

function both(kind: 'and' | 'or', ...filters: readonly Filter[]): Filter {
  return { kind, filters }
}

function substrings(attribute: string, initial: string | undefined, any: readonly string[], final: string | undefined): Filter {
  const bytes = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text))
  return { kind: 'substrings', attribute, initial: bytes(initial), any: any.map((text) => Buffer.from(text)), final: bytes(final) }
}
