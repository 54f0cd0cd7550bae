import { ExtendedRequest } from 'ldapts'
import { getEventListeners, once } from 'node:events'
import { connect, createServer, Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import { createDirectory } from '../../../src-main/adapters/ldap/create-directory.ts'
import { LdapConnection } from '../../../src-main/adapters/ldap/ldap-connection.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { listeningPort } from '../../support/free-ports.ts'
import { collectSearch, openLdapSession } from '../../support/open-ldap-session.ts'
import { entryMessage, pagingControl, resultMessage, startStubLdapServer } from '../../support/stub-ldap-server.ts'

it('ends a search that is under way within 100 ms, and the server sees the end', async () => {
  // given a search that goes on for ever
  await using stub = await startStubLdapServer({
    answer: ({ id, operation }, connection) => {
      if (operation === 'search')
        connection.send(entryMessage(id, 'cn=a'), resultMessage(id, 'search', { controls: [pagingControl('next')] }))
    }
  })
  const cancel = new AbortController()
  using ldap = await openLdapSession(stub, { signal: cancel.signal })
  let seen = 0
  let cancelledMs = 0
  const search = collectSearch(ldap.session, 'dc=x', {
    pageSize: 1,
    onPage: () => {
      if ((seen += 1) === 20) {
        cancelledMs = performance.now()
        cancel.abort()
      }
      return 'continue'
    }
  })

  // when it is cancelled in the middle
  await expect(search).rejects.toThrow(Cancelled)
  await stub.untilAllClosed()

  // then it ends at once, and stays ended
  expect(performance.now() - cancelledMs).toBeLessThan(100)
  expect(seen).toBe(20)
  await expect(ldap.session.read('', [])).rejects.toThrow(Cancelled)
  await expect(ldap.session.whoAmI()).rejects.toThrow(Cancelled)
})

it('ends everything that waits for a silent server', async () => {
  await using server = await startAwkwardTcp({ kind: 'silent' })
  const cancel = new AbortController()
  using ldap = await openLdapSession(server, { signal: cancel.signal })
  const waiting = [ldap.session.read('', []), ldap.session.whoAmI(), collectSearch(ldap.session, 'dc=x')]

  const startedMs = performance.now()
  cancel.abort()
  const outcomes = await Promise.allSettled(waiting)
  await server.untilAllClosed()

  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof Cancelled)).toEqual([true, true, true])
  expect(performance.now() - startedMs).toBeLessThan(100)
})

it('is cancelled from inside the last page as well', async () => {
  await using stub = await startStubLdapServer({
    answer: ({ id }, connection) => connection.send(entryMessage(id, 'cn=a'), resultMessage(id, 'search'))
  })
  const cancel = new AbortController()
  using ldap = await openLdapSession(stub, { signal: cancel.signal })
  const onPage = (): 'continue' => {
    cancel.abort()
    return 'continue'
  }
  await expect(collectSearch(ldap.session, 'dc=x', { onPage })).rejects.toThrow(Cancelled)
})

it('does not open anything once it is cancelled', async () => {
  await using server = await startAwkwardTcp({ kind: 'silent' })
  const target = { host: server.host, port: server.port, security: 'none', timeoutMs: 5_000 } as const
  await expect(createDirectory().open(target, 'verified', AbortSignal.abort())).rejects.toThrow(Cancelled)
  expect(server.connectionCount()).toBe(0)
})

it('says goodbye when it is closed, ends what still waits, and leaves no listener behind', async () => {
  await using stub = await startStubLdapServer({})
  const cancel = new AbortController()
  using ldap = await openLdapSession(stub, { signal: cancel.signal })
  const read = ldap.session.read('', [])
  await stub.request('search')

  ldap.session.close()
  ldap.session.close()

  expect(await read).toEqual({ ok: false, error: { kind: 'closed', text: 'This connection was closed by this application.' } })
  expect(await ldap.session.whoAmI()).toMatchObject({ error: { kind: 'closed' } })
  await stub.untilAllClosed()
  expect(stub.requests.map(({ operation }) => operation)).toEqual(['search', 'unbind'])
  expect(getEventListeners(cancel.signal, 'abort')).toEqual([])
})

it('leaves no listener behind when the server hangs up, and does not connect again', async () => {
  await using stub = await startStubLdapServer({ answer: (_request, connection) => connection.close() })
  const cancel = new AbortController()
  using ldap = await openLdapSession(stub, { signal: cancel.signal })

  expect(await ldap.session.read('', [])).toMatchObject({ error: { kind: 'closed' } })

  expect(await ldap.session.read('', [])).toMatchObject({ error: { kind: 'closed' } })
  expect(stub.connectionCount()).toBe(1)
  expect(getEventListeners(cancel.signal, 'abort')).toEqual([])
  cancel.abort()
  await expect(ldap.session.read('', [])).rejects.toThrow(Cancelled)
})

it('frees the socket of a server that takes no goodbye', async () => {
  // given a server that reads nothing, and requests that fill all buffers on the way
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect(listeningPort(server), '127.0.0.1')
  const [peer] = await Promise.all([once(server, 'connection'), once(socket, 'connect')])
  const connection = new LdapConnection(socket, neverCancelled, 5_000)
  const waiting = Array.from({ length: 20 }, () =>
    connection.exchange(new ExtendedRequest({ messageId: 0, oid: 'x'.repeat(1_000_000) }), 'extended')
  )
  expect(socket.writableNeedDrain).toBe(true)

  // when it is closed
  connection.close()
  const answers = await Promise.all(waiting)
  await once(socket, 'close')

  // then nothing is left of it
  expect(answers.every((answer) => !answer.ok && answer.error.kind === 'closed')).toBe(true)
  expect(socket.destroyed).toBe(true)
  for (const part of peer) if (part instanceof Socket) part.destroy()
  server.close()
})
