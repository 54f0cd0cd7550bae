import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '../../../src-main/core/secret.ts'
import { collectSearch, openLdapSession } from '../../support/open-ldap-session.ts'
import type { SlapdServer } from '../../support/slapd.ts'
import { startSlapd } from '../../support/slapd.ts'
import type { StubConnection, StubLdapServer, StubRequest } from '../../support/stub-ldap-server.ts'
import { entryMessage, pagingControl, referenceMessage, resultMessage, startStubLdapServer } from '../../support/stub-ldap-server.ts'

const peopleCount = 1200

describe('searching slapd page by page', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    const people = Array.from(
      { length: peopleCount },
      (_, index) =>
        `dn: uid=p${String(index)},ou=people,dc=corp,dc=example,dc=test\nobjectClass: inetOrgPerson\nuid: p${String(index)}\ncn: Person Ö${String(index)}\nsn: P\n`
    )
    slapd = await startSlapd({ ldif: people.join('\n') })
  })
  afterAll(() => slapd.stop())

  it.each([
    [100, 12],
    [500, 3],
    [1200, 1],
    [5000, 1]
  ])('gets all 1,200 people in pages of %i', async (pageSize, pages) => {
    using ldap = await openLdapSession(slapd)

    const found = await collectSearch(ldap.session, slapd.peopleDn, { filter: '(uid=p*)', attributes: ['cn', 'uid'], pageSize })

    expect(found).toMatchObject({ end: { kind: 'complete' }, seen: peopleCount, references: [] })
    expect(new Set(found.entries.map(({ dn }) => dn)).size).toBe(peopleCount)
    expect(found.entries[7]?.attributes.get('cn')?.[0]).toMatch(/^Person Ö\d+$/)
    // slapd puts a cookie on a last page that is exactly full, and then sends an empty page
    expect(found.pages - pages).toBeLessThanOrEqual(1)
  })

  it('stops when asked to, and the connection goes on working', async () => {
    using ldap = await openLdapSession(slapd)
    let pages = 0

    const found = await collectSearch(ldap.session, slapd.peopleDn, {
      pageSize: 50,
      onPage: () => ((pages += 1) < 3 ? 'continue' : 'stop')
    })

    expect(found).toMatchObject({ end: { kind: 'stopped' }, seen: 150, pages: 3 })
    expect(await collectSearch(ldap.session, slapd.peopleDn, { filter: '(uid=p7)' })).toMatchObject({ end: { kind: 'complete' }, seen: 1 })
  })

  it.each([
    ['base', 1],
    ['one', peopleCount],
    ['sub', peopleCount + 1]
  ] as const)('searches the scope “%s”', async (scope, seen) => {
    using ldap = await openLdapSession(slapd)
    expect(await collectSearch(ldap.session, slapd.peopleDn, { scope, pageSize: 1000 })).toMatchObject({ end: { kind: 'complete' }, seen })
  })

  it.each(['(cn=Person Ö7)', '(cn=Person \\c3\\967)', '(&(cn=*\\c3\\967)(sn=P))', '(2.5.4.3=Person Ö7)'])(
    'finds the one for %s',
    async (filter) => {
      using ldap = await openLdapSession(slapd)
      expect(await collectSearch(ldap.session, slapd.suffix, { filter })).toMatchObject({ end: { kind: 'complete' }, seen: 1 })
    }
  )

  it('fails where the base does not exist, with the nearest parent', async () => {
    using ldap = await openLdapSession(slapd)
    expect(await collectSearch(ldap.session, `ou=gone,${slapd.suffix}`)).toEqual({
      end: { kind: 'cut', failure: { kind: 'result', code: 32, name: 'noSuchObject', text: '', matchedDn: slapd.suffix } },
      seen: 0,
      pages: 0,
      references: [],
      entries: [],
      portions: []
    })
  })

  it('calls a filter with a mistake bad, and sends nothing', async () => {
    await using stub = await startStubLdapServer({})
    using ldap = await openLdapSession(stub)
    expect(await collectSearch(ldap.session, 'dc=x', { filter: '(&(cn=a)(cn=b)' })).toMatchObject({
      end: { kind: 'cut', failure: { kind: 'bad-filter', text: '“)” is missing (at character 15)' } },
      seen: 0
    })
    ldap.session.close()
    await stub.untilAllClosed()
    expect(stub.requests.map(({ operation }) => operation)).toEqual(['unbind'])
  })
})

