import { beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, makeAuthority, type Authority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { lookupOf, startTlsServer } from './tls-server.ts'

let authority: Authority
let certificate: MadeCertificate
beforeAll(async () => {
  authority = await makeAuthority()
  certificate = await issueCertificate(authority, { names: ['dc1.test'] })
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a server by %s', (maxVersion) => {
  it('that does not ask for a client certificate', async () => {
    await using server = await startTlsServer(certificate, { maxVersion })

    expect(await lookAt(server.port)).toMatchObject({ kind: 'opened', version: maxVersion, asksForClientCertificate: false })
  })

  it('that asks for one, and goes on without', async () => {
    await using server = await startTlsServer(certificate, { maxVersion, requestCert: true, rejectUnauthorized: false })

    expect(await lookAt(server.port)).toMatchObject({ kind: 'opened', version: maxVersion, asksForClientCertificate: true })
  })

  it('that demands one', async () => {
    await using server = await startTlsServer(certificate, { maxVersion, requestCert: true, rejectUnauthorized: true })

    expect(await lookAt(server.port)).toMatchObject({ kind: 'not-opened', reason: 'client-certificate-required' })
  })
})

function lookAt(port: number) {
  const us = { pems: [authority.certificatePem], source: 'us' }
  const tls = createTls({ lookup: lookupOf('dc1.test'), systemRoots: us, publicRoots: us })
  return tls.look({ host: 'dc1.test', port, mode: 'tls', timeoutMs: 5000 }, neverCancelled)
}
