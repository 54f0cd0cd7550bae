import { describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate } from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import { lookupOf, startTlsAnswer, startTlsServer } from './tls-server.ts'

/** Promised are 100 ms; a busy machine gets more, and the measured time is printed. */
const LIMIT_MS = 1000

describe('a look that is cancelled', () => {
  it('before it begins, opens no connection', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })

    const look = createTls().look({ host: server.host, port: server.port, mode: 'tls', timeoutMs: 5000 }, AbortSignal.abort())

    await expect(look).rejects.toThrow(Cancelled)
    expect(server.connectionCount()).toBe(0)
  })

  it('while the name is looked up, ends at once', async () => {
    const controller = new AbortController()
    const tls = createTls({ lookup: () => queueMicrotask(() => controller.abort()) })

    const tookMs = await timeToCancelled(tls.look({ host: 'dc1.test', port: 636, mode: 'tls', timeoutMs: 5000 }, controller.signal))

    report('name', tookMs)
    expect(tookMs).toBeLessThan(LIMIT_MS)
  })

  it.each<[string, 'tls' | 'starttls', Awkwardness, (received: Buffer) => boolean]>([
    ['TLS handshake', 'tls', { kind: 'silent' }, (received) => received.length > 0],
    ['StartTLS request', 'starttls', { kind: 'silent' }, (received) => received.length > 0],
    [
      'TLS handshake after StartTLS',
      'starttls',
      { kind: 'slow', answer: startTlsAnswer(0), everyMs: 1 },
      (received) => received.includes(0x16, 31)
    ]
  ])('during the %s, ends at once and leaves no socket', async (stage, mode, awkwardness, isThere) => {
    await using server = await startAwkwardTcp(awkwardness)
    const controller = new AbortController()
    const look = createTls().look({ host: server.host, port: server.port, mode, timeoutMs: 20_000 }, controller.signal)
    await expect.poll(() => isThere(server.received())).toBe(true)

    const startedAt = performance.now()
    controller.abort()
    await expect(look).rejects.toThrow(Cancelled)
    const tookMs = performance.now() - startedAt

    report(stage, tookMs)
    expect(tookMs).toBeLessThan(LIMIT_MS)
    await server.untilAllClosed()
  })

  it('during the further handshakes, ends at once and leaves no socket', async () => {
    const certificate = await issueCertificate('self', { names: ['dc1.test'] })
    const controller = new AbortController()
    let answered = 0
    // The first name is answered at once, and nobody is asked again: the others go to the same address. So the third hello is one of theirs.
    await using server = await startTlsServer(certificate, {
      SNICallback: (_name, done) => {
        answered += 1
        if (answered < 2) done(null)
        else controller.abort()
      }
    })
    const tls = createTls({ lookup: lookupOf('dc1.test') })
    const look = tls.look({ host: 'dc1.test', port: server.port, mode: 'tls', timeoutMs: 20_000 }, controller.signal)

    const startedAt = performance.now()
    await expect(look).rejects.toThrow(Cancelled)

    expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS)
    await server.untilAllClosed()
  })
})

async function timeToCancelled(look: Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await expect(look).rejects.toThrow(Cancelled)
  return performance.now() - startedAt
}

function report(stage: string, tookMs: number): void {
  console.log(`cancelled during ${stage}: ${tookMs.toFixed(1)} ms`)
}
