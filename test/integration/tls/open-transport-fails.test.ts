import { describe, expect, it } from 'vitest'
import { openTransport, type TransportTarget } from '../../../src-main/adapters/transport/open-transport.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Security } from '../../../src-main/core/model/directory-settings.ts'
import { refusedPort, startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import { lookupOf, startTlsAnswer } from './tls-server.ts'

describe('a transport that does not open', () => {
  it('is refused', async () => {
    expect(await open({ host: '127.0.0.1', port: await refusedPort() })).toEqual({
      ok: false,
      error: { kind: 'network', reason: 'refused', text: 'the connection was refused' }
    })
  })

  it('has an unknown name', async () => {
    expect(await open({ host: 'nowhere.test', port: 636 })).toEqual({
      ok: false,
      error: { kind: 'network', reason: 'other', text: 'the name is unknown' }
    })
  })

  it('has no name', async () => {
    expect(await open({ host: '', port: 636 })).toEqual({
      ok: false,
      error: { kind: 'network', reason: 'other', text: 'no host was given' }
    })
  })

  it('waits for a name server', async () => {
    const opened = await open({ port: 636, lookup: () => undefined, timeoutMs: 100 })

    expect(opened).toEqual({ ok: false, error: { kind: 'timed-out', during: 'connect', timeoutMs: 100 } })
  })

  it.each<[string, Security, Awkwardness, object]>([
    ['is met by silence', 'ldaps', { kind: 'silent' }, { kind: 'timed-out', during: 'tls', timeoutMs: 300 }],
    ['is met by silence', 'starttls', { kind: 'silent' }, { kind: 'timed-out', during: 'tls', timeoutMs: 300 }],
    [
      'is met by silence after StartTLS',
      'starttls',
      { kind: 'slow', answer: startTlsAnswer(0), everyMs: 1 },
      { kind: 'timed-out', during: 'tls', timeoutMs: 300 }
    ],
    ['is reset', 'ldaps', { kind: 'reset-on-first-byte' }, { kind: 'tls', code: 'ECONNRESET' }],
    ['is closed', 'starttls', { kind: 'close-after', bytes: 0 }, { kind: 'closed' }],
    ['meets a web server', 'ldaps', { kind: 'http' }, { kind: 'tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['meets a web server', 'starttls', { kind: 'http' }, { kind: 'not-ldap', firstBytes: Buffer.from('HTTP/1.1 400 Bad').toString('hex') }],
    [
      'is refused',
      'starttls',
      { kind: 'garbage', bytes: startTlsAnswer(52, 'no certificate') },
      { kind: 'start-tls-refused', code: 52, text: 'no certificate' }
    ],
    [
      'gets bytes slipped in before TLS',
      'starttls',
      { kind: 'garbage', bytes: Buffer.concat([startTlsAnswer(0), startTlsAnswer(0)]) },
      { kind: 'not-ldap', firstBytes: startTlsAnswer(0).toString('hex') }
    ]
  ])('%s, by %s', async (_title, security, awkwardness, error) => {
    await using server = await startAwkwardTcp(awkwardness)

    const opened = await open({ host: server.host, port: server.port, security, timeoutMs: 'timeoutMs' in error ? 300 : 5000 })

    expect(opened).toMatchObject({ ok: false, error })
    await server.untilAllClosed()
  })

  it.each<[Security, Awkwardness]>([
    ['ldaps', { kind: 'silent' }],
    ['starttls', { kind: 'silent' }],
    ['starttls', { kind: 'slow', answer: startTlsAnswer(0), everyMs: 1 }]
  ])('by %s is cancelled at once', async (security, awkwardness) => {
    await using server = await startAwkwardTcp(awkwardness)
    const controller = new AbortController()
    const opened = openTransport(targetOf({ host: server.host, port: server.port, security, timeoutMs: 20_000 }), controller.signal)
    await expect.poll(() => server.received().length).toBeGreaterThan(0)

    const startedAt = performance.now()
    controller.abort()
    await expect(opened).rejects.toThrow(Cancelled)
    const tookMs = performance.now() - startedAt

    console.log(`cancelled by ${security}: ${tookMs.toFixed(1)} ms`)
    expect(tookMs).toBeLessThan(1000)
    await server.untilAllClosed()
  })
})

function open(more: Partial<TransportTarget> & { readonly port: number }) {
  return openTransport(targetOf(more), neverCancelled)
}

function targetOf(more: Partial<TransportTarget> & { readonly port: number }): TransportTarget {
  return { host: 'dc1.test', security: 'ldaps', trust: 'verified', timeoutMs: 5000, authorities: [], lookup: lookupOf('dc1.test'), ...more }
}