describe('the size limit of slapd', () => {
  it('cuts a search after the entries that were allowed, and they are kept', async () => {
    const people = Array.from(
      { length: 30 },
      (_, index) => `dn: uid=p${String(index)},ou=people,dc=corp,dc=example,dc=test\nobjectClass: account\nuid: p${String(index)}\n`
    )
    await using slapd = await startSlapd({ ldif: people.join('\n'), readerSizeLimit: 10 })
    using ldap = await openLdapSession(slapd)
    await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))

    // when the pages are smaller than the limit, and when one page is larger
    const paged = await collectSearch(ldap.session, slapd.peopleDn, { filter: '(uid=p*)', pageSize: 4 })
    const atOnce = await collectSearch(ldap.session, slapd.peopleDn, { filter: '(uid=p*)', pageSize: 100 })

    const end = { kind: 'cut', failure: { kind: 'result', code: 4, name: 'sizeLimitExceeded', text: '', matchedDn: '' } }
    expect(paged).toMatchObject({ end, seen: 10, portions: [4, 4, 2] })
    expect(atOnce).toMatchObject({ end, seen: 10, pages: 1, portions: [10] })
  })
})

describe('searching a scripted server', () => {
  type Script = (request: StubRequest, connection: StubConnection) => void

  async function searchScripted(
    answer: Script,
    pageSize = 3
  ): Promise<{ found: Awaited<ReturnType<typeof collectSearch>>; stub: StubLdapServer }> {
    const stub = await startStubLdapServer({
      answer: (request, connection) => {
        if (request.operation === 'search') answer(request, connection)
      }
    })
    await using _ = stub
    using ldap = await openLdapSession(stub)
    return { found: await collectSearch(ldap.session, 'dc=x', { pageSize }), stub }
  }

  function entries(id: number, count: number): readonly Buffer[] {
    return Array.from({ length: count }, (_, index) => entryMessage(id, `cn=${String(index)}`))
  }

  it('goes on after an empty page that still has a cookie', async () => {
    const { found, stub } = await searchScripted(({ id, earlier }, connection) =>
      connection.send(
        ...entries(id, earlier === 1 ? 2 : 0),
        resultMessage(id, 'search', { controls: [pagingControl(earlier === 2 ? '' : `c${String(earlier)}`)] })
      )
    )
    expect(found).toMatchObject({ end: { kind: 'complete' }, seen: 2, pages: 3 })
    expect(stub.requests.map(({ cookie }) => cookie?.toString())).toEqual(['', 'c0', 'c1', undefined].slice(0, stub.requests.length))
  })

  it('accepts one cookie for the whole search, as Samba gives', async () => {
    const { found } = await searchScripted(({ id, earlier }, connection) =>
      connection.send(...entries(id, 3), resultMessage(id, 'search', { controls: [pagingControl(earlier === 40 ? '' : 'same')] }))
    )
    expect(found).toMatchObject({ end: { kind: 'complete' }, seen: 123, pages: 41 })
  })

  it('gives up on a server that repeats a cookie with empty pages for ever', async () => {
    const { found } = await searchScripted(({ id }, connection) =>
      connection.send(resultMessage(id, 'search', { controls: [pagingControl('same')] }))
    )
    expect(found).toMatchObject({
      end: { kind: 'cut', failure: { kind: 'closed', text: 'The server sent 20 empty pages in a row and no end of the search.' } },
      seen: 0
    })
  })

  it('gives up on a server that makes up new cookies with empty pages for ever', async () => {
    const { found } = await searchScripted(({ id, earlier }, connection) =>
      connection.send(resultMessage(id, 'search', { controls: [pagingControl(`c${String(earlier)}`)] }))
    )
    expect(found).toMatchObject({ end: { kind: 'cut', failure: { kind: 'closed' } }, seen: 0, pages: 1000 })
  })

  it('takes everything from a server that cannot page, in portions of the page size', async () => {
    const { found, stub } = await searchScripted(({ id }, connection) => connection.send(...entries(id, 8), resultMessage(id, 'search')))
    expect(found).toMatchObject({ end: { kind: 'complete' }, seen: 8, pages: 1, portions: [3, 3, 2] })
    // the paging control was not marked critical
    expect(stub.requests[0]?.bytes.includes(Buffer.from([0x01, 0x01, 0xff]))).toBe(false)
  })

  it('keeps what came before an error, and counts it', async () => {
    const { found } = await searchScripted(({ id, earlier }, connection) =>
      connection.send(
        ...entries(id, earlier === 0 ? 3 : 2),
        referenceMessage(id, 'ldap://elsewhere.test/dc=y'),
        earlier === 0
          ? resultMessage(id, 'search', { controls: [pagingControl('next')] })
          : resultMessage(id, 'search', { code: 11, text: 'too many cookies' })
      )
    )
    expect(found).toMatchObject({
      end: { kind: 'cut', failure: { kind: 'result', code: 11, name: 'adminLimitExceeded', text: 'too many cookies' } },
      seen: 5,
      pages: 2,
      portions: [3, 2],
      references: ['ldap://elsewhere.test/dc=y']
    })
  })

  it('keeps what came before the connection broke in the middle of a page', async () => {
    const { found } = await searchScripted(({ id, earlier }, connection) => {
      connection.send(...entries(id, earlier === 0 ? 3 : 1))
      if (earlier === 0) connection.send(resultMessage(id, 'search', { controls: [pagingControl('next')] }))
      else connection.close()
    })
    expect(found).toMatchObject({
      end: { kind: 'cut', failure: { kind: 'closed', text: 'The server closed the connection.' } },
      seen: 4,
      pages: 2,
      portions: [3, 1]
    })
  })

  it('hands over a referral of the base, with its addresses', async () => {
    const { found } = await searchScripted(({ id }, connection) =>
      connection.send(resultMessage(id, 'search', { code: 10, referrals: ['ldap://a.test/'] }))
    )
    expect(found.end).toMatchObject({ failure: { code: 10, referrals: ['ldap://a.test/'] } })
  })

  it('abandons an answer that the caller has seen enough of', async () => {
    // given a server that cannot page and never ends
    await using stub = await startStubLdapServer({
      answer: ({ id, operation }, connection) => {
        if (operation === 'search') connection.send(...entries(id, 1000))
        if (operation === 'extended') connection.send(...entries(id - 2, 5), resultMessage(id, 'extended', { value: 'u:me' }))
      }
    })
    using ldap = await openLdapSession(stub)

    const found = await collectSearch(ldap.session, 'dc=x', { pageSize: 10, onPage: () => 'stop' })

    // then the request is abandoned, and late entries disturb nobody
    expect(found).toMatchObject({ end: { kind: 'stopped' }, seen: 10, pages: 1 })
    expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: 'u:me' })
    expect(stub.requests.map(({ operation }) => operation)).toEqual(['search', 'abandon', 'extended'])
  })

  it('lets a mistake in the caller’s own code through, and stays usable', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id, operation }, connection) => {
        if (operation === 'search') connection.send(...entries(id, 3), resultMessage(id, 'search'))
        if (operation === 'extended') connection.send(resultMessage(id, 'extended'))
      }
    })
    using ldap = await openLdapSession(stub)
    const onPage = (): 'continue' => {
      throw new RangeError('a mistake')
    }

    await expect(collectSearch(ldap.session, 'dc=x', { pageSize: 2, onPage })).rejects.toThrow('a mistake')

    expect(await ldap.session.whoAmI()).toMatchObject({ ok: true })
  })

  it('calls a page without a size a bug', async () => {
    await using stub = await startStubLdapServer({})
    using ldap = await openLdapSession(stub)
    await expect(collectSearch(ldap.session, 'dc=x', { pageSize: 0 })).rejects.toThrow(RangeError)
  })
})
