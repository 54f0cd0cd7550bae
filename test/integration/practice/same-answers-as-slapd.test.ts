import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'
import { encodeBind, encodeCompare, encodeDelete, encodePaging, type SearchParts } from '../../unit/practice/encode-request.ts'
import { arbitraryFilter } from '../../unit/practice/arbitrary-filter.ts'
import { RawClient, readResult } from './raw-client.ts'
import { bothAnswers, comparable, startTwins, type TwinDirectories } from './twin-directories.ts'

const base = 'dc=practice,dc=example'
let twins: TwinDirectories

beforeAll(async () => {
  twins = await startTwins()
})
afterAll(() => twins[Symbol.asyncDispose]())

describe('the practice OpenLDAP answers as slapd does', () => {
  it('with every entry and every user attribute of the company', async () => {
    const { slapd, practice, count } = await bothAnswers(twins, { base })

    expect(practice).toEqual(slapd)
    expect(count).toBeGreaterThan(350)
  })

  it.each([
    base,
    'DC=Practice, DC=EXAMPLE',
    `ou=People,${base}`,
    `ou=groups;${base}`,
    `cn=Smith\\, Anna,ou=Boston,ou=People,${base}`,
    `cn="smith, ANNA",ou=Boston,ou=People,${base}`,
    `cn=\\20Leading Space,ou=Praha,ou=People,${base}`,
    `cn=\\E5\\B1\\B1\\E7\\94\\B0 太郎,ou=São Paulo,ou=People,${base}`,
    `cn=Rita 🚀 Rocket,ou=SÃO PAULO,ou=People,${base}`,
    `commonName=All Staff,2.5.4.11=Groups,${base}`,
    `ou=Staff,ou=People,${base}`,
    `uid=nobody,ou=Nowhere,ou=Groups,${base}`,
    'dc=other,dc=test',
    'cn=Subschema,dc=test',
    'People',
    'ou=People/dc=practice',
    `ou=People,,${base}`,
    `ou=People,${base},`,
    `ou=,${base}`,
    `unknownType=x,${base}`,
    `cn=a<b,${base}`,
    `cn=a"b,${base}`,
    ' '
  ])('for the base %s', async (name) => {
    const { slapd, practice } = await bothAnswers(twins, { base: name, scope: 'base', attributes: ['cn', 'ou'] })

    expect(practice).toEqual(slapd)
  })

  it.each([
    ['base', base],
    ['one', base],
    ['one', `ou=People,${base}`],
    ['one', `ou=Former,${base}`],
    ['one', `cn=IT,ou=Groups,${base}`],
    ['subtree', `ou=Boston,ou=People,${base}`],
    ['subtree', `cn=IT,ou=Groups,${base}`],
    ['one', ''],
    ['subtree', '']
  ] as const)('in scope %s below "%s"', async (scope, name) => {
    const { slapd, practice } = await bothAnswers(twins, { base: name, scope, attributes: ['1.1'] })

    expect(practice).toEqual(slapd)
  })

  it.each([
    [[]],
    [['*']],
    [['1.1']],
    [['1.1', 'cn']],
    [['cn', 'CN', 'commonName']],
    [['name']],
    [['distinguishedName']],
    [['mail', 'unknownAttribute', 'MEMBEROF']],
    [['*', 'memberOf', 'structuralObjectClass']],
    [['entryDN', 'hasSubordinates', 'subschemaSubentry']],
    [['cn;lang-de']],
    [['userPassword']],
    [['jpegPhoto', 'telephoneNumber']],
    [['2.5.4.4', '0.9.2342.19200300.100.1.1']],
    [['']]
  ])('with the attributes %j', async (attributes) => {
    const { slapd, practice } = await bothAnswers(twins, { base, attributes })

    expect(practice).toEqual(slapd)
  })

  it.each([[['+']], [['*', '+']], [['cn', '+']]])('with the names only of %j', async (attributes) => {
    const { slapd, practice } = await bothAnswers(twins, { base, attributes, typesOnly: true })

    expect(practice).toEqual(slapd)
  })

  it.each(filters())('for the filter %s', async (_title, filter, expected) => {
    const { slapd, practice, count } = await bothAnswers(twins, { base, filter, attributes: ['cn'] })

    expect(practice).toEqual(slapd)
    expect(count > 0).toBe(expected === 'somebody')
  })

  it('for 1,500 filters that a generator made', async () => {
    let hits = 0
    await fc.assert(
      fc.asyncProperty(arbitraryFilter(), async (filter) => {
        const { slapd, practice, count } = await bothAnswers(twins, { base, filter, attributes: ['1.1'] })
        expect(practice).toEqual(slapd)
        if (count > 0) hits += 1
      }),
      { numRuns: 1_500, seed: 4711 }
    )
    expect(hits).toBeGreaterThan(300)
  })

  it.each([1, 7, 300, 360, 361, 362])('when the client wants at most %i entries', async (sizeLimit) => {
    const summary = async (client: RawClient): Promise<unknown> => {
      const { code, entries } = await client.search({ base, sizeLimit, attributes: ['1.1'] })
      // Which entries come first is each server's own affair.
      return { code, count: entries.length }
    }

    expect(await summary(twins.inPractice)).toEqual(await summary(twins.inSlapd))
  })

  it.each([
    [1, { base: `ou=Groups,${base}` }],
    [7, { base }],
    [100, { base, attributes: ['cn', 'memberOf'] }],
    [361, { base }],
    [1_000, { base }],
    [20, { base, filter: equal('objectClass', 'groupOfNames') }],
    [20, { base, filter: equal('cn', 'nobody at all') }],
    [3, { base, sizeLimit: 7 }],
    [5, { base, sizeLimit: 10 }],
    [10, { base, sizeLimit: 7 }],
    [10, { base: `ou=Nowhere,${base}` }]
  ] satisfies readonly (readonly [number, SearchParts])[])('page by page, %i at a time, for %j', async (size, parts) => {
    const slapd = await twins.inSlapd.searchPaged(parts, size)
    const practice = await twins.inPractice.searchPaged(parts, size)

    expect(practice.map(comparable)).toEqual(slapd.map(comparable))
  })

  it('when a page is asked for with a cookie that nobody gave out', async () => {
    const { slapd, practice } = await bothAnswers(twins, { base, controls: [encodePaging(10, Buffer.from('whatever'))] })

    expect(practice).toEqual(slapd)
  })

  it('when a critical control is unknown, and when an unknown one is not critical', async () => {
    const critical = await bothAnswers(twins, { base, scope: 'base', controls: [{ type: '1.2.3.4', critical: true }] })
    const optional = await bothAnswers(twins, { base, scope: 'base', controls: [{ type: '1.2.3.4' }] })

    expect(critical.practice).toEqual(critical.slapd)
    expect(optional.practice).toEqual(optional.slapd)
  })

  it.each([
    ['sn', 'smith'],
    ['sn', 'jones'],
    ['mail', 'ANNA.SMITH@practice.example'],
    ['uidNumber', '1'],
    ['unknownAttribute', 'x'],
    ['objectClass', 'person']
  ])('when asked to compare %s with %s', async (attribute, value) => {
    const ask = async (client: RawClient): Promise<unknown> => {
      client.send(encodeCompare(client.nextId, `cn=Smith\\, Anna,ou=Boston,ou=People,${base}`, attribute, value))
      const { code } = readResult((await client.next()).operation)
      return code
    }

    expect(await ask(twins.inPractice)).toBe(await ask(twins.inSlapd))
  })

  it('when asked to delete something', async () => {
    const ask = async (client: RawClient): Promise<unknown> => {
      client.send(encodeDelete(client.nextId, `cn=IT,ou=Groups,${base}`))
      return readResult((await client.next()).operation)
    }

    expect(await ask(twins.inPractice)).toEqual(await ask(twins.inSlapd))
  })

  it.each([
    ['the right password', 'cn=svc-files,ou=Services,dc=practice,dc=example', 'Practice-Service-1'],
    ['a name written differently', 'CN=SVC-FILES, OU=services,DC=practice,dc=example', 'Practice-Service-1'],
    ['a person', 'cn=Smith\\, Anna,ou=Boston,ou=People,dc=practice,dc=example', 'Practice-Person-1'],
    ['a wrong password', 'cn=svc-files,ou=Services,dc=practice,dc=example', 'wrong'],
    ['an unknown name', 'cn=nobody,ou=Services,dc=practice,dc=example', 'wrong'],
    ['an entry without a password', 'ou=People,dc=practice,dc=example', 'wrong'],
    ['no password', 'cn=svc-files,ou=Services,dc=practice,dc=example', ''],
    ['a name that is none', 'svc-files', 'Practice-Service-1'],
    ['a principal name', 'svc-files@practice.example', 'Practice-Service-1'],
    ['nothing at all', '', ''],
    ['a password without a name', '', 'Practice-Service-1'],
    ['an old version of the protocol', 'cn=svc-files,ou=Services,dc=practice,dc=example', 'Practice-Service-1', 2]
  ])('when signing in with %s', async (_title, name, password, version = 3) => {
    const ask = async (port: number): Promise<unknown> => {
      await using client = await RawClient.connect(port)
      client.send(encodeBind(client.nextId, name, password, version))
      return [readResult((await client.next()).operation), await client.whoAmI()]
    }

    expect(await ask(twins.practice.ldapPort)).toEqual(await ask(twins.slapd.port))
  })

  it.each([[[]], [['*']], [['subschemaSubentry', 'supportedLDAPVersion', 'structuralObjectClass']], [['1.1']]])(
    'with the attributes %j of the root entry',
    async (attributes) => {
      const { slapd, practice } = await bothAnswers(twins, { base: '', scope: 'base', attributes })

      expect(practice).toEqual(slapd)
    }
  )

  it('when asked who is signed in', async () => {
    expect(await twins.inPractice.whoAmI()).toBe(await twins.inSlapd.whoAmI())
  })
})

