import { describe, expect, it } from 'vitest'
import { control, noticeOfDisconnection, referenceMessage, resultMessage, type StubConnection } from '../../../support/stub-ldap-server.ts'
import { readInBulk, type BulkReadingSeen } from './read-in-bulk.ts'
import { peoplePage, personMessage, startScriptedDirectory, type ScriptedSearch } from './scripted-directory.ts'

async function readPeopleFrom(
  answer: (search: ScriptedSearch, connection: StubConnection) => void,
  { timeoutMs = 5_000 } = {}
): Promise<BulkReadingSeen & { readonly asked: readonly string[] }> {
  await using stub = await startScriptedDirectory((search, connection) => {
    if (search.of !== 'people') return undefined
    answer(search, connection)
    return 'answered'
  })
  const seen = await readInBulk({ settings: { host: stub.host, port: stub.port, timeoutMs } })
  await stub.untilAllClosed()
  return { ...seen, asked: stub.requests.map(({ operation }) => operation) }
}

function cutOf(seen: BulkReadingSeen): unknown {
  return seen.result.ok && seen.result.value.end.kind === 'cut' ? seen.result.value.end.cut : seen.result
}

describe('reading in bulk from a server that breaks off', () => {
  it('keeps what came before the connection broke in the middle of a page, and says on which', async () => {
    const seen = await readPeopleFrom(({ id, page }, connection) => {
      if (page < 2) connection.send(...peoplePage(id, page * 10, 10, 'next'))
      else {
        connection.send(...peoplePage(id, 20, 3).slice(0, 3), personMessage(id, 23).subarray(0, 20))
        connection.close()
      }
    })
    expect(cutOf(seen)).toEqual({
      where: 'people',
      because: 'The reading of people ended early, after 23 of them on 3 pages: The server closed the connection.',
      failure: { kind: 'closed', text: 'The server closed the connection.' }
    })
    expect(seen.people.size).toBe(23)
  })

  it('keeps what came before a reset', async () => {
    const seen = await readPeopleFrom(({ id, page }, connection) =>
      page === 0 ? connection.send(...peoplePage(id, 0, 10, 'next')) : connection.reset()
    )
    expect(cutOf(seen)).toMatchObject({ where: 'people', failure: { kind: 'closed' } })
    expect(seen.people.size).toBe(10)
  })

  it('hands on the last words of a server that disconnects', async () => {
    const seen = await readPeopleFrom((_search, connection) => connection.send(noticeOfDisconnection(52, 'shutting down')))
    expect(cutOf(seen)).toMatchObject({ failure: { kind: 'closed', text: expect.stringContaining('shutting down') as unknown } })
  })

  it('waits for each message as long as for any step, and no longer', async () => {
    // given a server that hangs in the middle of the second page
    const seen = await readPeopleFrom(
      ({ id, page }, connection) => connection.send(...(page === 0 ? peoplePage(id, 0, 10, 'next') : [personMessage(id, 10)])),
      { timeoutMs: 300 }
    )
    expect(cutOf(seen)).toEqual({
      where: 'people',
      because: 'The reading of people ended early, after 11 of them on 2 pages: no answer came within 0.3 seconds.',
      failure: { kind: 'timed-out', during: 'operation', timeoutMs: 300 }
    })
  })

  it('does not take one byte now and then for a sign of life', async () => {
    const startedMs = performance.now()
    const seen = await readPeopleFrom(
      ({ id }, connection) => {
        const bytes = personMessage(id, 0)
        const drip = setInterval(() => connection.send(bytes.subarray(0, 1)), 50)
        setTimeout(() => clearInterval(drip), 3_000)
      },
      { timeoutMs: 400 }
    )
    expect(cutOf(seen)).toMatchObject({ failure: { kind: expect.stringMatching(/timed-out|not-ldap/) as unknown } })
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })

  it('reads a page that takes longer than the deadline as long as entries come', async () => {
    const seen = await readPeopleFrom(
      ({ id }, connection) => {
        let sent = 0
        const send = setInterval(() => {
          connection.send(personMessage(id, sent))
          sent += 1
          if (sent < 10) return
          clearInterval(send)
          connection.send(resultMessage(id, 'search'))
        }, 60)
      },
      { timeoutMs: 400 }
    )
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: 10 } })
  })
})

