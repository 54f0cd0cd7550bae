import { describe, expect, it } from 'vitest'
import type { DirectoryEntry } from '../../../../../src-main/core/model/directory-facts.ts'
import type { EntryView } from '../../../../../src-main/core/preview/snapshot/entry-view.ts'
import { createSnapshotBuilder, type SnapshotBuilder } from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { entryViewOf } from '../../../../../src-main/core/preview/snapshot/text-entry.ts'
import { sampleReading } from './sample-reading.ts'

const anna = entry('CN=Anna Müller,OU=People,DC=corp', {
  samaccountname: ['amueller'],
  mail: ['anna@corp.test', 'other@corp.test'],
  displayname: ['Anna Müller'],
  cn: ['Anna Müller'],
  givenname: ['Anna'],
  sn: ['Müller'],
  userprincipalname: ['anna@corp.test'],
  objectguid: ['6f9619ff-8b86-d011-b42d-00c04fc964ff'],
  uid: ['amueller']
})

describe('a snapshot', () => {
  it('tells every text of a person as the directory has it', () => {
    const builder = activeDirectory()
    builder.addTextPerson(anna)
    const { people } = builder.finish(sampleReading())
    expect(textsOf(people, 0)).toEqual({
      dn: 'CN=Anna Müller,OU=People,DC=corp',
      username: 'amueller',
      mail: 'anna@corp.test',
      displayName: 'Anna Müller',
      commonName: 'Anna Müller',
      givenName: 'Anna',
      surname: 'Müller',
      principalName: 'anna@corp.test',
      stableId: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      uid: 'amueller'
    })
  })

  it('has empty texts for what the entry does not have, and the next entry does not inherit any', () => {
    const builder = activeDirectory()
    builder.addTextPerson(anna)
    builder.addTextPerson(entry('cn=bare,dc=corp', {}))
    const { people } = builder.finish(sampleReading())
    expect(Object.entries(textsOf(people, 1)).filter(([, text]) => text !== '')).toEqual([['dn', 'cn=bare,dc=corp']])
    expect([people.count, people.state(1), people.extraUsernames(1)]).toEqual([2, 0, 0])
  })

  it.each([
    ['mail', 'anna@corp.test', 1],
    ['USERPRINCIPALNAME', 'anna@corp.test', 0],
    ['sAMAccountName', 'amueller', 0],
    ['employeeNumber', '', 0]
  ])('takes %s as the user name when it is the chosen field', (usernameField, username, extra) => {
    const builder = createSnapshotBuilder({ usernameField, serverType: 'active-directory', now: new Date(0) })
    builder.addTextPerson(anna)
    const { people } = builder.finish(sampleReading())
    expect([people.text(0, 'username'), people.extraUsernames(0), people.text(0, 'mail')]).toEqual([username, extra, 'anna@corp.test'])
  })

  it('tells names as the entries write them, although members write them otherwise and come first', () => {
    const builder = openldap()
    const members = ['cn=doe\\2C john,dc=corp', 'CN = ANNA , DC=corp', 'cn=MÜLLER,dc=corp', 'CN=INNER,dc=corp']
    builder.addTextGroup(entry('CN=Outer,DC=Corp', { cn: ['Outer'], member: members }))
    for (const dn of ['CN=Doe\\, John,DC=corp', 'cn=Anna,dc=corp', 'cn=müller,DC=corp']) builder.addTextPerson(entry(dn, {}))
    builder.addTextGroup(entry('cn=Inner,dc=corp', { cn: ['Inner'] }))
    const { people, groups, memberships } = builder.finish(sampleReading())
    expect([0, 1, 2].map((person) => people.text(person, 'dn'))).toEqual(['CN=Doe\\, John,DC=corp', 'cn=Anna,dc=corp', 'cn=müller,DC=corp'])
    expect([0, 1].map((group) => [groups.dn(group), groups.name(group)])).toEqual([
      ['CN=Outer,DC=Corp', 'Outer'],
      ['cn=Inner,dc=corp', 'Inner']
    ])
    expect([[...memberships.peopleIn(0)].sort(), [...memberships.groupsIn(0)], memberships.unknownIn(0)]).toEqual([[0, 1, 2], [1], 0])
  })

  it('keeps the first of a person who comes twice, and says so', () => {
    const builder = openldap()
    expect(builder.addTextPerson(entry('cn=a,dc=x', { uid: ['first'] }))).toBe(0)
    expect(builder.addTextPerson(entry('CN=A, DC=x', { uid: ['second'] }))).toBe(0)
    const { people } = builder.finish(sampleReading())
    expect([people.count, builder.seenTwice, people.text(0, 'uid')]).toEqual([1, 1, 'first'])
  })

  it('adds the members of a group that comes in parts', () => {
    const builder = openldap()
    for (const name of ['a', 'b', 'c']) builder.addTextPerson(entry(`cn=${name},dc=x`, {}))
    const first = builder.addTextGroup(entry('cn=g,dc=x', { 'member;range=0-0': ['cn=c,dc=x'] }))
    builder.addTextGroup(entry('cn=other,dc=x', { member: ['cn=c,dc=x'] }))
    expect(builder.addTextGroup(entry('cn=g,dc=x', { 'member;range=1-*': ['cn=a,dc=x', 'cn=c,dc=x'] }))).toBe(first)
    const { groups, memberships } = builder.finish(sampleReading())
    expect([groups.count, builder.members, [...memberships.peopleIn(first)].sort()]).toEqual([2, 4, [0, 2]])
  })

  it('counts an entry that is a person and a group as both', () => {
    const builder = openldap()
    builder.addTextPerson(entry('cn=both,dc=x', {}))
    builder.addTextGroup(entry('cn=both,dc=x', {}))
    builder.addTextGroup(entry('cn=g,dc=x', { member: ['cn=both,dc=x'] }))
    const { memberships } = builder.finish(sampleReading())
    expect([[...memberships.peopleIn(1)], [...memberships.groupsIn(1)], memberships.unknownIn(1)]).toEqual([[0], [0], 0])
  })

  it('does not count the empty name that an empty group must have', () => {
    const builder = openldap()
    builder.addTextGroup(entry('cn=g,dc=x', { member: ['', 'cn=gone,dc=x'] }))
    expect(builder.finish(sampleReading()).memberships.unknownIn(0)).toBe(1)
  })

  it('compares memberUid letter by letter', () => {
    const builder = openldap()
    builder.addTextPerson(entry('cn=a,dc=x', { uid: ['Anna', 'anna.k'] }))
    builder.addTextGroup(entry('cn=g,dc=x', { memberuid: ['anna', 'Anna'] }))
    builder.addTextGroup(entry('cn=h,dc=x', { memberuid: ['anna.k'] }))
    const { memberships } = builder.finish(sampleReading())
    expect([memberships.sourceOf(0, 0), memberships.unknownIn(0), memberships.sourceOf(1, 0)]).toEqual(['member-uid', 1, 'member-uid'])
  })

  it.each([
    ["cn=a,dc=x#'0101'B", 0],
    ["cn=a,dc=x#''B", 0],
    ['cn=a,dc=x', 0],
    ["cn=a,dc=x#'012'B", 1],
    ["cn=a,dc=x'0101'B", 1]
  ])('reads the member in the unique member %s', (value, unknown) => {
    const builder = openldap()
    builder.addTextPerson(entry('cn=a,dc=x', {}))
    builder.addTextGroup(entry('cn=g,dc=x', { uniquemember: [value] }))
    expect(builder.finish(sampleReading()).memberships.unknownIn(0)).toBe(unknown)
  })

  it('reads an object identifier in bytes, and keeps one of another form as it is', () => {
    const builder = activeDirectory()
    const guid = [0xff, 0x19, 0x96, 0x6f, 0x86, 0x8b, 0x11, 0xd0, 0xb4, 0x2d, 0x00, 0xc0, 0x4f, 0xc9, 0x64, 0xff]
    const view = entryViewOf(entry('cn=a,dc=x', {}), builder.wantedOfPeople)
    builder.addPerson(withBytes(view, builder.wantedOfPeople.indexOf('objectGUID'), guid))
    builder.addTextPerson(entry('cn=b,dc=x', { objectguid: ['number seven'] }))
    const { people } = builder.finish(sampleReading())
    expect([0, 1].map((person) => people.text(person, 'stableId'))).toEqual(['6f9619ff-8b86-d011-b42d-00c04fc964ff', 'number seven'])
  })

  it('keeps nothing of a view whose bytes are used again', () => {
    const builder = openldap()
    const view = entryViewOf(
      entry('cn=a,dc=x', { uid: ['anna'], entryuuid: ['6F9619FF-8B86-D011-B42D-00C04FC964FF'] }),
      builder.wantedOfPeople
    )
    builder.addPerson(view)
    view.bytes.fill(0x7a)
    const { people } = builder.finish(sampleReading())
    expect([people.text(0, 'dn'), people.text(0, 'uid'), people.text(0, 'stableId')]).toEqual([
      'cn=a,dc=x',
      'anna',
      '6f9619ff-8b86-d011-b42d-00c04fc964ff'
    ])
  })

  it('is empty when nothing came', () => {
    const { people, groups, reading } = openldap().finish(sampleReading())
    expect([people.count, groups.count, reading.end.kind]).toEqual([0, 0, 'complete'])
  })
})

function openldap(): SnapshotBuilder {
  return createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date(0) })
}

function activeDirectory(): SnapshotBuilder {
  return createSnapshotBuilder({ usernameField: 'sAMAccountName', serverType: 'active-directory', now: new Date(0) })
}

function entry(dn: string, attributes: Readonly<Record<string, readonly string[]>>): DirectoryEntry {
  return { dn, attributes: new Map(Object.entries(attributes)) }
}

function textsOf(people: ReturnType<SnapshotBuilder['finish']>['people'], person: number): Readonly<Record<string, string>> {
  const columns = [
    'dn',
    'username',
    'mail',
    'displayName',
    'commonName',
    'givenName',
    'surname',
    'principalName',
    'stableId',
    'uid'
  ] as const
  return Object.fromEntries(columns.map((column) => [column, people.text(person, column)]))
}

function withBytes(view: EntryView, attribute: number, value: readonly number[]): EntryView {
  const start = view.bytes.length
  const bytes = Uint8Array.from([...view.bytes, ...value])
  return { ...view, bytes, values: view.values.map((values, index) => (index === attribute ? [start, bytes.length] : values)) }
}