function filters(): readonly (readonly [string, Filter, 'somebody' | 'nobody'])[] {
  const dn = `cn=Smith\\, Anna,ou=Boston,ou=People,${base}`
  const extensible = (attribute: string | undefined, rule: string | undefined, value: string, withDn = false): Filter => ({
    kind: 'extensible',
    attribute,
    rule,
    value: Buffer.from(value),
    withDn
  })
  const starting = (attribute: string, initial: string): Filter => ({
    kind: 'substrings',
    attribute,
    initial: Buffer.from(initial),
    any: [],
    final: undefined
  })
  return [
    ['objectClass present', { kind: 'present', attribute: 'objectClass' }, 'somebody'],
    ['people by class', equal('objectClass', 'inetOrgPerson'), 'somebody'],
    ['a class in capitals', equal('objectClass', 'INETORGPERSON'), 'somebody'],
    ['unknown class', equal('objectClass', 'starship'), 'nobody'],
    ['uid', equal('uid', 'anna.smith'), 'somebody'],
    ['uid in capitals', equal('uid', 'ANNA.SMITH'), 'somebody'],
    ['name with umlaut in capitals', equal('sn', 'MÜLLER'), 'somebody'],
    ['name without its umlaut', equal('sn', 'Muller'), 'nobody'],
    ['decomposed letters', equal('sn', 'Mu\u0308ller'), 'somebody'],
    ['sharp s', equal('sn', 'GROß'), 'somebody'],
    ['sharp s as two letters', equal('sn', 'Gross'), 'nobody'],
    ['dotted capital I', equal('givenName', 'İsmail'), 'somebody'],
    ['a name with a comma', equal('cn', 'smith, anna'), 'somebody'],
    ['two spaces for one', equal('cn', 'All   Staff'), 'somebody'],
    ['spaces around', equal('cn', '  All Staff '), 'somebody'],
    ['the supertype name', equal('name', 'Müller'), 'somebody'],
    ['an alias of an attribute', equal('surname', 'Müller'), 'somebody'],
    ['a number of an attribute', equal('2.5.4.4', 'Müller'), 'somebody'],
    ['an attribute with an option', equal('cn;lang-en', 'All Staff'), 'nobody'],
    ['mail in capitals', equal('mail', 'ANNA.SMITH@PRACTICE.EXAMPLE'), 'somebody'],
    ['an exact attribute in the wrong case', equal('memberUid', 'ANNA.SMITH'), 'nobody'],
    ['a path', equal('loginShell', '/bin/bash'), 'somebody'],
    ['a telephone number without spaces', equal('telephoneNumber', '+16175551000'), 'somebody'],
    ['a telephone number with hyphens', equal('telephoneNumber', '+1-617-555-1000'), 'somebody'],
    ['an integer', equal('gidNumber', '5000'), 'somebody'],
    ['an integer with a leading zero', equal('gidNumber', '05000'), 'nobody'],
    ['a word where an integer belongs', { kind: 'not', filter: equal('gidNumber', 'many') }, 'nobody'],
    ['a member by name', equal('member', dn), 'somebody'],
    ['a member in other letter case', equal('member', dn.toUpperCase()), 'somebody'],
    ['a unique member', equal('uniqueMember', dn), 'somebody'],
    ['memberOf', equal('memberOf', `cn=all staff,OU=Groups,${base}`), 'somebody'],
    ['a nested group', equal('memberOf', `cn=Files Readers EMEA,ou=Groups,${base}`), 'somebody'],
    ['nonsense where a name belongs', { kind: 'not', filter: equal('member', 'nonsense') }, 'nobody'],
    ['an unknown attribute', equal('shoeSize', '44'), 'nobody'],
    ['not an unknown attribute', { kind: 'not', filter: equal('shoeSize', '44') }, 'nobody'],
    ['an unknown attribute or a known one', { kind: 'or', filters: [equal('shoeSize', '44'), equal('sn', 'Smith')] }, 'somebody'],
    [
      'people without mail',
      { kind: 'and', filters: [equal('objectClass', 'inetOrgPerson'), { kind: 'not', filter: { kind: 'present', attribute: 'mail' } }] },
      'somebody'
    ],
    ['always true', { kind: 'and', filters: [] }, 'somebody'],
    ['always false', { kind: 'or', filters: [] }, 'nobody'],
    ['not always true', { kind: 'not', filter: { kind: 'and', filters: [] } }, 'nobody'],
    ['beginning', starting('cn', 'ann'), 'somebody'],
    ['beginning with a space', starting('cn', ' Leading'), 'somebody'],
    [
      'middle',
      { kind: 'substrings', attribute: 'cn', initial: undefined, any: [Buffer.from('AN'), Buffer.from('s')], final: undefined },
      'somebody'
    ],
    ['end', { kind: 'substrings', attribute: 'mail', initial: undefined, any: [], final: Buffer.from('@PRACTICE.example') }, 'somebody'],
    [
      'all three',
      { kind: 'substrings', attribute: 'displayName', initial: Buffer.from('A'), any: [Buffer.from('a')], final: Buffer.from('a') },
      'somebody'
    ],
    ['substrings of a name attribute', starting('manager', 'cn='), 'nobody'],
    ['substrings of an integer', starting('uidNumber', '1'), 'nobody'],
    ['at least, on integers', { kind: 'greater-or-equal', attribute: 'uidNumber', value: Buffer.from('10100') }, 'somebody'],
    ['at most, on integers', { kind: 'less-or-equal', attribute: 'uidNumber', value: Buffer.from('10100') }, 'somebody'],
    ['at least, on text', { kind: 'greater-or-equal', attribute: 'cn', value: Buffer.from('M') }, 'nobody'],
    ['roughly, and exactly so', { kind: 'approximate', attribute: 'sn', value: Buffer.from('Kowalczyk') }, 'somebody'],
    ['bits that are all set', extensible('gidNumber', '1.2.840.113556.1.4.803', '8'), 'somebody'],
    ['bits of which one is set', extensible('uidNumber', '1.2.840.113556.1.4.804', '3'), 'somebody'],
    ['bits of text', extensible('cn', '1.2.840.113556.1.4.803', '2'), 'nobody'],
    [
      'the transitive rule, unknown here',
      extensible('memberOf', '1.2.840.113556.1.4.1941', `cn=Files Readers,ou=Groups,${base}`),
      'nobody'
    ],
    ['a rule that tells letter case apart', extensible('cn', 'caseExactMatch', 'All Staff'), 'somebody'],
    ['the same rule, other case', extensible('cn', 'caseExactMatch', 'all staff'), 'nobody'],
    ['any attribute', extensible(undefined, 'caseIgnoreMatch', 'berlin'), 'somebody'],
    ['the name of the entry too', extensible('ou', undefined, 'Boston', true), 'somebody'],
    ['the attribute without a rule', extensible('sn', undefined, 'müller'), 'somebody'],
    ['an unknown rule', { kind: 'not', filter: extensible('cn', '1.2.3.4', 'x') }, 'nobody']
  ]
}

function equal(attribute: string, value: string): Filter {
  return { kind: 'equal', attribute, value: Buffer.from(value) }
}
