import { describe, expect, it } from 'vitest'
import { fileNameOf } from '../../../src-main/app/preview/file-name-of.ts'
import { createFilterCounter } from '../../../src-main/app/preview/filter-hits.ts'
import { createFirstPeople } from '../../../src-main/app/preview/first-people.ts'
import { followCancel } from '../../../src-main/app/preview/follow-cancel.ts'
import { groupPage } from '../../../src-main/app/preview/group-page.ts'
import { hasMissingPart, isGroup, isPerson } from '../../../src-main/app/preview/ldif-entries.ts'
import { lookAtServer } from '../../../src-main/app/preview/look-at-server.ts'
import { previewHeadline } from '../../../src-main/app/preview/preview-headline.ts'
import { redactStrings } from '../../../src-main/app/preview/redact-strings.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { LdapFailure } from '../../../src-main/core/model/directory-facts.ts'
import type { ChosenServerType, DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { DirectoryPort } from '../../../src-main/core/ports/directory.ts'
import type { GroupChange } from '../../../src-main/core/preview/group-changes.ts'
import { entryViewOf } from '../../../src-main/core/preview/snapshot/text-entry.ts'
import { wantedOfPeople } from '../../../src-main/core/preview/snapshot/wanted-attributes.ts'
import { plainSnapshot } from '../../support/plain-snapshot.ts'

describe('a signal that follows another', () => {
  it('fires when the outer one does, once, and not after it was released', () => {
    const outer = new AbortController()
    const own = followCancel(outer.signal)
    const released = followCancel(outer.signal)
    released.release()
    let count = 0
    own.signal.addEventListener('abort', () => (count += 1), { once: true })
    outer.abort()
    own.abort()

    expect([own.signal.aborted, released.signal.aborted, count]).toEqual([true, false, 1])
  })

  it('can be fired alone, and is fired already under a signal that was', () => {
    const outer = new AbortController()
    const own = followCancel(outer.signal)
    let isTold = false
    const gone = (): never => {
      throw new Error('Nobody listens any more')
    }
    own.signal.addEventListener('abort', gone)
    own.signal.removeEventListener('abort', gone)
    own.signal.addEventListener('abort', () => (isTold = true))
    own.abort()

    expect([own.signal.aborted, outer.signal.aborted, isTold]).toEqual([true, false, true])
    expect(followCancel(AbortSignal.abort()).signal.aborted).toBe(true)
  })
})

describe('the first people', () => {
  const wanted = wantedOfPeople('uid', 'openldap')
  const person = (attributes: Record<string, string>) =>
    entryViewOf({ dn: 'uid=x,dc=x', attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])) }, wanted)

  it('are named as the service would name them', () => {
    const first = createFirstPeople(wanted, '@corp.example')
    first.add(person({ uid: ' anna ', displayname: '', cn: 'Anna Smith', mail: 'anna@x' }))
    first.add(person({ uid: 'bea', givenname: 'Bea', sn: 'Jones' }))
    first.add(person({}))

    expect(first.take()).toEqual([
      { dn: 'uid=x,dc=x', username: 'anna@corp.example', name: 'Anna Smith', mail: 'anna@x' },
      { dn: 'uid=x,dc=x', username: 'bea@corp.example', name: 'Bea Jones', mail: '' },
      { dn: 'uid=x,dc=x', username: '', name: '', mail: '' }
    ])
  })

  it('are 50 at most, told once, and nobody before there is anybody', () => {
    const first = createFirstPeople(wanted, '')
    expect(first.take()).toBeUndefined()
    for (let index = 0; index < 60; index += 1) first.add(person({ uid: String(index) }))

    expect(first.take()?.map(({ username }) => username)).toEqual(Array.from({ length: 50 }, (_, index) => String(index)))
    expect(first.take()).toBeUndefined()
  })
})

describe('entries of a file', () => {
  const entry = (attributes: Record<string, readonly string[]>) => ({ dn: 'x=y', attributes: new Map(Object.entries(attributes)) })

  it.each([
    ['openldap', { objectclass: ['top', 'inetOrgPerson'] }, true, false],
    ['openldap', { objectclass: ['organizationalPerson'] }, true, false],
    ['openldap', { objectclass: ['account', 'posixAccount'] }, true, false],
    ['openldap', { objectclass: ['posixGroup'] }, false, true],
    ['openldap', { objectclass: ['GROUPOFUNIQUENAMES'] }, false, true],
    ['openldap', { objectclass: ['organizationalUnit'] }, false, false],
    ['active-directory', { objectclass: ['user'] }, true, false],
    ['active-directory', { objectclass: ['user'], samaccounttype: ['805306370'] }, false, false],
    ['active-directory', { objectclass: ['group'], samaccounttype: ['268435456'] }, false, true],
    ['active-directory', { objectclass: ['groupOfNames'] }, false, false]
  ] as const)('%s %j: person %s, group %s', (serverType, attributes, person, group) => {
    expect([isPerson(entry(attributes), serverType), isGroup(entry(attributes), serverType)]).toEqual([person, group])
  })

  it.each([
    [{ member: ['a'] }, false],
    [{ 'member;range=0-*': ['a'] }, false],
    [{ 'member;range=0-1499': ['a'] }, true],
    [{ 'member;range=0-1499': ['a'], 'member;range=1500-*': ['b'] }, false],
    [{ 'member;range=0-*': ['a'], 'uniquemember;range=0-9': ['b'] }, true]
  ])('%j misses a part: %s', (attributes, isMissing) => {
    expect(hasMissingPart(entry(attributes))).toBe(isMissing)
  })
})

