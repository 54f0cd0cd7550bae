import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActiveDirectory } from '../../../src-main/practice/active-directory/create-active-directory.ts'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { encodeDelete } from '../../unit/practice/encode-request.ts'
import { RawClient, readResult } from './raw-client.ts'

const base = 'DC=practice,DC=example'
const groups = `OU=Groups,OU=Company,${base}`
let directory: PracticeDirectory
let client: RawClient

beforeAll(async () => {
  directory = await startPracticeDirectory({ flavour: 'active-directory' })
  client = await RawClient.connect(directory.ldapPort)
  await client.bind(directory.username, directory.password)
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await directory.close()
})

describe('signing in at the practice Active Directory', () => {
  it.each([
    ['the principal name', 'svc-files@practice.example', 0],
    ['the principal name in capitals', 'SVC-FILES@PRACTICE.EXAMPLE', 0],
    ['the older form', 'PRACTICE\\svc-files', 0],
    ['the older form with the DNS name', 'practice.example\\svc-files', 0],
    ['the full name', `CN=Files.com Sync,OU=Service Accounts,OU=Company,${base}`, 0],
    ['the full name, written differently', `cn=files.com sync, ou=service accounts, ou=company, ${base}`, 0],
    ['the display name', 'Files.com Sync', 0],
    ['the bare account name', 'svc-files', 49],
    ['another domain', 'OTHER\\svc-files', 49],
    ['an unknown name', 'nobody@practice.example', 49],
    ['a name that is no account', groups, 49]
  ])('by %s (%s) gives %i', async (_title, name, code) => {
    await using other = await RawClient.connect(directory.ldapPort)

    const result = await other.bind(name, directory.password)

    expect(result.code).toBe(code)
    expect(result.text.includes('data 52e')).toBe(code === 49)
    expect(await other.whoAmI()).toBe(code === 0 ? 'u:PRACTICE\\svc-files' : '')
  })

  it('treats a name without a password as a guest, who may read the root entry only', async () => {
    await using other = await RawClient.connect(directory.ldapPort)

    expect(await other.bind('svc-files@practice.example', '')).toMatchObject({ code: 0 })
    expect(await other.search({ base: '', scope: 'base' })).toMatchObject({ code: 0 })
    expect(await other.search({ base, scope: 'base' })).toMatchObject({
      code: 1,
      text: '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563\0'
    })
  })

  it('counts wrong passwords, locks at the threshold, and then refuses the right one too', async () => {
    // given a person and what the domain says about wrong passwords
    await using own = await startPracticeDirectory({ flavour: 'active-directory' })
    await using reader = await RawClient.connect(own.ldapPort)
    await reader.bind(own.username, own.password)
    await using other = await RawClient.connect(own.ldapPort)
    const person = 'anna.smith@practice.example'
    const state = async (): Promise<unknown> => {
      const attributes = ['badPwdCount', 'msDS-User-Account-Control-Computed', 'userAccountControl']
      const { entries } = await reader.search({ base, filter: equal('sAMAccountName', 'anna.smith'), attributes })
      return attributes.map((name) => entries[0]?.attributes.get(name)?.join())
    }
    const policy = await reader.search({ base, scope: 'base', attributes: ['lockoutThreshold'] })
    expect(policy.entries[0]?.attributes.get('lockoutThreshold')?.join()).toBe('5')

    // when the password is wrong twice, then right
    for (const password of ['wrong 1', 'wrong 2']) await other.bind(person, password)
    expect(await state()).toEqual(['2', '0', '66048'])
    expect(await other.bind(person, own.samplePerson.password)).toMatchObject({ code: 0 })

    // then the count starts again, and five in a row lock the account
    expect(await state()).toEqual(['0', '0', '66048'])
    for (let count = 1; count <= 5; count += 1) expect((await other.bind(person, 'wrong')).text).toContain('data 52e')
    expect(await state()).toEqual(['5', '16', '66048'])
    expect((await other.bind(person, own.samplePerson.password)).text).toContain('data 775')
  })

  it('forgets wrong passwords after the observation window', () => {
    // given a clock that we hold, and four wrong passwords
    let now = new Date('2026-04-01T12:00:00Z')
    const company = { people: [], groups: [], computers: [], contacts: [] }
    const service = createActiveDirectory({ company, pageSize: 100, valueRange: 100, serviceState: 'active', now: () => now })
    const tryWrong = (): unknown => service.bind('PRACTICE\\svc-files', Buffer.from('wrong'))
    for (let count = 0; count < 4; count += 1) tryWrong()

    // when half an hour passes before the next one
    now = new Date('2026-04-01T12:31:00Z')
    tryWrong()

    // then the account is still open
    expect(service.bind('PRACTICE\\svc-files', Buffer.from('Practice-Service-1'))).toHaveProperty('who')
  })

  it.each(['533', '701', '775', '532', '773'])('knows people whose sign-in fails with %s', async (data) => {
    const filters: Readonly<Record<string, Filter>> = {
      533: bits('userAccountControl', '2'),
      701: {
        kind: 'and',
        filters: [
          { kind: 'less-or-equal', attribute: 'accountExpires', value: Buffer.from('200000000000000000') },
          equal('objectClass', 'user')
        ]
      },
      775: { kind: 'greater-or-equal', attribute: 'lockoutTime', value: Buffer.from('1') },
      532: {
        kind: 'and',
        filters: [
          { kind: 'present', attribute: 'department' },
          { kind: 'not', filter: bits('userAccountControl', '65536') }
        ]
      },
      773: equal('pwdLastSet', '0')
    }
    const { entries } = await client.search({ base, filter: filters[data] ?? equal('cn', ''), attributes: ['userPrincipalName'] })
    await using other = await RawClient.connect(directory.ldapPort)

    const texts = new Set<string>()
    for (const { attributes } of entries) {
      const name = attributes.get('userPrincipalName')?.join()
      if (name !== undefined) texts.add((await other.bind(name, directory.samplePerson.password)).text.replace(/^.*data (\w+).*$/s, '$1'))
    }

    expect([...texts]).toContain(data)
  })
})

