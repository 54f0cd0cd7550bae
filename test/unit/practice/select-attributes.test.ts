import { describe, expect, it } from 'vitest'
import { adSchema } from '../../../src-main/practice/active-directory/ad-schema.ts'
import { parseDn } from '../../../src-main/practice/directory/distinguished-name.ts'
import { Entry } from '../../../src-main/practice/directory/entry.ts'
import { selectAttributes } from '../../../src-main/practice/directory/select-attributes.ts'
import { openLdapSchema } from '../../../src-main/practice/openldap/openldap-schema.ts'

describe('selectAttributes', () => {
  const schema = openLdapSchema()
  const entry = new Entry(schema, parseDn('cn=x') ?? [], { cn: 'x', sn: 'y', mail: ['a@b', 'c@d'], memberOf: 'cn=g', entryUUID: 'u' })

  it.each([
    [[], ['cn', 'sn', 'mail']],
    [['*'], ['cn', 'sn', 'mail']],
    [['+'], ['memberOf', 'entryUUID']],
    [
      ['*', '+'],
      ['cn', 'sn', 'mail', 'memberOf', 'entryUUID']
    ],
    [['1.1'], []],
    [['1.1', 'SN'], ['sn']],
    [
      ['memberof', 'sn'],
      ['sn', 'memberOf']
    ],
    [['name'], ['cn', 'sn']],
    [['mail;lang-de', 'shoeSize'], []]
  ])('for %j gives %j', (requested, names) => {
    const selected = selectAttributes(entry, { requested, typesOnly: false }, { schema, valueRangeLimit: undefined, constructed: () => [] })

    expect(selected.map(({ name }) => name)).toEqual(names)
  })

  it('leaves the values out when only the names are wanted', () => {
    const selected = selectAttributes(
      entry,
      { requested: ['mail'], typesOnly: true },
      { schema, valueRangeLimit: undefined, constructed: () => [] }
    )

    expect(selected).toEqual([{ name: 'mail', values: [] }])
  })

  it('hands out long lists in ranges, and computed attributes by name only', () => {
    const active = adSchema()
    const group = new Entry(active, parseDn('cn=g') ?? [], { cn: 'g', member: ['cn=1', 'cn=2', 'cn=3', 'cn=4', 'cn=5'] })
    const select = (...requested: string[]): unknown =>
      selectAttributes(group, { requested, typesOnly: false }, { schema: active, valueRangeLimit: 2, constructed: () => ['513'] })

    expect(select('member')).toEqual([
      { name: 'member', values: [] },
      { name: 'member;range=0-1', values: ['cn=1', 'cn=2'] }
    ])
    expect(select('member;range=2-*')).toEqual([{ name: 'member;range=2-3', values: ['cn=3', 'cn=4'] }])
    expect(select('member;Range=4-*')).toEqual([{ name: 'member;range=4-*', values: ['cn=5'] }])
    expect(select('member;range=1-1')).toEqual([{ name: 'member;range=1-1', values: ['cn=2'] }])
    expect(select('member;range=x-y')).toEqual([])
    expect(select('cn')).toEqual([{ name: 'cn', values: ['g'] }])
    expect(select('primaryGroupToken')).toEqual([{ name: 'primaryGroupToken', values: ['513'] }])
  })
})
