import { describe, expect, it } from 'vitest'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import type { Awkwardness } from '../../support/awkward-tcp.ts'
import { collectSearch, openLdapSession } from '../../support/open-ldap-session.ts'
import type { StubConnection, StubRequest } from '../../support/stub-ldap-server.ts'
import {
  ber,
  entryMessage,
  integer,
  lengthBytes,
  message,
  noticeOfDisconnection,
  resultMessage,
  startStubLdapServer
} from '../../support/stub-ldap-server.ts'

const closed = { kind: 'closed', text: 'The server closed the connection.' }

describe('a server that is not LDAP', () => {
  it.each<[string, Awkwardness, object]>([
    ['a mail server', { kind: 'banner' }, { kind: 'not-ldap', firstBytes: Buffer.from('220 mail.example').toString('hex') }],
    ['a web server', { kind: 'http' }, { kind: 'not-ldap', firstBytes: Buffer.from('HTTP/1.1 400 Bad').toString('hex') }],
    ['garbage', { kind: 'garbage', bytes: Buffer.from('f00dfeed', 'hex') }, { kind: 'not-ldap', firstBytes: 'f00dfeed' }],
    ['a TLS alert', { kind: 'garbage', bytes: Buffer.from('15030300020228', 'hex') }, { kind: 'not-ldap', firstBytes: '15030300020228' }],
    ['a connection that ends at once', { kind: 'close-after', bytes: 0 }, closed]
  ])('is told by %s', async (_name, awkwardness, error) => {
    await using server = await startAwkwardTcp(awkwardness)
    using ldap = await openLdapSession(server)
    expect(await ldap.session.read('', [])).toEqual({ ok: false, error })
    await server.untilAllClosed()
  })

  it('is told by an echo of our own request', async () => {
    await using server = await startAwkwardTcp({ kind: 'echo' })
    using ldap = await openLdapSession(server)
    // the request, with message id 1 and the tag of a search
    expect(await ldap.session.read('', [])).toEqual({
      ok: false,
      error: { kind: 'not-ldap', firstBytes: '3025020101632004000a01000a010002' }
    })
  })

  it('is told by a reset', async () => {
    await using server = await startAwkwardTcp({ kind: 'reset-on-first-byte' })
    using ldap = await openLdapSession(server)
    expect(await ldap.session.read('', [])).toEqual({ ok: false, error: { kind: 'closed', text: 'The connection broke: read ECONNRESET' } })
  })
})

describe('a server that says nothing', () => {
  it('ends each operation at its deadline, and the connection with it', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })
    using ldap = await openLdapSession(server, { timeoutMs: 60 })

    expect(await ldap.session.read('', [])).toEqual({ ok: false, error: { kind: 'timed-out', during: 'operation', timeoutMs: 60 } })

    await server.untilAllClosed()
    expect(await ldap.session.whoAmI()).toMatchObject({ ok: false, error: { kind: 'closed' } })
    expect(await collectSearch(ldap.session, 'dc=x')).toMatchObject({ end: { kind: 'cut', failure: { kind: 'closed' } }, seen: 0 })
    expect(server.connectionCount()).toBe(1)
  })

  it('has a deadline for every page of its own, and the entries of a page that is never finished are kept', async () => {
    await using stub = await startStubLdapServer({ answer: ({ id }, connection) => connection.send(entryMessage(id, 'cn=a')) })
    using ldap = await openLdapSession(stub, { timeoutMs: 60 })
    expect(await collectSearch(ldap.session, 'dc=x')).toMatchObject({
      end: { kind: 'cut', failure: { kind: 'timed-out', during: 'operation', timeoutMs: 60 } },
      seen: 1
    })
  })
})

