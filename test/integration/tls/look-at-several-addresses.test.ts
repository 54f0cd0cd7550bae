import { beforeAll, describe, expect, it } from 'vitest'
import type { LookupFunction } from 'node:net'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { openTransport } from '../../../src-main/adapters/transport/open-transport.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, makeAuthority, type Authority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { refusedPort } from '../../support/awkward-tcp.ts'
import { startTlsServer } from './tls-server.ts'

let root: Authority
let certificate: MadeCertificate
beforeAll(async () => {
  root = await makeAuthority()
  certificate = await issueCertificate(root, { names: ['dc1.test'] })
})

describe('a name with several addresses', () => {
  it('is looked up once, and all handshakes go to the address that answered first', async () => {
    let lookups = 0
    await using server = await startTlsServer(certificate, { listenOn: '::1' })
    const lookup = lookupOfBoth(() => (lookups += 1))

    const look = await createTls({ lookup }).look({ host: 'dc1.test', port: server.port, mode: 'tls', timeoutMs: 5000 }, neverCancelled)

    expect(look).toMatchObject({ kind: 'opened', versions: [{}, {}, {}, {}] })
    expect({ lookups, connections: server.connectionCount() }).toEqual({ lookups: 1, connections: 6 })
  })

  it('is reached by the one that accepts', async () => {
    await using server = await startTlsServer(certificate, { listenOn: '::1' })

    const opened = await openTransport({ ...target(server.port), caPem: root.certificatePem }, neverCancelled)

    expect(opened.ok).toBe(true)
    if (opened.ok) opened.value.destroy()
  })

  it('is refused when all refuse', async () => {
    const opened = await openTransport(target(await refusedPort()), neverCancelled)

    expect(opened).toEqual({ ok: false, error: { kind: 'network', reason: 'refused', text: 'the connection was refused' } })
  })
})

describe('a server that takes one connection only', () => {
  it('is shown, without a verdict about trust', async () => {
    await using server = await startTlsServer(certificate, { oneConnection: true })

    const look = await createTls().look({ host: '127.0.0.1', port: server.port, mode: 'tls', timeoutMs: 5000 }, neverCancelled)

    expect(look).toMatchObject({
      kind: 'opened',
      trustedHere: {
        kind: 'not-trusted',
        code: 'NO_VERDICT',
        text: 'a further connection to judge the certificate failed: the connection was refused'
      },
      trustedPublicly: { kind: 'not-trusted', code: 'NO_VERDICT' },
      versions: [{ version: 'TLSv1.3', accepted: true }]
    })
  })
})

function target(port: number) {
  return { host: 'dc1.test', port, security: 'ldaps', trust: 'verified', timeoutMs: 5000, lookup: lookupOfBoth(() => 0) } as const
}

function lookupOfBoth(onLookup: () => number): LookupFunction {
  return (_name, _options, done) => {
    onLookup()
    done(null, [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 }
    ])
  }
}
