import { describe, expect, it } from 'vitest'
import { buildServerChain } from '../../../src-main/adapters/x509/build-chains.ts'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import { publicRoots } from '../../../src-main/adapters/x509/public-roots.ts'
import { trustOf } from '../../../src-main/adapters/x509/trust-of.ts'
import type { ChainFacts } from '../../../src-main/core/model/certificate.ts'
import { issueCertificate, makeAuthority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'

const root = await makeAuthority({ commonName: 'Root' })
const intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
const leaf = await issueCertificate(intermediate, { commonName: 'leaf' })
const rootFacts = certificateFacts(root.certificateDer)
const trusted = { kind: 'trusted', root: 'CN=Root, O=Practice', rootFingerprintSha256: rootFacts.fingerprintSha256 }

function chainOf(server: MadeCertificate, ...others: readonly MadeCertificate[]): ChainFacts {
  return buildServerChain(
    certificateFacts(server.certificateDer),
    others.map((other) => certificateFacts(other.certificateDer))
  )
}

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000)

describe('a chain is trusted', () => {
  it('when it leads to a root of the list that the server does not send', () => {
    expect(trustOf(chainOf(leaf, intermediate), [root.certificatePem])).toEqual(trusted)
  })

  it('when it ends with a root of the list', () => {
    expect(trustOf(chainOf(leaf, intermediate, root), [root.certificatePem])).toEqual(trusted)
  })

  it('when the list supplies the intermediate too', () => {
    expect(trustOf(chainOf(leaf), [intermediate.certificatePem, root.certificatePem])).toEqual(trusted)
  })

  it('when a self-signed certificate is itself on the list', async () => {
    const server = await issueCertificate('self', { commonName: 'server' })

    expect(trustOf(chainOf(server), [server.certificatePem]).kind).toBe('trusted')
  })

  it('when a root of the list is reached before a cross-signed one that has expired', async () => {
    // given a server that sends its root as signed by an older authority, whose time is over
    const oldRoot = await makeAuthority({ commonName: 'Old Root', notBefore: day(-20), notAfter: day(-1) })
    const crossSigned = await makeAuthority({ commonName: 'Root', issuer: oldRoot, keys: root.keys })

    expect(trustOf(chainOf(leaf, intermediate, crossSigned), [oldRoot.certificatePem, root.certificatePem])).toEqual(trusted)
  })
})