describe('the headline', () => {
  const counts = { create: 0, update: 0, disable: 0, delete: 0, unchanged: 0, 'left-out': 0 }
  const headline = (people: number, more: Partial<typeof counts>, hasSite = true, isComplete = true) =>
    previewHeadline({ people, users: 3, counts: { ...counts, ...more }, isComplete } as Parameters<typeof previewHeadline>[0], hasSite)

  it.each([
    [headline(1, { create: 1 }), '1 person in the directory, 3 users on the site: the sync would create 1.'],
    [
      headline(12_345, { unchanged: 12_345 }),
      '12,345 people in the directory, 3 users on the site: the sync would change nobody; 12,345 stay as they are.'
    ],
    [
      headline(9, { create: 1, update: 2, disable: 3, delete: 4, unchanged: 5, 'left-out': 6 }),
      '9 people in the directory, 3 users on the site: the sync would create 1, update 2, disable 3 and delete 4; 5 stay as they are, 6 are left out.'
    ],
    [headline(2, { create: 2 }, false), '2 people in the directory: 2 would be created on an empty site.']
  ])('%s', (said, expected) => expect(said).toBe(expected))

  it('says before anything else that somebody is missing', () => {
    expect(headline(2, { create: 2 }, true, false)).toMatch(
      /^Incomplete, .*; as far as it goes, 2 people in the directory, 3 users on the site: the sync would create 2\.$/
    )
  })
})

describe('a page of groups', () => {
  const group = (name: string, outcome: GroupChange['outcome'], people: number): GroupChange => ({
    name,
    dns: [`cn=${name},ou=groups`],
    outcome,
    because: 'same',
    number: 0,
    people,
    gained: 0,
    lost: 0,
    unknown: 0,
    foreign: 0
  })
  const groups = [
    group('Äpfel', 'create', 3),
    group('Birnen', 'unchanged', 1),
    group('apfelmus', 'update', 2),
    group('zuletzt', 'left-out', 2)
  ]
  const names = (query: Partial<Parameters<typeof groupPage>[1]>) =>
    groupPage(groups, { search: '', outcomes: [], offset: 0, limit: 10, ...query }).rows.map(({ name }) => name)

  it.each([
    [{ search: 'APFEL' }, ['Äpfel', 'apfelmus']],
    [{ search: 'ou=groups mus' }, ['apfelmus']],
    [{ outcomes: ['update', 'create'] as const }, ['Äpfel', 'apfelmus']],
    [{ sort: { column: 'name', descending: false } as const }, ['Äpfel', 'apfelmus', 'Birnen', 'zuletzt']],
    [{ sort: { column: 'people', descending: true } as const }, ['Äpfel', 'apfelmus', 'zuletzt', 'Birnen']],
    [{ sort: { column: 'outcome', descending: false } as const }, ['Äpfel', 'apfelmus', 'Birnen', 'zuletzt']],
    [{ offset: 1, limit: 2 }, ['Birnen', 'apfelmus']]
  ])('%j', (query, expected) => expect(names(query)).toEqual(expected))

  it('counts all groups, whatever is searched for', () => {
    const page = groupPage(groups, { search: 'apfelmus', outcomes: [], offset: 0, limit: 0 })
    expect(page).toEqual({ total: 1, rows: [], counts: { create: 1, update: 1, unchanged: 1, 'left-out': 1 } })
  })
})

describe('hits of group lists', () => {
  const people = ['a', 'b', 'c'].map((username) => ({ username }))
  const snapshot = plainSnapshot(people, [
    { name: 'Outer', groups: [1], people: [0] },
    { name: 'Inner', groups: [0], people: [0, 1] },
    { name: 'Other', people: [2] }
  ])
  const lists = { requiredGroups: 'outer', includedGroups: 'in*, other\ninner', excludedGroups: 'none' }

  it.each([
    [false, 2],
    [true, 1]
  ])('count each person once (direct members only: %s)', (directMembersOnly, inOuter) => {
    expect(createFilterCounter(snapshot).hits({ ...lists, directMembersOnly })).toEqual({
      required: {
        isEmpty: false,
        groups: 1,
        people: inOuter,
        perPattern: [{ pattern: 'outer', hits: 1, samples: ['Outer'] }],
        unmatched: [],
        takenApart: []
      },
      included: {
        isEmpty: false,
        groups: 2,
        people: 3,
        perPattern: [
          { pattern: 'in*', hits: 1, samples: ['Inner'] },
          { pattern: 'other', hits: 1, samples: ['Other'] },
          { pattern: 'inner', hits: 1, samples: ['Inner'] }
        ],
        unmatched: [],
        takenApart: []
      },
      excluded: {
        isEmpty: false,
        groups: 0,
        people: 0,
        perPattern: [{ pattern: 'none', hits: 0, samples: [] }],
        unmatched: ['none'],
        takenApart: []
      }
    })
  })
})

