import { describe, expect, it } from 'vitest'
import type { DirectoryEntry } from '../../../../../src-main/core/model/directory-facts.ts'
import type { ServerType } from '../../../../../src-main/core/model/directory-settings.ts'
import type { EntryView } from '../../../../../src-main/core/preview/snapshot/entry-view.ts'
import { createSnapshotBuilder } from '../../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { securityIdentifier } from '../../../../../src-main/core/preview/snapshot/security-identifier.ts'
import { entryViewOf } from '../../../../../src-main/core/preview/snapshot/text-entry.ts'
import { sampleReading } from './sample-reading.ts'

const north = 'S-1-5-21-1-2-3'
const south = 'S-1-5-21-4-5-6'

describe('primary groups', () => {
  it.each<[string, Record<string, string>, Record<string, string>[], number[]]>([
    ['finds the group by its token', { primarygroupid: '513' }, [{ primarygrouptoken: '513' }], [0]],
    ['finds the group by the last part of its identifier', { primarygroupid: '513' }, [{ objectsid: `${north}-513` }], [0]],
    [
      'keeps domains of a forest apart',
      { primarygroupid: '513', objectsid: `${south}-1104` },
      [{ objectsid: `${north}-513` }, { objectsid: `${south}-513` }],
      [1]
    ],
    ['does not guess between two domains', { primarygroupid: '513' }, [{ objectsid: `${north}-513` }, { objectsid: `${south}-513` }], []],
    ['does not take a group of another domain', { primarygroupid: '513', objectsid: `${south}-1` }, [{ objectsid: `${north}-513` }], []],
    ['says nothing of a group that was not read', { primarygroupid: '513' }, [{ primarygrouptoken: '514' }], []],
    ['says nothing without a number', { primarygroupid: 'Domain Users' }, [{ primarygrouptoken: '513' }], []],
    ['ignores POSIX numbers in Active Directory', { gidnumber: '100' }, [{ gidnumber: '100' }], []]
  ])('%s', (_, person, groups, expected) => {
    expect(primaryGroupsOf('active-directory', person, groups)).toEqual(expected)
  })

  it('takes every POSIX group of the number, which are one group to the system', () => {
    expect(primaryGroupsOf('openldap', { gidnumber: '0' }, [{ gidnumber: '0' }, { gidnumber: '100' }, { gidnumber: '0' }])).toEqual([0, 2])
  })

  it('says that the membership is a primary one, unless it is written down as well', () => {
    const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'active-directory', now: new Date(0) })
    builder.addTextPerson(entry('cn=a,dc=x', { primarygroupid: '513' }))
    builder.addTextPerson(entry('cn=b,dc=x', { primarygroupid: '513' }))
    builder.addTextGroup(entry('cn=g,dc=x', { primarygrouptoken: '513', member: 'CN=B,DC=X' }))
    const { memberships } = builder.finish(sampleReading())
    expect([0, 1].map((person) => memberships.sourceOf(0, person))).toEqual(['primary', 'member'])
    expect([...memberships.peopleIn(0)].sort()).toEqual([0, 1])
  })
})

describe('securityIdentifier', () => {
  it.each([
    [[1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, 1, 2, 0, 0], 'S-1-5-21-1-2-4294967295', 513],
    [[1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0], 'S-1-5-32', 544]
  ])('reads the bytes as Active Directory sends them', (bytes, domain, relative) => {
    expect(securityIdentifier(Uint8Array.from(bytes), 0, bytes.length)).toEqual({ domain, relative })
    expect(securityIdentifier(Uint8Array.from([9, ...bytes, 9]), 1, bytes.length + 1)).toEqual({ domain, relative })
    expect(securityIdentifier(Uint8Array.from(bytes), 0, bytes.length - 1)).toBeUndefined()
  })

  it('gives the same for bytes and for text, so that both kinds of readings find the same groups', () => {
    const bytes = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0]
    const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'active-directory', now: new Date(0) })
    const person = entryViewOf(entry('cn=a,dc=x', { primarygroupid: '544', objectsid: 'S-1-5-32-500' }), builder.wantedOfPeople)
    builder.addPerson(person)
    builder.addGroup(
      withBytes(entryViewOf(entry('cn=g,dc=x', {}), builder.wantedOfGroups), builder.wantedOfGroups.indexOf('objectSid'), bytes)
    )
    expect([...builder.finish(sampleReading()).memberships.groupsOf(0)]).toEqual([0])
  })
})

function primaryGroupsOf(
  serverType: ServerType,
  person: Readonly<Record<string, string>>,
  groups: readonly Readonly<Record<string, string>>[]
): readonly number[] {
  const builder = createSnapshotBuilder({ usernameField: 'uid', serverType, now: new Date(0) })
  builder.addTextPerson(entry('cn=person,dc=x', person))
  for (const [index, group] of groups.entries()) builder.addTextGroup(entry(`cn=group${index},dc=x`, group))
  return [...builder.finish(sampleReading()).memberships.groupsOf(0)]
}

function entry(dn: string, attributes: Readonly<Record<string, string>>): DirectoryEntry {
  return { dn, attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])) }
}

function withBytes(view: EntryView, attribute: number, value: readonly number[]): EntryView {
  const start = view.bytes.length
  const bytes = Uint8Array.from([...view.bytes, ...value])
  return { ...view, bytes, values: view.values.map((values, index) => (index === attribute ? [start, bytes.length] : values)) }
}
