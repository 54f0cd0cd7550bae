import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate } from '../../../src-main/practice/make-certificates.ts'
import { refusedPort, startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import { listeningPort } from '../../support/free-ports.ts'
import { lookupOf, startTlsAnswer, startTlsServer } from './tls-server.ts'

describe('a look at a server whose TLS does not open', () => {
  it.each<[string, Awkwardness, { readonly reason: string; readonly code: string }]>([
    ['resets as soon as it is connected', { kind: 'reset-on-connect' }, { reason: 'closed-at-start', code: 'ECONNRESET' }],
    ['resets when TLS begins', { kind: 'reset-on-first-byte' }, { reason: 'closed-at-start', code: 'ECONNRESET' }],
    ['closes when TLS begins', { kind: 'close-after', bytes: 0 }, { reason: 'closed-at-start', code: 'ECONNRESET' }],
    ['speaks HTTP', { kind: 'http' }, { reason: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['greets like a mail server', { kind: 'banner' }, { reason: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['sends everything back', { kind: 'echo' }, { reason: 'other', code: 'ERR_SSL_UNEXPECTED_MESSAGE' }],
    ['answers with zeros', { kind: 'garbage', bytes: new Uint8Array(200) }, { reason: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    [
      'answers with a record that is too long',
      { kind: 'garbage', bytes: Buffer.from('160303ffff0000', 'hex') },
      { reason: 'not-tls', code: 'ERR_SSL_DATA_LENGTH_TOO_LONG' }
    ],
    [
      'answers with a plain LDAP notice',
      { kind: 'garbage', bytes: startTlsAnswer(52, 'no') },
      { reason: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }
    ],
    [
      'does not know the name',
      { kind: 'garbage', bytes: Buffer.from('15030300020270', 'hex') },
      { reason: 'other', code: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' }
    ]
  ])('that %s', async (_title, awkwardness, expected) => {
    await using server = await startAwkwardTcp(awkwardness)

    const look = await lookAt(server.port)

    expect(look).toMatchObject({ kind: 'not-opened', ...expected })
    await server.untilAllClosed()
  })

  it('that stays silent, at the deadline', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })
    const startedAt = performance.now()

    const look = await lookAt(server.port, 300)

    expect(look).toEqual({ kind: 'not-opened', reason: 'timed-out', code: 'ETIMEDOUT', text: 'the server did not finish the handshake' })
    expect(performance.now() - startedAt).toBeLessThan(1300)
    await server.untilAllClosed()
  })

  it('that has no cipher in common', async () => {
    const certificate = await issueCertificate('self', { names: ['dc1.test'], key: 'rsa-2048' })
    await using server = await startTlsServer(certificate, { maxVersion: 'TLSv1.2', ciphers: 'CAMELLIA128-SHA' })

    const look = await lookAt(server.port)

    expect(look).toMatchObject({ kind: 'not-opened', reason: 'no-common-cipher' })
  })

  it('that hangs up on new versions, as Windows does', async () => {
    const certificate = await issueCertificate('self', { names: ['dc1.test'], key: 'rsa-2048' })
    await using old = await startTlsServer(certificate, { minVersion: 'TLSv1', maxVersion: 'TLSv1' })
    await using windows = await startGate(old.port, isHelloOfTls10)

    const look = await lookAt(windows.port)

    expect(look).toEqual({
      kind: 'not-opened',
      reason: 'version-too-old',
      code: 'ECONNRESET',
      text: 'the server accepts nothing newer than TLS 1.0'
    })
  })

  it('that hangs up on TLS and speaks plain LDAP', async () => {
    await using server = await startGate(0, (first) => (first[0] === 0x30 ? startTlsAnswer(2, 'unsupported extended operation') : false))

    const look = await lookAt(server.port)

    expect(look).toMatchObject({
      kind: 'not-opened',
      reason: 'not-tls',
      code: 'ECONNRESET',
      text: 'the port speaks plain LDAP and hangs up when TLS begins'
    })
  })

  it('that nobody listens on', async () => {
    const look = await lookAt(await refusedPort())

    expect(look).toEqual({ kind: 'not-opened', reason: 'no-connection', code: 'ECONNREFUSED', text: 'the connection was refused' })
  })

  it('that nobody knows', async () => {
    const look = await createTls({ lookup: lookupOf() }).look(
      { host: 'nowhere.test', port: 636, mode: 'tls', timeoutMs: 2000 },
      neverCancelled
    )

    expect(look).toEqual({ kind: 'not-opened', reason: 'no-connection', code: 'ENOTFOUND', text: 'the name is unknown' })
  })
})

function lookAt(port: number, timeoutMs = 5000) {
  return createTls({ lookup: lookupOf('dc1.test') }).look({ host: 'dc1.test', port, mode: 'tls', timeoutMs }, neverCancelled)
}

/** Reads the first bytes of each connection and answers them, passes the connection on to `targetPort`, or resets it. */
async function startGate(targetPort: number, judge: (first: Buffer) => Buffer | boolean) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (first: Buffer) => {
      const verdict = judge(first)
      if (verdict === false) socket.resetAndDestroy()
      else if (verdict !== true) socket.end(verdict)
      else {
        const target = connect(targetPort, '127.0.0.1')
        target.on('error', () => socket.destroy()).write(first)
        socket.pipe(target).pipe(socket)
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: listeningPort(server),
    [Symbol.asyncDispose]: async () => {
      await once(server.close(), 'close')
    }
  }
}

/** The version field of a ClientHello stays at 1.2 for everything newer (RFC 8446, 4.1.2). */
function isHelloOfTls10(hello: Buffer): boolean {
  return hello.readUInt16BE(9) === 0x0301
}