describe('reading in bulk from a server that answers oddly', () => {
  it('is complete when pages get smaller, empty ones in between included', async () => {
    const sizes = [10, 7, 0, 3, 0, 0, 1]
    const seen = await readPeopleFrom(({ id, page }, connection) => {
      const from = sizes.slice(0, page).reduce((sum, size) => sum + size, 0)
      connection.send(...peoplePage(id, from, sizes[page] ?? 0, page === sizes.length - 1 ? undefined : `c${String(page)}`))
    })
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: 21 } })
  })

  it('is complete when the server cannot page, and decodes a huge answer as it comes', async () => {
    const seen = await readPeopleFrom(({ id }, connection) => connection.send(...peoplePage(id, 0, 20_000)))
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: 20_000, pages: 1 } })
  })

  it('is cut where the size limit was reached after half of the people', async () => {
    const seen = await readPeopleFrom(({ id }, connection) =>
      connection.send(...peoplePage(id, 0, 50).slice(0, 50), resultMessage(id, 'search', { code: 4 }))
    )
    expect(cutOf(seen)).toMatchObject({ where: 'people', failure: { kind: 'result', code: 4, name: 'sizeLimitExceeded' } })
    expect(seen.people.size).toBe(50)
    // the connection is well, so that the groups were read all the same
    expect(seen.asked).toEqual(['bind', 'search', 'search', 'unbind'])
  })

  it('is cut when a cookie brings the same people again', async () => {
    const seen = await readPeopleFrom(({ id, page }, connection) =>
      connection.send(...peoplePage(id, (page % 3) * 10, 10, `c${String(page)}`))
    )
    expect(cutOf(seen)).toEqual({ where: 'people', because: 'uid=0,dc=x was sent twice, so that somebody else may be missing.' })
    expect(seen.people.size).toBe(30)
  })

  it.each([
    ['one cookie for ever', () => 'same', 20],
    ['ever new cookies', (page: number) => `c${String(page)}`, 1000]
  ])('gives up on empty pages with %s', async (_name, cookie, pages) => {
    const seen = await readPeopleFrom(({ id, page }, connection) => connection.send(...peoplePage(id, 0, 0, cookie(page))))
    expect(cutOf(seen)).toMatchObject({
      failure: { kind: 'closed', text: `The server sent ${String(pages)} pages in a row without a new entry and no end of the search.` }
    })
  })

  it('is cut when the server refuses the cookie it gave', async () => {
    const seen = await readPeopleFrom(({ id, page }, connection) =>
      connection.send(
        ...(page === 0
          ? peoplePage(id, 0, 10, 'next')
          : [resultMessage(id, 'search', { code: 53, text: 'paged results cookie is invalid' })])
      )
    )
    expect(cutOf(seen)).toMatchObject({ failure: { code: 53, text: 'paged results cookie is invalid' } })
  })

  it('is cut when the paging answer cannot be read', async () => {
    const seen = await readPeopleFrom(({ id }, connection) =>
      connection.send(resultMessage(id, 'search', { controls: [control('1.2.840.113556.1.4.319', Buffer.from('3084ffffffff', 'hex'))] }))
    )
    expect(cutOf(seen)).toMatchObject({ failure: { kind: 'closed', text: 'The server’s paging answer cannot be read.' } })
  })

  it('is cut by a referral of the base, and counts the servers it points to without following', async () => {
    const referred = await readPeopleFrom(({ id }, connection) =>
      connection.send(resultMessage(id, 'search', { code: 10, referrals: ['ldap://elsewhere.test/'] }))
    )
    const referring = await readPeopleFrom(({ id }, connection) =>
      connection.send(
        personMessage(id, 0),
        ...[1, 2, 1].map((port) => referenceMessage(id, `ldap://127.0.0.1:${String(port)}/`)),
        resultMessage(id, 'search')
      )
    )
    expect(cutOf(referred)).toMatchObject({ failure: { code: 10, referrals: ['ldap://elsewhere.test/'] } })
    expect(referring.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, people: 1, references: 2 } })
  })

  it('ends where the bytes are no LDAP, an answer belongs to nothing, or an entry is broken inside', async () => {
    const http = await readPeopleFrom((_search, connection) => connection.send(Buffer.from('HTTP/1.1 400 Bad Request\r\n')))
    const foreign = await readPeopleFrom((_search, connection) => connection.send(resultMessage(99, 'search')))
    const inside = await readPeopleFrom(({ id }, connection) => {
      const broken = personMessage(id, 1)
      broken[broken.length - 4] = 0x7f
      connection.send(personMessage(id, 0), broken, resultMessage(id, 'search'))
    })
    expect(cutOf(http)).toMatchObject({ failure: { kind: 'not-ldap', firstBytes: Buffer.from('HTTP/1.1 400 Bad').toString('hex') } })
    expect(cutOf(foreign)).toMatchObject({ failure: { kind: 'not-ldap' } })
    expect(cutOf(inside)).toMatchObject({ where: 'people', failure: { kind: 'not-ldap' } })
    expect(inside.people.size).toBe(1)
  })

  it('asks for the next page before it looks at this one', async () => {
    // given a reading that fails at the first person it looks at
    await using stub = await startScriptedDirectory(({ id, of }, connection) => {
      if (of === 'people') connection.send(...peoplePage(id, 0, 10, 'next'))
      return of === 'people' ? 'answered' : undefined
    })
    const onPerson = (): never => {
      throw new RangeError('a mistake')
    }
    await expect(readInBulk({ settings: { host: stub.host, port: stub.port }, onPerson })).rejects.toThrow('a mistake')
    await stub.untilAllClosed()

    // then the second page had been asked for by then
    expect(stub.requests.map(({ operation, cookie }) => [operation, cookie?.toString()])).toEqual([
      ['bind', undefined],
      ['search', ''],
      ['search', 'next'],
      ['abandon', undefined],
      ['unbind', undefined]
    ])
  })
})
