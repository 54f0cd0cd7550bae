import { describe, expect, it } from 'vitest'
import { GroupTally } from '../../../../src-main/core/directory/group-tally.ts'
import type { DirectoryEntry } from '../../../../src-main/core/model/directory-facts.ts'
import { entry } from './fake-session.ts'

describe('GroupTally', () => {
  it('counts memberships by every way of writing them down', () => {
    const tally = tallyOf([
      entry('cn=a', { cn: 'A', member: ['cn=ada', 'cn=bob'] }),
      entry('cn=b', { cn: 'B', uniqueMember: ['cn=ada'] }),
      entry('cn=c', { cn: 'C', memberUid: ['ada', 'bob', 'cleo'] }),
      entry('cn=d', { cn: 'D' })
    ])

    expect(tally.facts()).toEqual({
      count: 4,
      samples: [
        { name: 'A', members: 2 },
        { name: 'B', members: 1 },
        { name: 'C', members: 3 },
        { name: 'D', members: 0 }
      ],
      memberValues: 3,
      memberUids: 3,
      emptyGroups: 1,
      nestedGroups: 0,
      circularGroups: 0,
      foreignMembers: 0,
      largest: { name: 'C', members: 3 }
    })
  })

  it('knows groups in groups whatever the case and the order in which they come', () => {
    const tally = tallyOf([
      entry('CN=Outer,DC=corp', { member: ['cn=inner,dc=corp', 'cn=ada,dc=corp'] }),
      entry('CN=Inner,DC=corp', { member: ['CN=INNERMOST,DC=CORP'] }),
      entry('CN=Innermost,DC=corp', { member: ['cn=inner,dc=corp'] })
    ])

    expect(tally.facts()).toMatchObject({ nestedGroups: 3, circularGroups: 2 })
  })

  it('counts members from other forests', () => {
    const tally = tallyOf([entry('cn=a', { member: ['CN=S-1-5-21-1-2-3-1104,CN=ForeignSecurityPrincipals,DC=corp', 'cn=ada,dc=corp'] })])

    expect(tally.facts().foreignMembers).toBe(1)
  })

  it('remembers which groups hand their members out in parts, and counts the parts that come later', () => {
    const tally = tallyOf([
      entry('CN=All,DC=corp', { cn: 'All', member: [], 'member;range=0-2': ['cn=a', 'cn=b', 'cn=c'] }),
      entry('CN=Some,DC=corp', { cn: 'Some', 'member;range=0-1': ['cn=a', 'cn=b'] }),
      entry('CN=Few,DC=corp', { cn: 'Few', 'member;range=0-*': ['cn=a'] })
    ])
    tally.addMembers('cn=all,dc=corp', ['CN=Some,DC=corp', 'cn=d'])

    expect(tally.rangedGroups).toEqual([
      { dn: 'CN=All,DC=corp', name: 'All', attribute: 'member', firstPart: 3 },
      { dn: 'CN=Some,DC=corp', name: 'Some', attribute: 'member', firstPart: 2 }
    ])
    expect(tally.facts()).toMatchObject({ memberValues: 8, nestedGroups: 1, largest: { name: 'All', members: 5 }, valueRange: 3 })
  })

  it.each([
    ['primaryGroupToken', '513'],
    ['gidNumber', '100']
  ])('finds the name of a primary group by %s', (attribute, token) => {
    const tally = tallyOf([entry('cn=users', { cn: 'Users', [attribute]: token })])

    expect([tally.nameOfPrimaryGroup(token), tally.nameOfPrimaryGroup('1')]).toEqual(['Users', undefined])
  })

  it('calls a group without cn by its whole name, and no empty group the largest', () => {
    expect(tallyOf([entry('ou=odd,dc=corp')]).facts()).toMatchObject({ samples: [{ name: 'ou=odd,dc=corp', members: 0 }] })
    expect(tallyOf([entry('ou=odd,dc=corp')]).facts()).not.toHaveProperty('largest')
  })

  it('has found nothing when there is nothing', () => {
    expect(tallyOf([]).facts()).toMatchObject({ count: 0, memberValues: 0, emptyGroups: 0, samples: [] })
  })
})

function tallyOf(groups: readonly DirectoryEntry[]): GroupTally {
  const tally = new GroupTally()
  tally.add(groups)
  return tally
}
