import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, makeAuthority, type Authority } from '../../../src-main/practice/make-certificates.ts'
import { startSlapd, type SlapdServer, type TlsVersion } from '../../support/slapd.ts'

let root: Authority
let intermediate: Authority
let slapd: SlapdServer
beforeAll(async () => {
  root = await makeAuthority({ commonName: 'Root' })
  intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
  const certificate = await issueCertificate(intermediate, { names: ['127.0.0.1'] })
  slapd = await startSlapd({ certificate: { ...certificate, chainPem: intermediate.certificatePem } })
})
afterAll(() => slapd.stop())

describe('a look at a real OpenLDAP server', () => {
  it.each(['tls', 'starttls'] as const)('opens by %s', async (mode) => {
    const look = await lookAt(mode === 'tls' ? slapd.ldapsPort : slapd.port, mode)

    if (look.kind !== 'opened') throw new Error(look.text)
    console.log(`slapd by ${mode}: handshake ${look.durationMs.toFixed(1)} ms`)
    expect(look).toMatchObject({
      version: 'TLSv1.3',
      chain: { ends: 'root-missing', certificates: [{}, {}] },
      trustedHere: { kind: 'trusted' },
      trustedPublicly: { kind: 'not-trusted', code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
      asksForClientCertificate: false
    })
  })

  it('tells that the port for StartTLS got TLS at once', async () => {
    expect(await lookAt(slapd.port, 'tls')).toMatchObject({ kind: 'not-opened', reason: 'not-tls' })
  })

  it('tells that the port for LDAPS was asked for StartTLS', async () => {
    expect(await lookAt(slapd.ldapsPort, 'starttls')).toMatchObject({
      kind: 'not-opened',
      reason: 'start-tls-not-offered',
      text: 'the port speaks TLS from the first byte: choose LDAPS'
    })
  })

  it('tells that a server without a certificate refuses StartTLS', async () => {
    await using plain = await startSlapd()

    expect(await lookAt(plain.port, 'starttls')).toEqual({
      kind: 'not-opened',
      reason: 'start-tls-not-offered',
      code: 'LDAP result 2',
      text: 'unsupported extended operation'
    })
  })

  it('tells that it demands a client certificate', async () => {
    const certificate = await issueCertificate(root, { names: ['127.0.0.1'] })
    await using demanding = await startSlapd({
      certificate: { ...certificate, caPem: root.certificatePem },
      globalConfig: 'TLSVerifyClient demand'
    })

    const looks = [await lookAt(demanding.ldapsPort, 'tls'), await lookAt(demanding.port, 'starttls')]

    expect(looks).toMatchObject([{ reason: 'client-certificate-required' }, { reason: 'client-certificate-required' }])
  })

  it('tells that it asks for a client certificate', async () => {
    const certificate = await issueCertificate(root, { names: ['127.0.0.1'] })
    await using asking = await startSlapd({
      certificate: { ...certificate, caPem: root.certificatePem },
      globalConfig: 'TLSVerifyClient allow'
    })

    expect(await lookAt(asking.ldapsPort, 'tls')).toMatchObject({ kind: 'opened', asksForClientCertificate: true })
  })

  it.each<[readonly TlsVersion[], object]>([
    [['1.2'], { kind: 'opened', version: 'TLSv1.2', versions: accepted('TLSv1.2') }],
    [['1.0', '1.1', '1.2', '1.3'], { kind: 'opened', version: 'TLSv1.3', versions: accepted('TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3') }],
    [['1.1'], { kind: 'not-opened', reason: 'version-too-old' }],
    [['1.0'], { kind: 'not-opened', reason: 'version-too-old' }]
  ])('tells that it speaks TLS %s', async (tlsVersions, expected) => {
    const certificate = await issueCertificate(root, { names: ['127.0.0.1'], key: 'rsa-2048' })
    await using server = await startSlapd({ certificate, tlsVersions })

    expect(await lookAt(server.ldapsPort, 'tls')).toMatchObject(expected)
  })
})

function accepted(...versions: readonly string[]) {
  return ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].map((version) => ({ version, accepted: versions.includes(version) }))
}

function lookAt(port: number | undefined, mode: 'tls' | 'starttls') {
  const tls = createTls({
    systemRoots: { pems: [root.certificatePem], source: 'our root' },
    publicRoots: { pems: [], source: 'nobody' }
  })
  return tls.look({ host: '127.0.0.1', port: port ?? 0, mode, timeoutMs: 5000 }, neverCancelled)
}
