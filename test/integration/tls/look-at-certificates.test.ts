import { createSecureContext } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { ChainFacts } from '../../../src-main/core/model/certificate.ts'
import type { TlsLook, TrustVerdict } from '../../../src-main/core/model/tls-facts.ts'
import type { TlsTarget } from '../../../src-main/core/ports/network.ts'
import { issueCertificate, makeAuthority, type Authority, type CertificateOptions } from '../../../src-main/practice/make-certificates.ts'
import { issuePssCertificate } from './pss-certificate.ts'
import { lookupOf, startTlsServer, type TestTlsOptions } from './tls-server.ts'

const DAY_MS = 86_400_000
const names = ['dc1.test']

let root: Authority
let intermediate: Authority
let stranger: Authority
beforeAll(async () => {
  root = await makeAuthority({ commonName: 'Public Root' })
  intermediate = await makeAuthority({ commonName: 'Public Intermediate', issuer: root })
  stranger = await makeAuthority({ commonName: 'Company Root' })
})

interface Seen {
  readonly here: string
  readonly publicly: string
  readonly ends: string
  readonly certificates: readonly string[]
  readonly key: string
}

interface Case {
  readonly title: string
  readonly certificate: CertificateOptions
  readonly issuer?: () => Authority | 'self'
  readonly server?: () => TestTlsOptions
  readonly expected: Partial<Seen>
}