describe('searching the practice Active Directory', () => {
  it('shows a root entry as a Windows domain controller does', async () => {
    const { entries } = await client.search({ base: '', scope: 'base' })
    const values = (name: string): readonly string[] => entries[0]?.attributes.get(name)?.map(String) ?? []

    expect(values('defaultNamingContext')).toEqual([base])
    expect(values('namingContexts')).toHaveLength(5)
    expect(values('supportedCapabilities')).toContain('1.2.840.113556.1.4.800')
    expect(values('supportedLDAPPolicies')).toContain('MaxPageSize')
    expect(values('dNSHostName')).toEqual(['dc1.practice.example'])
    expect(values('currentTime').join()).toMatch(/^\d{14}\.0Z$/)
    expect(values('vendorName')).toEqual([])
    expect(values('supportedExtension')).toEqual([])
  })

  it('gives the first hundred and code 4 to a client that does not page, and all to one that does', async () => {
    const filter = equal('sAMAccountType', '805306368')
    const unpaged = await client.search({ base, filter, attributes: ['1.1'] })
    const paged = await client.searchPaged({ base, filter, attributes: ['1.1'] }, 1000)

    expect([unpaged.code, unpaged.entries.length]).toEqual([4, 100])
    expect(paged.map(({ code, entries }) => [code, entries.length])).toEqual([
      [0, 100],
      [0, 100],
      [0, 100],
      [0, 8]
    ])
  })

  it('says its limits in the query policy', async () => {
    const name = `CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,${base}`
    const { entries } = await client.search({ base: name, scope: 'base', attributes: ['lDAPAdminLimits'] })

    expect(entries[0]?.attributes.get('lDAPAdminLimits')?.map(String)).toEqual(
      expect.arrayContaining(['MaxPageSize=100', 'MaxValRange=100'])
    )
  })

  it('hands out the members of a large group in ranges', async () => {
    const group = `CN=All Staff,${groups}`
    const names = async (attribute: string): Promise<readonly (readonly [string, number])[]> => {
      const { entries } = await client.search({ base: group, scope: 'base', attributes: [attribute] })
      return [...(entries[0]?.attributes ?? [])].map(([name, values]) => [name, values.length])
    }

    expect(await names('member')).toEqual([
      ['member', 0],
      ['member;range=0-99', 100]
    ])
    expect(await names('member;range=100-*')).toEqual([['member;range=100-199', 100]])
    expect(await names('member;range=200-*')).toEqual([['member;range=200-*', 92]])
    expect(await names('member;range=5-9')).toEqual([['member;range=5-9', 5]])
    expect(await names('member;range=290-299')).toEqual([['member;range=290-*', 2]])
    expect(await names('member;range=400-*')).toEqual([['member;range=400-*', 0]])
  })

  it('points to the naming contexts below the base, unless the client declines', async () => {
    const filter = equal('cn', 'nobody')
    const references = [
      'ldap://DomainDnsZones.practice.example/DC=DomainDnsZones,DC=practice,DC=example',
      'ldap://ForestDnsZones.practice.example/DC=ForestDnsZones,DC=practice,DC=example',
      'ldap://practice.example/CN=Configuration,DC=practice,DC=example'
    ]

    expect((await client.search({ base, filter })).references).toEqual(references)
    expect((await client.search({ base, filter, scope: 'one' })).references).toEqual(references.map((url) => `${url}??base`))
    expect((await client.search({ base: groups, filter })).references).toEqual([])
    expect((await client.search({ base, filter, controls: [{ type: '1.2.840.113556.1.4.1339' }] })).references).toEqual([])
    expect((await client.search({ base: `CN=Configuration,${base}`, filter })).references).toEqual([
      'ldap://practice.example/CN=Schema,CN=Configuration,DC=practice,DC=example'
    ])
  })

  it.each([
    [
      `OU=Staff,OU=Company,${base}`,
      32,
      `OU=Company,${base}`,
      /^0000208D: NameErr: DSID-0310028B, problem 2001 \(NO_OBJECT\), data 0, best match of:\n\t'OU=Company,/
    ],
    ['DC=corp,DC=other', 10, '', /^0000202B: RefErr: DSID-\w+, data 0, 1 access points\n\tref 1: 'corp.other'\n\0$/],
    ['People', 34, '', /^0000208F: NameErr: DSID-\w+, problem 2006 \(BAD_NAME\), data 8350, best match of:\n\t'People'\n\0$/],
    ['CN=Nowhere', 32, '', /best match of:\n\t''\n\0$/]
  ])('explains a wrong base as Windows does: %s', async (name, code, matchedDn, text) => {
    expect(await client.search({ base: name, scope: 'base' })).toMatchObject({
      code,
      matchedDn,
      text: expect.stringMatching(text) as string
    })
  })

  it('finds entries by SID and GUID', async () => {
    const bySid = await client.search({
      base: '<SID=S-1-5-21-2718281828-3141592653-1414213562-513>',
      scope: 'base',
      attributes: ['objectGUID', 'primaryGroupToken']
    })
    const guid = bySid.entries[0]?.attributes.get('objectGUID')?.[0] ?? Buffer.alloc(0)
    const byGuid = await client.search({ base: `<GUID=${guid.toString('hex')}>`, scope: 'base' })
    const byFilter = await client.search({ base, filter: { kind: 'equal', attribute: 'objectGUID', value: guid } })

    expect(bySid.entries[0]?.dn).toBe(`CN=Domain Users,CN=Users,${base}`)
    expect(bySid.entries[0]?.attributes.get('primaryGroupToken')?.join()).toBe('513')
    expect([byGuid.entries[0]?.dn, byFilter.entries[0]?.dn]).toEqual([bySid.entries[0]?.dn, bySid.entries[0]?.dn])
  })

  it.each([
    ['disabled accounts', bits('userAccountControl', '2'), 14],
    ['security groups', bits('groupType', '2147483648'), 35],
    ['a category by the name of a class', equal('objectCategory', 'computer'), 9],
    ['letters without their accents', equal('sn', 'MULLER'), 4],
    ['direct members of the outermost group', equal('memberOf', `CN=Files Readers,${groups}`), 2],
    ['members at any depth', inChain('memberOf', `CN=Files Readers,${groups}`), 17],
    ['members of a circle of three groups', inChain('memberOf', `CN=Partner Desk,${groups}`), 18],
    ['the transitive rule on an attribute that is no link', inChain('cn', `CN=Partner Desk,${groups}`), 0],
    ['a computed attribute', equal('primaryGroupToken', '513'), 0],
    ['an unknown attribute, negated', { kind: 'not', filter: equal('shoeSize', '44') } satisfies Filter, 0],
    ['contractors, by their primary group', equal('memberOf', `CN=Contractors,${groups}`), 2]
  ])('answers the filter for %s', async (_title, filter, count) => {
    const pages = await client.searchPaged({ base, filter, attributes: ['1.1'] }, 1000)

    expect(pages.flatMap(({ entries }) => entries)).toHaveLength(count)
  })

  it('leaves the primary group out of memberOf, and in tokenGroups', async () => {
    const group = await client.search({ base: `CN=Contractors,${groups}`, scope: 'base', attributes: ['primaryGroupToken', 'objectSid'] })
    const token = group.entries[0]?.attributes.get('primaryGroupToken')?.join() ?? ''
    const sid = group.entries[0]?.attributes.get('objectSid')?.[0] ?? Buffer.alloc(0)
    const people = await client.search({ base, filter: equal('primaryGroupID', token), attributes: ['memberOf'] })
    const someone = people.entries.find(
      ({ attributes }) => attributes.get('memberOf')?.some((name) => name.includes('CN=Contractors')) === false
    )
    const tokens = await client.search({ base: someone?.dn ?? '', scope: 'base', attributes: ['tokenGroups'] })

    expect(people.entries.length).toBeGreaterThan(8)
    expect(tokens.entries[0]?.attributes.get('tokenGroups')?.some((each) => each.equals(sid))).toBe(true)
  })

  it('changes nothing for anybody', async () => {
    client.send(encodeDelete(client.nextId, `CN=All Staff,${groups}`))

    expect(readResult((await client.next()).operation)).toMatchObject({
      code: 50,
      text: expect.stringContaining('00002098: SecErr') as string
    })
  })
})

function equal(attribute: string, value: string): Filter {
  return { kind: 'equal', attribute, value: Buffer.from(value) }
}

function bits(attribute: string, value: string): Filter {
  return { kind: 'extensible', attribute, rule: '1.2.840.113556.1.4.803', value: Buffer.from(value), withDn: false }
}

function inChain(attribute: string, value: string): Filter {
  return { kind: 'extensible', attribute, rule: '1.2.840.113556.1.4.1941', value: Buffer.from(value), withDn: false }
}
