import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