describe('texts that go to disk', () => {
  it('lose what is secret and stay what they are', () => {
    const redact = (text: string) => text.replaceAll('pass', '[secret]').replaceAll('","', '[secret]')
    const value = { name: 'a pass b', list: ['x', 'y', 1, null, { deep: 'passpass' }], pass: 'kept key', no: undefined }

    expect(redactStrings(value, redact)).toEqual({
      name: 'a [secret] b',
      list: ['x', 'y', 1, null, { deep: '[secret][secret]' }],
      pass: 'kept key'
    })
    const clean = { name: 'clean' }
    expect(redactStrings(clean, redact)).toBe(clean)
  })
})

describe('a name of a file', () => {
  it.each([
    ['/home/anna/export.ldif', 'export.ldif'],
    ['C:\\Users\\anna\\export.ldif', 'export.ldif'],
    ['export.ldif', 'export.ldif'],
    ['/', '/']
  ])('of %s is %s', (path, name) => expect(fileNameOf(path)).toBe(name))
})

describe('the look at a server', () => {
  const settings = (serverType: ChosenServerType): DirectorySettings => ({
    host: 'dc1',
    backupHosts: ['dc2', 'dc3'],
    port: 636,
    security: 'ldaps',
    serverType,
    username: 'x',
    baseDn: 'dc=x',
    usernameField: 'uid',
    domain: '',
    allowCleartext: false,
    timeoutMs: 1000
  })
  const refused: LdapFailure = { kind: 'network', reason: 'refused', text: '' }

  function directory(answers: Record<string, 'refused' | 'hidden' | Record<string, readonly string[]>>) {
    const seen: string[] = []
    const port: DirectoryPort = {
      open: ({ host }, trust) => {
        seen.push(`${host} ${trust}`)
        const answer = answers[host] ?? 'refused'
        if (answer === 'refused') return Promise.resolve({ ok: false, error: refused })
        return Promise.resolve({
          ok: true,
          value: {
            read: () =>
              Promise.resolve({
                ok: true,
                value: answer === 'hidden' ? undefined : { dn: '', attributes: new Map(Object.entries(answer)) }
              }),
            close: () => seen.push(`${host} closed`),
            bind: neverAsked,
            whoAmI: neverAsked,
            search: neverAsked
          }
        })
      }
    }
    return { port, seen }
  }

  it('is not taken at what was chosen to be OpenLDAP', async () => {
    const { port, seen } = directory({})

    expect(await lookAtServer(port, settings('openldap'), neverCancelled)).toMatchObject({
      value: { serverType: 'openldap', product: undefined, hosts: ['dc1', 'dc2', 'dc3'] }
    })
    expect(seen).toEqual([])
  })

  it.each([
    ['auto', { supportedcapabilities: ['1.2.840.113556.1.4.800'] }, 'active-directory', 'windows-active-directory'],
    ['auto', { objectclass: ['OpenLDAProotDSE'] }, 'openldap', 'openldap'],
    ['auto', { objectclass: ['top'] }, 'openldap', 'other'],
    ['auto', 'hidden', 'openldap', undefined],
    ['active-directory', { supportedcapabilities: ['1.2.840.113556.1.4.1851'] }, 'active-directory', 'ad-lds'],
    ['active-directory', 'hidden', 'active-directory', undefined]
  ] as const)('%s with %j is %s (%s)', async (chosen, answer, serverType, product) => {
    const { port, seen } = directory({ dc1: answer })

    expect(await lookAtServer(port, settings(chosen), neverCancelled)).toMatchObject({ value: { serverType, product } })
    expect(seen).toEqual(['dc1 verified', 'dc1 closed'])
  })

  it('goes to the next host while none answers, and leaves out those that did not', async () => {
    const { port } = directory({ dc2: { objectclass: ['OpenLDAProotDSE'] } })
    const nobody = directory({})

    expect(await lookAtServer(port, settings('auto'), neverCancelled)).toMatchObject({ value: { hosts: ['dc2', 'dc3'] } })
    expect(await lookAtServer(nobody.port, settings('auto'), neverCancelled)).toEqual({
      ok: false,
      error: {
        host: 'dc3',
        failure: refused,
        earlier: [
          { host: 'dc1', failure: refused },
          { host: 'dc2', failure: refused }
        ]
      }
    })
  })
})

function neverAsked(): never {
  throw new Error('This is not asked')
}
