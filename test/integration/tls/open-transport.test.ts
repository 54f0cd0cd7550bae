import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTransport, type TransportTarget } from '../../../src-main/adapters/transport/open-transport.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Security } from '../../../src-main/core/model/directory-settings.ts'
import { issueCertificate, makeAuthority, type Authority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { listeningPort } from '../../support/free-ports.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { lookupOf, startTlsAnswer, startTlsServer } from './tls-server.ts'

let root: Authority
let named: MadeCertificate
let slapd: SlapdServer
beforeAll(async () => {
  root = await makeAuthority()
  named = await issueCertificate(root, { names: ['dc1.test'] })
  slapd = await startSlapd({ certificate: await issueCertificate(root, { names: ['dc1.test', '127.0.0.1'] }) })
})
afterAll(() => slapd.stop())

describe('an open transport', () => {
  it.each<[Security, 'verified' | 'unverified', boolean]>([
    ['none', 'unverified', false],
    ['ldaps', 'verified', true],
    ['ldaps', 'unverified', true],
    ['starttls', 'verified', true],
    ['starttls', 'unverified', true]
  ])('to slapd by %s, %s, carries LDAP', async (security, trust, isEncrypted) => {
    const port = security === 'ldaps' ? slapd.ldapsPort : slapd.port
    const opened = await open({ host: 'dc1.test', port: port ?? 0, security, trust, caPem: root.certificatePem })

    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    const socket = opened.value
    socket.write(Buffer.from('300c020101600702010304008000', 'hex'))
    const received: unknown[] = await once(socket, 'data')
    socket.destroy()

    expect(socket instanceof TLSSocket).toBe(isEncrypted)
    expect(received).toEqual([Buffer.from('300c02010161070a010004000400', 'hex')])
  })

  it.each<Security>(['none', 'ldaps', 'starttls'])('by %s loses nothing that the server says at once', async (security) => {
    await using server = await startGreeter(security, Buffer.alloc(300_000, 7))

    const opened = await open({ host: 'dc1.test', port: server.port, security, caPem: root.certificatePem })
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    // Later than the greeting arrived.
    await server.greeted
    let receivedBytes = 0
    for await (const chunk of opened.value) receivedBytes += Buffer.from(chunk).length

    expect(receivedBytes).toBe(300_000)
  })

  it.each<Security>(['none', 'ldaps', 'starttls'])('by %s has no listeners of ours but the one that survives errors', async (security) => {
    const port = security === 'ldaps' ? slapd.ldapsPort : slapd.port
    const opened = await open({ host: 'dc1.test', port: port ?? 0, security, caPem: root.certificatePem })
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    const socket = opened.value

    const counts = ['data', 'readable', 'secureConnect', 'connect', 'timeout', 'drain'].map((event) => socket.listenerCount(event))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.destroy(new Error('nobody listens, and nothing happens'))
    await closed

    expect(counts).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('a verified transport', () => {
  it.each([
    ['an unknown authority', { caPem: '' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['another name', { host: 'elsewhere.test' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'another name, although the server name that is sent would fit',
      { host: 'elsewhere.test', serverName: 'dc1.test' },
      'ERR_TLS_CERT_ALTNAME_INVALID'
    ],
    ['an address that is not on the certificate', { host: '127.0.0.1' }, 'ERR_TLS_CERT_ALTNAME_INVALID']
  ])('refuses %s', async (_title, more, code) => {
    await using server = await startTlsServer(named)

    const opened = await open({ port: server.port, caPem: root.certificatePem, ...more })

    expect(opened).toMatchObject({ ok: false, error: { kind: 'tls', code } })
    await server.untilAllClosed()
  })

  it.each<Security>(['ldaps', 'starttls'])('by %s to an address is not satisfied by a certificate for localhost', async (security) => {
    await using server = await startTlsServer(
      await issueCertificate(root, { names: ['localhost'] }),
      security === 'starttls' ? { startTls: 'agrees' } : {}
    )

    const opened = await open({ host: '127.0.0.1', port: server.port, security, caPem: root.certificatePem })

    expect(opened).toMatchObject({ ok: false, error: { kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' } })
  })

  it.each(['127.0.0.1', '::1', '[::1]'])('accepts the address %s that is on the certificate', async (host) => {
    const address = host.replaceAll(/[[\]]/g, '')
    await using server = await startTlsServer(await issueCertificate(root, { names: [address] }), { listenOn: address })

    const opened = await open({ host, port: server.port, caPem: root.certificatePem })

    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.destroy()
  })

  it('takes a name as people type it', async () => {
    await using server = await startTlsServer(await issueCertificate(root, { names: ['dc1.xn--mller-kva.test'] }))

    const opened = await open({
      host: ' DC1.Müller.test. ',
      port: server.port,
      caPem: root.certificatePem,
      lookup: lookupOf('dc1.xn--mller-kva.test')
    })

    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.destroy()
  })

  it('is not weakened by NODE_TLS_REJECT_UNAUTHORIZED', async () => {
    await using server = await startTlsServer(named)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')

    const opened = await open({ port: server.port })
    vi.unstubAllEnvs()

    expect(opened).toMatchObject({ ok: false, error: { kind: 'tls', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } })
  })

  it('trusts whom this computer trusts when nothing else is said', async () => {
    await using server = await startTlsServer(named)
    const { authorities: _ours, ...target } = targetOf({ port: server.port })

    expect(await openTransport(target, neverCancelled)).toMatchObject({
      ok: false,
      error: { kind: 'tls', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }
    })
    const withCa = await openTransport({ ...target, caPem: root.certificatePem }, neverCancelled)
    expect(withCa.ok).toBe(true)
    if (withCa.ok) withCa.value.destroy()
  })

  it.each(['expired', 'for clients only'])('refuses a certificate that is %s', async (kind) => {
    const certificate = await issueCertificate(root, {
      names: ['dc1.test'],
      ...(kind === 'expired' ? { notBefore: new Date(0), notAfter: new Date(86_400_000) } : { purposes: ['clientAuth'] })
    })
    await using server = await startTlsServer(certificate)

    const opened = await open({ port: server.port, caPem: root.certificatePem })

    expect(opened).toMatchObject({ ok: false, error: { kind: 'tls', code: kind === 'expired' ? 'CERT_HAS_EXPIRED' : 'INVALID_PURPOSE' } })
  })
})

function open(more: Partial<TransportTarget> & { readonly port: number }) {
  return openTransport(targetOf(more), neverCancelled)
}

function targetOf(more: Partial<TransportTarget> & { readonly port: number }): TransportTarget {
  return {
    host: 'dc1.test',
    security: 'ldaps',
    trust: 'verified',
    timeoutMs: 5000,
    authorities: [],
    lookup: lookupOf('dc1.test', 'elsewhere.test'),
    ...more
  }
}

/** Sends its greeting and closes as soon as the connection, or TLS on it, stands. `greeted` resolves when the first part is on its way. */
async function startGreeter(security: Security, greeting: Buffer) {
  const settings = { key: named.keyPem, cert: named.certificatePem }
  let isGreeted = (): void => undefined
  const greeted = new Promise<void>((resolve) => (isGreeted = resolve))
  const greet = (socket: Socket): void => {
    socket.on('error', () => socket.destroy())
    socket.write(greeting.subarray(0, 1000), isGreeted)
    socket.end(greeting.subarray(1000))
  }
  const afterStartTls = (socket: Socket): void => {
    socket.once('data', () => {
      socket.write(startTlsAnswer(0))
      greet(new TLSSocket(socket, { isServer: true, ...settings }))
    })
  }
  const server = security === 'ldaps' ? createTlsServer(settings, greet) : createServer(security === 'none' ? greet : afterStartTls)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: listeningPort(server),
    greeted,
    [Symbol.asyncDispose]: async () => {
      await once(server.close(), 'close')
    }
  }
}