describe('a server that breaks the rules of LDAP', () => {
  async function readAnswered(answer: (request: StubRequest, connection: StubConnection) => void): Promise<unknown> {
    await using stub = await startStubLdapServer({
      answer: (request, connection) => {
        if (request.operation === 'search') answer(request, connection)
      }
    })
    using ldap = await openLdapSession(stub)
    const read = await ldap.session.read('', [])
    // it is never asked again, whatever comes next
    const again = await ldap.session.whoAmI()
    expect(again.ok).toBe(false)
    expect(stub.requests.filter(({ operation }) => operation === 'extended')).toHaveLength(0)
    return read
  }

  it.each<[string, (id: number) => Buffer]>([
    ['a message of nearly 4 GiB', () => Buffer.from('3084ffffffff', 'hex')],
    ['a message above 64 MiB', () => Buffer.concat([Buffer.from([0x30]), lengthBytes(64 * 1024 * 1024 + 1)])],
    ['a text longer than its message', (id) => message(id, Buffer.from('64047f0000', 'hex'))],
    ['an answer to a question nobody asked', () => resultMessage(99, 'search')],
    ['the answer to another kind of question', (id) => resultMessage(id, 'bind')],
    ['an unknown operation', (id) => message(id, ber(0x62, integer(1)))]
  ])('is not believed: %s', async (_name, bytes) => {
    const firstBytes = bytes(1).subarray(0, 16).toString('hex')
    expect(await readAnswered(({ id }, connection) => connection.send(bytes(id)))).toEqual({
      ok: false,
      error: { kind: 'not-ldap', firstBytes }
    })
  })

  it('does not exhaust the stack with thousands of messages in one packet', async () => {
    const read = await readAnswered(({ id }, connection) => {
      connection.send(...Array.from({ length: 20_000 }, () => entryMessage(id, '')), resultMessage(id, 'search'))
      connection.close()
    })
    expect(read).toMatchObject({ ok: true, value: { dn: '' } })
  })

  it('may say goodbye with a reason, which is kept', async () => {
    const notice = noticeOfDisconnection(52, 'the server is shutting down')
    expect(await readAnswered((_request, connection) => connection.send(notice))).toEqual({
      ok: false,
      error: { kind: 'closed', text: 'The server ended the connection: unavailable (52): the server is shutting down' }
    })
  })

  it('may say goodbye before it was asked anything', async () => {
    await using stub = await startStubLdapServer({
      onConnect: (connection) => {
        connection.send(noticeOfDisconnection(8, 'come back with TLS'))
        connection.close()
      }
    })
    using ldap = await openLdapSession(stub)
    await stub.untilAllClosed()
    expect(await ldap.session.read('', [])).toMatchObject({
      error: { kind: 'closed', text: 'The server ended the connection: strongerAuthRequired (8): come back with TLS' }
    })
  })
})

describe('a server that is slow or odd, but within the rules', () => {
  it('may send its answer byte by byte', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id }, connection) => {
        void connection.sendSlowly(Buffer.concat([entryMessage(id, 'cn=a', { cn: ['a', 'ä'] }), resultMessage(id, 'search')]))
      }
    })
    using ldap = await openLdapSession(stub)
    expect(await ldap.session.read('cn=a', [])).toEqual({ ok: true, value: { dn: 'cn=a', attributes: new Map([['cn', ['a', 'ä']]]) } })
  })

  it('may send an unsolicited notification that is none of ours', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id }, connection) => connection.send(resultMessage(0, 'extended', { name: '1.2.3.4' }), resultMessage(id, 'search'))
    })
    using ldap = await openLdapSession(stub)
    expect(await ldap.session.read('', [])).toEqual({ ok: true, value: undefined })
  })

  it('may answer several questions out of order', async () => {
    const waiting: number[] = []
    await using stub = await startStubLdapServer({
      answer: ({ id, operation }, connection) => {
        if (operation === 'search') waiting.push(id)
        if (waiting.length === 2) {
          for (const [index, waitingId] of waiting.splice(0).reverse().entries()) {
            connection.send(entryMessage(waitingId, `cn=${String(index)}`), resultMessage(waitingId, 'search'))
          }
        }
      }
    })
    using ldap = await openLdapSession(stub)
    const answers = await Promise.all([ldap.session.read('a', []), ldap.session.read('b', [])])
    expect(answers).toMatchObject([{ value: { dn: 'cn=1' } }, { value: { dn: 'cn=0' } }])
  })

  it('may answer “success” to everything: nothing is concluded here, and nothing breaks', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id, operation }, connection) => {
        if (operation === 'search' || operation === 'bind' || operation === 'extended') connection.send(resultMessage(id, operation))
      }
    })
    using ldap = await openLdapSession(stub)
    expect([await ldap.session.read('', []), await ldap.session.whoAmI(), await collectSearch(ldap.session, 'dc=x')]).toMatchObject([
      { ok: true, value: undefined },
      { ok: true, value: '' },
      { end: { kind: 'complete' }, seen: 0, pages: 1 }
    ])
  })
})