describe('a chain is not trusted, and the reason is', () => {
  it('that a server vouches for itself', async () => {
    const server = await issueCertificate('self', { commonName: 'server' })

    expect(trustOf(chainOf(server), [root.certificatePem])).toEqual({ kind: 'not-trusted', reason: 'self-signed', at: 'CN=server' })
  })

  it.each<[string, ChainFacts, string]>([
    ['sent along', chainOf(leaf, intermediate, root), 'CN=Root, O=Practice'],
    ['not sent', chainOf(leaf, intermediate), 'CN=Root, O=Practice'],
    ['named by the leaf alone', chainOf(leaf), 'CN=Intermediate, O=Practice']
  ])('an unknown authority, %s', (_, chain, at) => {
    expect(trustOf(chain, publicRoots().pems)).toEqual({ kind: 'not-trusted', reason: 'unknown-authority', at })
  })

  it('a missing intermediate of a public authority', async () => {
    const authority = await makeAuthority({ commonName: 'DigiCert TLS CA', organisation: 'DigiCert Inc', issuer: root })
    const server = await issueCertificate(authority, { commonName: 'server', caIssuersUrl: 'http://cacerts.digicert.com/ca.crt' })

    expect(trustOf(chainOf(server), publicRoots().pems)).toEqual({ kind: 'not-trusted', reason: 'missing-intermediate', at: 'CN=server' })
  })

  it('that a certificate has expired, whichever it is', async () => {
    const oldLeaf = await issueCertificate(intermediate, { commonName: 'old', notBefore: day(-9), notAfter: day(-1) })
    const oldIntermediate = await makeAuthority({ commonName: 'Old Intermediate', issuer: root, notBefore: day(-9), notAfter: day(-1) })
    const server = await issueCertificate(oldIntermediate, { commonName: 'server' })

    expect(trustOf(chainOf(oldLeaf, intermediate), [root.certificatePem])).toEqual({ kind: 'not-trusted', reason: 'expired', at: 'CN=old' })
    expect(trustOf(chainOf(server, oldIntermediate), [root.certificatePem])).toEqual({
      kind: 'not-trusted',
      reason: 'expired',
      at: 'CN=Old Intermediate, O=Practice'
    })
  })

  it('that a root has expired, by the clock that is asked for', () => {
    expect(trustOf(chainOf(leaf, intermediate), [root.certificatePem], day(300)).kind).toBe('trusted')
    expect(trustOf(chainOf(leaf, intermediate), [root.certificatePem], day(4000))).toMatchObject({ reason: 'expired' })
  })

  it('that a certificate is not valid yet', async () => {
    const early = await issueCertificate(intermediate, { commonName: 'early', notBefore: day(2) })

    expect(trustOf(chainOf(early, intermediate), [root.certificatePem])).toEqual({
      kind: 'not-trusted',
      reason: 'not-yet-valid',
      at: 'CN=early'
    })
  })

  it('that a server’s certificate was used to issue another', async () => {
    // given somebody who has the key of a server and issues a certificate with it
    const server = await makeAuthority({ commonName: 'server', issuer: root, isAuthority: false })
    const forged = await issueCertificate(server, { commonName: 'bank.example' })

    expect(trustOf(chainOf(forged, server), [root.certificatePem])).toEqual({
      kind: 'not-trusted',
      reason: 'not-an-authority',
      at: 'CN=server, O=Practice'
    })
  })

  it('that an authority issued another without being allowed to', async () => {
    const narrow = await makeAuthority({ commonName: 'Narrow', issuer: root, pathLength: 0 })
    const below = await makeAuthority({ commonName: 'Below', issuer: narrow })
    const server = await issueCertificate(below, { commonName: 'server' })

    expect(trustOf(chainOf(server, below, narrow), [root.certificatePem])).toEqual({
      kind: 'not-trusted',
      reason: 'not-an-authority',
      at: 'CN=Narrow, O=Practice'
    })
  })

  it('a signature that is wrong, although everything above it is trusted', async () => {
    const impostor = await makeAuthority({ commonName: 'Intermediate' })
    const forged = await issueCertificate(impostor, { commonName: 'forged' })

    expect(trustOf(chainOf(forged, intermediate), [root.certificatePem])).toEqual({
      kind: 'not-trusted',
      reason: 'signature-wrong',
      at: 'CN=forged'
    })
  })

  it('a signature that could not be checked, although everything above it is trusted', () => {
    const chain = chainOf(leaf, intermediate)
    const unchecked: ChainFacts = { ...chain, links: [{ matchedBy: 'name', signature: { kind: 'not-checked', because: 'of this test' } }] }

    expect(trustOf(unchecked, [root.certificatePem])).toEqual({ kind: 'not-trusted', reason: 'signature-not-checked', at: 'CN=leaf' })
  })

  it('that a server vouches for itself, also by a signature of an unknown kind', async () => {
    // given a certificate that says it was signed in a way nobody knows (the last arc of ecdsa-with-SHA256 becomes 7)
    const server = await issueCertificate('self', { commonName: 'server' })
    const hex = Buffer.from(server.certificateDer).toString('hex').replaceAll('2a8648ce3d040302', '2a8648ce3d040307')
    const facts = certificateFacts(Buffer.from(hex, 'hex'))

    const chain = buildServerChain(facts, [])

    expect(facts).toMatchObject({
      isSelfIssued: true,
      isSelfSigned: false,
      signature: { name: 'unknown kind 1.2.840.10045.4.3.7', isWeak: false }
    })
    expect(chain.ends).toBe('self-signed-leaf')
    expect(trustOf(chain, publicRoots().pems)).toEqual({ kind: 'not-trusted', reason: 'self-signed', at: 'CN=server' })
  })

  it('that only the intermediate is on the list, as OpenSSL sees it', () => {
    expect(trustOf(chainOf(leaf, intermediate), [intermediate.certificatePem]).kind).toBe('not-trusted')
  })
})

it('passes over an entry of the list that is no certificate', () => {
  expect(
    trustOf(chainOf(leaf, intermediate), ['', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n', root.certificatePem])
  ).toEqual(trusted)
})
