import { describe, expect, it } from 'vitest'
import { PeopleTally } from '../../../../src-main/core/directory/people-tally.ts'
import { peopleAttributes } from '../../../../src-main/core/directory/filters.ts'
import { entry } from './fake-session.ts'

const attributes = peopleAttributes('sAMAccountName', 'active-directory')

describe('PeopleTally', () => {
  it('counts people over all pages, and keeps the largest page', () => {
    const tally = new PeopleTally('sAMAccountName', attributes)
    tally.add([person('a'), person('b')])
    tally.add([person('c')])
    tally.add([])

    expect(tally.facts()).toMatchObject({ count: 3, largestPage: 2, duplicateCount: 0, duplicates: [], disabled: 0, usernamesWithAt: 0 })
  })

  it('finds user names that differ in case or in their way of writing an umlaut only', () => {
    const tally = new PeopleTally('sAMAccountName', attributes)
    tally.add([person('ada'), person('ADA'), person('Ada'), person('j\u00fcrgen'), person('ju\u0308rgen'), person('bob'), person('')])

    expect(tally.facts()).toMatchObject({
      duplicateCount: 2,
      duplicates: [
        { username: 'ada', count: 3 },
        { username: 'j\u00fcrgen', count: 2 }
      ]
    })
  })

  it('counts every duplicate, and names at most five', () => {
    const tally = new PeopleTally('sAMAccountName', attributes)
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) tally.add([person(name), person(name)])

    expect(tally.facts()).toMatchObject({ duplicateCount: 7, duplicates: { length: 5 } })
  })

  it('counts what is filled, by attribute, without blanks', () => {
    const tally = new PeopleTally('UID', ['UID', 'mail'])
    tally.add([entry('cn=a', { uid: 'a', mail: 'a@corp.example' }), entry('cn=b', { uid: 'b', mail: ' ' }), entry('cn=c', { mail: [] })])

    expect([...tally.facts().filled]).toEqual([
      ['uid', 2],
      ['mail', 1]
    ])
  })

  it('counts disabled people and user names with a domain', () => {
    const tally = new PeopleTally('userPrincipalName', attributes)
    tally.add([
      entry('cn=a', { userPrincipalName: 'a@corp.example', userAccountControl: '514' }),
      entry('cn=b', { userPrincipalName: 'b', userAccountControl: '512' }),
      entry('cn=c', { userPrincipalName: 'c@corp.example', userAccountControl: 'nonsense' })
    ])

    expect(tally.facts()).toMatchObject({ disabled: 1, usernamesWithAt: 2 })
  })

  it('keeps the first five people as samples', () => {
    const tally = new PeopleTally('sAMAccountName', attributes)
    tally.add([entry('cn=a', { sAMAccountName: 'a', mail: 'a@b', displayName: 'A', cn: 'x' }), entry('cn=b', { cn: 'B' }), entry('cn=c')])
    tally.add([person('d'), person('e'), person('f')])

    expect(tally.facts().samples).toEqual([
      { dn: 'cn=a', username: 'a', mail: 'a@b', name: 'A' },
      { dn: 'cn=b', username: '', mail: '', name: 'B' },
      { dn: 'cn=c', username: '', mail: '', name: '' },
      { dn: 'cn=d', username: 'd', mail: '', name: '' },
      { dn: 'cn=e', username: 'e', mail: '', name: '' }
    ])
  })

  it('knows the commonest primary group', () => {
    const tally = new PeopleTally('sAMAccountName', attributes)
    tally.add(['a', 'b'].map((name) => entry(`cn=${name}`, { primaryGroupID: '513' })))
    tally.add([entry('cn=guest', { primaryGroupID: '514' }), entry('cn=none')])

    expect(tally.commonestPrimaryGroup()).toEqual({ id: '513', people: 2 })
    expect(new PeopleTally('uid', []).commonestPrimaryGroup()).toBeUndefined()
  })
})

describe('peopleAttributes', () => {
  it('asks for the user name field once, however it is written', () => {
    expect(peopleAttributes('SAMACCOUNTNAME', 'active-directory').filter((name) => name.toLowerCase() === 'samaccountname')).toEqual([
      'SAMACCOUNTNAME'
    ])
    expect(peopleAttributes('employeeID', 'openldap')[0]).toBe('employeeID')
  })
})

function person(username: string) {
  return entry(`cn=${username}`, { sAMAccountName: username })
}
