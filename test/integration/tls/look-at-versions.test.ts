import { beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { TlsVersion } from '../../../src-main/core/model/tls-facts.ts'
import { issueCertificate, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { lookupOf, startTlsServer, type TestTlsOptions } from './tls-server.ts'

let certificate: MadeCertificate
beforeAll(async () => {
  certificate = await issueCertificate('self', { names: ['dc1.test'], key: 'rsa-2048' })
})

describe('the TLS versions of a server', () => {
  it.each<[string, TestTlsOptions, string, Readonly<Record<string, boolean>>]>([
    ['1.2 and 1.3', { minVersion: 'TLSv1.2' }, 'TLSv1.3', { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true }],
    ['1.3 only', { minVersion: 'TLSv1.3' }, 'TLSv1.3', { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': false, 'TLSv1.3': true }],
    [
      '1.2 only',
      { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' },
      'TLSv1.2',
      { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': false }
    ],
    ['everything', { minVersion: 'TLSv1' }, 'TLSv1.3', { TLSv1: true, 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': true }],
    [
      '1.1 and 1.2',
      { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.2' },
      'TLSv1.2',
      { TLSv1: false, 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': false }
    ]
  ])('are told: %s', async (_title, options, agreed, expected) => {
    await using server = await startTlsServer(certificate, options)

    const look = await lookAt(server.port)

    if (look.kind !== 'opened') throw new Error(look.text)
    expect(look.version).toBe(agreed)
    expect(Object.fromEntries(look.versions.map(({ version, accepted }) => [version, accepted]))).toEqual(expected)
    expect(look.versions.map(({ version }) => version)).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] satisfies TlsVersion[])
  })

  it.each<[string, TestTlsOptions]>([
    ['1.0 and 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }],
    ['1.0', { minVersion: 'TLSv1', maxVersion: 'TLSv1' }]
  ])('are too old: only %s', async (_title, options) => {
    await using server = await startTlsServer(certificate, options)

    const look = await lookAt(server.port)

    expect(look).toMatchObject({ kind: 'not-opened', reason: 'version-too-old', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' })
  })

  it('are asked for with a few connections at once', async () => {
    await using server = await startTlsServer(certificate)

    const look = await lookAt(server.port)
    await server.untilAllClosed()

    expect(look.kind).toBe('opened')
    expect(server.connectionCount()).toBe(6)
    // Three of ours, and one that the server has not yet noticed to be over.
    expect(server.mostAtOnce()).toBeLessThanOrEqual(4)
  })
})

function lookAt(port: number) {
  const nobody = { pems: [], source: 'nobody' }
  const tls = createTls({ lookup: lookupOf('dc1.test'), systemRoots: nobody, publicRoots: nobody })
  return tls.look({ host: 'dc1.test', port, mode: 'tls', timeoutMs: 5000 }, neverCancelled)
}
