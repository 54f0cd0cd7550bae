import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeBind, encodeCompare, encodeDelete, encodePaging, type SearchParts } from '../../unit/practice/encode-request.ts'
import { arbitraryFilter } from '../../unit/practice/arbitrary-filter.ts'
import { equal, fixedFilters } from './fixed-filters.ts'
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

  it.each(fixedFilters())('for the filter %s', async (_title, filter, expected) => {
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