// `here` trusts the company's authority, `publicly` the public one: so each verdict can be told from the other.
const cases: readonly Case[] = [
  {
    title: 'a good one of a public authority',
    certificate: { names },
    expected: {
      here: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      publicly: 'trusted',
      ends: 'issuer-missing',
      certificates: ['dc1.test'],
      key: 'ec P-256'
    }
  },
  {
    title: 'a good one with its intermediate',
    certificate: { names },
    issuer: () => intermediate,
    server: () => ({ chain: [intermediate] }),
    expected: { publicly: 'trusted', ends: 'root-missing', certificates: ['dc1.test', 'Public Intermediate'] }
  },
  {
    title: 'an intermediate that the server forgets',
    certificate: { names },
    issuer: () => intermediate,
    expected: { publicly: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', ends: 'issuer-missing', certificates: ['dc1.test'] }
  },
  {
    title: 'an expired one',
    certificate: { names, notBefore: new Date(Date.now() - 3 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) },
    expected: { publicly: 'CERT_HAS_EXPIRED' }
  },
  {
    title: 'one that is not valid yet',
    certificate: { names, notBefore: new Date(Date.now() + DAY_MS) },
    expected: { publicly: 'CERT_NOT_YET_VALID' }
  },
  {
    title: 'one for another name, which is judged elsewhere',
    certificate: { names: ['elsewhere.test'] },
    expected: { publicly: 'trusted', certificates: ['elsewhere.test'] }
  },
  {
    title: 'a self-signed one',
    certificate: { names },
    issuer: () => 'self',
    expected: { here: 'DEPTH_ZERO_SELF_SIGNED_CERT', publicly: 'DEPTH_ZERO_SELF_SIGNED_CERT', ends: 'self-signed-leaf' }
  },
  {
    title: "one of the company's own authority",
    certificate: { names },
    issuer: () => stranger,
    expected: { here: 'trusted', publicly: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', ends: 'issuer-missing' }
  },
  {
    title: "one of the company's own authority, which is sent along",
    certificate: { names },
    issuer: () => stranger,
    server: () => ({ chain: [stranger] }),
    expected: { here: 'trusted', publicly: 'SELF_SIGNED_CERT_IN_CHAIN', ends: 'root-included', certificates: ['dc1.test', 'Company Root'] }
  },
  {
    title: 'one for clients only',
    certificate: { names, purposes: ['clientAuth'] },
    expected: { publicly: 'INVALID_PURPOSE' }
  },
  { title: 'a common name without alternative names', certificate: { commonName: 'dc1.test' }, expected: { publicly: 'trusted' } },
  { title: 'an RSA key of 2048 bits', certificate: { names, key: 'rsa-2048' }, expected: { publicly: 'trusted', key: 'rsa 2048' } },
  { title: 'a P-384 key', certificate: { names, key: 'ec-p384' }, expected: { publicly: 'trusted', key: 'ec P-384' } },
  { title: 'an Ed25519 key', certificate: { names, key: 'ed25519' }, expected: { publicly: 'trusted', key: 'ed25519 256' } }
]

describe('a look at a certificate', () => {
  it.each(cases)('shows $title', async ({ certificate, issuer = () => root, server = () => ({}), expected }) => {
    const made = await issueCertificate(issuer(), certificate)
    await using tlsServer = await startTlsServer(made, server())

    const look = await lookAt(tlsServer.port)

    expect(seen(look)).toMatchObject(expected)
  })

  // OpenSSL 3.5 refuses both by its security level, OpenSSL 3.0 takes the short key: the look must succeed either way.
  it('shows a key that is too short', async () => {
    await using server = await startTlsServer(await issueCertificate(root, { names, key: 'rsa-1024' }))

    const look = await lookAt(server.port)

    expect(seen(look).key).toBe('rsa 1024')
    expect(['trusted', 'EE_KEY_TOO_SMALL']).toContain(seen(look).publicly)
  })

  it('shows a signature over SHA-1', async () => {
    await using server = await startTlsServer(await issueCertificate(root, { names, signatureHash: 'SHA-1' }))

    const look = await lookAt(server.port)

    expect(look.kind === 'opened' && look.chain.certificates[0]?.signature.isWeak).toBe(true)
    expect(seen(look).publicly).toBe('CA_MD_TOO_WEAK')
  })

  it('shows an RSA-PSS key', async () => {
    await using server = await startTlsServer(await issuePssCertificate(root, 'dc1.test'))

    const look = await lookAt(server.port)

    expect(seen(look)).toMatchObject({ publicly: 'trusted', key: 'rsa-pss 2048' })
  })

  it('counts a chosen CA file for this computer only', async () => {
    await using server = await startTlsServer(await issueCertificate(root, { names }))
    const tls = createTls({
      lookup: lookupOf('dc1.test'),
      systemRoots: { pems: [], source: 'nobody' },
      publicRoots: { pems: [], source: 'no list' }
    })

    const look = await tls.look({ ...target(server.port), caPem: root.certificatePem }, neverCancelled)

    expect(look).toMatchObject({
      trustedHere: { kind: 'trusted', list: 'nobody and the chosen CA file' },
      trustedPublicly: {
        kind: 'not-trusted',
        list: 'no list',
        code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        text: 'the issuer of the certificate is not known'
      }
    })
  })

  it('asks by the given server name', async () => {
    const made = await issueCertificate(root, { names: ['by-default.test'] })
    const other = await issueCertificate(root, { names: ['inner.test'] })
    await using server = await startTlsServer(made, {
      SNICallback: (name, done) =>
        done(null, name === 'inner.test' ? createSecureContext({ key: other.keyPem, cert: other.certificatePem }) : undefined)
    })

    const looks = await Promise.all([lookAt(server.port), lookAt(server.port, { serverName: 'inner.test' })])

    expect(looks.map((look) => seen(look).certificates)).toEqual([['by-default.test'], ['inner.test']])
  })

  it.each(['127.0.0.1', '[::1]', '::1'])('looks at the address %s without sending a name', async (host) => {
    const namesAsked: string[] = []
    await using server = await startTlsServer(await issueCertificate(root, { names: [host.replaceAll(/[[\]]/g, '')] }), {
      listenOn: host === '127.0.0.1' ? host : '::1',
      SNICallback: (name, done) => {
        namesAsked.push(name)
        done(null)
      }
    })

    const look = await lookAt(server.port, { host })

    expect(seen(look).publicly).toBe('trusted')
    expect(namesAsked).toEqual([])
  })
})

function lookAt(port: number, more: { readonly serverName?: string; readonly host?: string } = {}): Promise<TlsLook> {
  const tls = createTls({
    lookup: lookupOf('dc1.test'),
    systemRoots: { pems: [stranger.certificatePem], source: 'the company' },
    publicRoots: { pems: [root.certificatePem], source: 'the public' }
  })
  return tls.look({ ...target(port), ...more }, neverCancelled)
}

function target(port: number): TlsTarget {
  return { host: 'dc1.test', port, mode: 'tls', timeoutMs: 5000 }
}

function seen(look: TlsLook): Seen {
  if (look.kind !== 'opened') throw new Error(`not opened: ${look.reason} ${look.code} ${look.text}`)
  return {
    here: verdict(look.trustedHere),
    publicly: verdict(look.trustedPublicly),
    ends: look.chain.ends,
    certificates: look.chain.certificates.map((certificate) => certificate.subjectCommonName ?? ''),
    key: keyOf(look.chain)
  }
}

function verdict(verdict: TrustVerdict): string {
  return verdict.kind === 'trusted' ? 'trusted' : verdict.code
}

function keyOf(chain: ChainFacts): string {
  const key = chain.certificates[0]?.key
  return `${key?.kind ?? ''} ${key?.curve ?? key?.bits ?? ''}`
}
