import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../../../src-main/core/cancel.ts'
import { startAwkwardTcp } from '../../../support/awkward-tcp.ts'
import { resultMessage, startStubLdapServer } from '../../../support/stub-ldap-server.ts'
import { readInBulk } from './read-in-bulk.ts'
import { peoplePage, startScriptedDirectory } from './scripted-directory.ts'

describe('several hosts', () => {
  it('tries the next one when the first cannot be reached, and says which was read', async () => {
    await using stub = await startScriptedDirectory(({ id, of }, connection) => {
      if (of !== 'people') return undefined
      connection.send(...peoplePage(id, 0, 5))
      return 'answered'
    })
    // 127.0.0.2 has no listener on this port
    const seen = await readInBulk({
      settings: { host: '127.0.0.2', backupHosts: [stub.host], port: stub.port },
      request: { connections: 2 }
    })
    expect(seen.result).toMatchObject({ ok: true, value: { host: '127.0.0.1', people: 5, end: { kind: 'complete' } } })
  })

  it('names all of them when none can be reached', async () => {
    await using gone = await startStubLdapServer({})
    const { port } = gone
    await gone[Symbol.asyncDispose]()
    const seen = await readInBulk({ settings: { host: '127.0.0.2', backupHosts: ['127.0.0.3'], port } })
    const failure = { kind: 'network', reason: 'refused' }
    expect(seen.result).toMatchObject({
      ok: false,
      error: { kind: 'not-opened', host: '127.0.0.3', failure, earlier: [{ host: '127.0.0.2', failure }] }
    })
  })

  it('tries a refused password nowhere else, and a busy server somewhere else', async () => {
    const codes = [51, 49]
    await using stub = await startStubLdapServer({
      answer: ({ id, operation, earlier }, connection) => {
        if (operation === 'bind') connection.send(resultMessage(id, 'bind', { code: codes[earlier] ?? 0 }))
      }
    })
    const hosts = { host: '127.0.0.1', backupHosts: ['localhost', '127.0.0.1'] }
    const seen = await readInBulk({ settings: { ...hosts, port: stub.port } })
    expect(seen.result).toMatchObject({ ok: false, error: { host: 'localhost', failure: { code: 49 }, earlier: [{ host: '127.0.0.1' }] } })
    expect(stub.requests.filter(({ operation }) => operation === 'bind')).toHaveLength(2)
  })

  it('does not go elsewhere once the reading has begun', async () => {
    await using stub = await startScriptedDirectory(({ of }, connection) => {
      if (of === 'people') connection.close()
      return of === 'people' ? 'answered' : undefined
    })
    const seen = await readInBulk({ settings: { host: stub.host, backupHosts: ['localhost'], port: stub.port } })
    expect(seen.result).toMatchObject({ ok: true, value: { host: '127.0.0.1', end: { kind: 'cut', cut: { where: 'people' } } } })
    expect(stub.connectionCount()).toBe(1)
  })

  it('reads everything with one connection when the server takes no second', async () => {
    let binds = 0
    await using stub = await startStubLdapServer({
      answer: ({ id, operation, attributes }, connection) => {
        if (operation === 'bind') {
          binds += 1
          if (binds === 1) connection.send(resultMessage(id, 'bind'))
          else connection.reset()
        }
        if (operation === 'search') connection.send(...(attributes.includes('mail') ? peoplePage(id, 0, 5) : [resultMessage(id, 'search')]))
      }
    })
    const seen = await readInBulk({ settings: { host: stub.host, port: stub.port }, request: { connections: 4 } })
    expect(seen.result).toMatchObject({ ok: true, value: { people: 5, groups: 0, end: { kind: 'complete' } } })
  })

  it('sends no password in clear without leave, and reads no filter with a mistake', async () => {
    await using stub = await startStubLdapServer({})
    const settings = { host: stub.host, port: stub.port }
    const clear = await readInBulk({ settings: { ...settings, allowCleartext: false } })
    const mistaken = await readInBulk({ settings, request: { groups: { filter: '(cn=a', attributes: ['cn'] } } })
    expect(clear.result).toEqual({ ok: false, error: { kind: 'cleartext-not-allowed', host: '127.0.0.1' } })
    expect(mistaken.result).toMatchObject({ ok: false, error: { kind: 'bad-filter', of: 'groups' } })
    expect(stub.connectionCount()).toBe(0)
  })
})

describe('cancelling', () => {
  it('destroys all connections at once, from inside a page as well', async () => {
    // given a reading on two connections that never ends
    await using stub = await startScriptedDirectory(({ id, of, page }, connection) => {
      if (of === 'groups') return 'answered'
      if (of === 'people') connection.send(...peoplePage(id, page * 10, 10, `c${String(page)}`))
      return of === 'people' ? 'answered' : undefined
    })
    const cancel = new AbortController()
    let cancelledMs = 0
    const reading = readInBulk({
      settings: { host: stub.host, port: stub.port },
      request: { connections: 2 },
      signal: cancel.signal,
      onProgress: ({ people }) => {
        if (people < 200 || cancel.signal.aborted) return
        cancelledMs = performance.now()
        cancel.abort()
      }
    })

    await expect(reading).rejects.toThrow(Cancelled)
    await stub.untilAllClosed()

    expect(performance.now() - cancelledMs).toBeLessThan(200)
    expect(stub.connectionCount()).toBe(2)
    expect(getEventListeners(cancel.signal, 'abort')).toEqual([])
  })

  it.each(['silent', 'cancelled before'])('ends the wait for a server that is %s', async (phase) => {
    await using server = await startAwkwardTcp({ kind: 'silent' })
    const cancel = new AbortController()
    if (phase === 'cancelled before') cancel.abort()
    const reading = readInBulk({ settings: { host: server.host, port: server.port }, signal: cancel.signal })
    setTimeout(() => cancel.abort(), 50)
    await expect(reading).rejects.toThrow(Cancelled)
    await server.untilAllClosed()
    expect(getEventListeners(cancel.signal, 'abort')).toEqual([])
  })

  it('lets a mistake in the sink through, and leaves no connection behind', async () => {
    await using stub = await startScriptedDirectory(({ id, of, page }, connection) => {
      if (of !== 'people') return undefined
      connection.send(...peoplePage(id, page * 10, 10, `c${String(page)}`))
      return 'answered'
    })
    const onProgress = (): never => {
      throw new RangeError('a mistake')
    }
    await expect(readInBulk({ settings: { host: stub.host, port: stub.port }, request: { connections: 2 }, onProgress })).rejects.toThrow(
      'a mistake'
    )
    await stub.untilAllClosed()
  })
})
