import { describe, expect, it } from 'vitest'
import type { CertificateFacts, ChainEnd, ChainFacts } from '../../../src-main/core/model/certificate.ts'
import type { TlsOpened } from '../../../src-main/core/model/tls-facts.ts'
import type { ListedTrust } from '../../../src-main/core/ports/certificates.ts'
import { certificateFindings } from '../../../src-main/core/report/certificate-findings.ts'
import { certificateCard, chainView, serverTlsView } from '../../../src-main/core/report/certificate-view.ts'

const now = '2026-11-21T12:00:00.000Z'
const list = 'the certificate store of this computer (2 authorities)'
const trusted: ListedTrust = { kind: 'trusted', root: 'CN=Corp Root', rootFingerprintSha256: '0'.repeat(64), list }

describe('a certificate card', () => {
  it('tells everything in pairs that can be read aloud', () => {
    expect(Object.fromEntries(certificateCard(facts(), now).rows.map(({ label, value }) => [label, value]))).toEqual({
      Subject: 'CN=dc1.corp.example',
      Issuer: 'CN=Corp Issuing',
      Names: 'dc1.corp.example, 10.0.0.5 (IP address)',
      'Serial number': '0A:1B',
      'Valid from': '2026-01-01 00:00:00 UTC',
      'Valid until': '2027-01-14 12:00:00 UTC',
      Key: 'RSA, 2048 bits',
      Signature: 'SHA-256 with RSA',
      Purposes: 'Server authentication (1.3.6.1.5.5.7.3.1)',
      'Key usage': '(not restricted)',
      Authority: 'no: it may not issue certificates',
      'SHA-256 of the public key': 'ff'.repeat(32)
    })
  })

  it('offers the fingerprint in every notation people are asked for', () => {
    const byLabel = Object.fromEntries(certificateCard(facts(), now).fingerprints.map(({ label, value }) => [label, value]))

    expect(byLabel['As openssl prints it']).toBe(`sha256 Fingerprint=${Array.from({ length: 32 }, () => 'AB').join(':')}`)
    expect(byLabel['Lower case, without colons']).toBe('ab'.repeat(32))
    expect(byLabel['Base64']).toBe(Buffer.alloc(32, 0xab).toString('base64'))
  })

  it.each<[string, Partial<CertificateFacts>]>([
    ['server', {}],
    ['server', { purposes: [] }],
    ['intermediate', { isAuthority: true, names: [], purposes: [] }],
    ['root', { isAuthority: true, isSelfSigned: true, names: [], purposes: [] }],
    ['server', { isAuthority: true, isSelfSigned: true }],
    ['other', { names: [], purposes: [] }],
    ['other', { purposes: [{ name: 'Client authentication', oid: '1.3.6.1.5.5.7.3.2' }] }]
  ])('knows the role %s (%j)', (role, changes) => {
    expect(certificateCard(facts(changes), now).role).toBe(role)
  })

  it('turns weaknesses into sentences', () => {
    const weak = facts({
      key: { kind: 'rsa', bits: 1024, text: 'RSA, 1024 bits', sha256: '' },
      signature: { name: 'SHA-1 with RSA', hash: 'SHA-1', isWeak: true },
      unreadableExtensions: ['2.5.29.17']
    })

    expect(certificateCard(weak, now).weaknesses).toEqual([
      'Its RSA key has 1024 bits; at least 2048 are expected today.',
      'It is signed with SHA-1, which can be forged; SHA-256 or better is expected today.',
      'Its extension 2.5.29.17 is damaged and was left out.'
    ])
  })

  it('does not change the spelling of a name that looks like a word', () => {
    expect(certificateCard(facts({ subjectCommonName: 'itsm.corp.example' }), now).heading).toBe('itsm.corp.example')
  })
})

describe('a chain view', () => {
  it('says in sentences whom the chain leads to and who trusts it', () => {
    const view = chainView(
      chain(),
      { here: trusted, publicly: { kind: 'not-trusted', reason: 'unknown-authority', at: 'CN=Corp Root', list: 'the public ones' } },
      now
    )

    expect([view.endsSentence, view.trustedHere.sentence, view.trustedPublicly.sentence]).toEqual([
      'The chain is complete up to the root Corp Root, which is not included: that is normal.',
      `Trusted: CN=Corp Root is in ${list}.`,
      'Not trusted by the public ones: CN=Corp Root is not among them.'
    ])
    expect(view.pem).toBe('leaf-pem\nissuing-pem\n')
  })
})

describe('the view of a server', () => {
  it.each([
    ['dc1.corp.example', true, 'The certificate is for dc1.corp.example.'],
    ['10.0.0.5', true, 'The certificate is for 10.0.0.5.'],
    ['dc2.corp.example', false, 'The certificate is not for dc2.corp.example: it is for dc1.corp.example, 10.0.0.5.']
  ])('judges the name %s', (host, nameMatches, nameSentence) => {
    expect(serverTlsView(look(), host)).toMatchObject({ nameMatches, nameSentence })
  })
})

describe('what is wrong with certificates', () => {
  it('is nothing for a sound chain of a private authority', () => {
    const untrusted: ListedTrust = { kind: 'not-trusted', reason: 'unknown-authority', at: 'CN=Corp Root', list }

    expect(findings(chain(), 'dc1.corp.example', untrusted)).toEqual([])
  })

  it('names dates, weakness, name and a broken chain, in this order', () => {
    const expired = facts({ notAfter: '2026-11-20T12:00:00Z', key: { kind: 'rsa', bits: 1024, text: 'RSA, 1024 bits', sha256: '' } })

    expect(findings(chain({ ends: 'link-broken', certificates: [expired] }), 'dc2.corp.example')).toEqual([
      'dc1.corp.example: Expired on 20 November 2026, 1 day ago.',
      'dc1.corp.example: Its RSA key has 1024 bits; at least 2048 are expected today.',
      'The chain breaks at dc1.corp.example: a certificate has its issuer’s name, but did not sign it.',
      'The certificate is not for dc2.corp.example: it is for dc1.corp.example, 10.0.0.5.'
    ])
  })

  it.each<[ChainEnd, number]>([
    ['root-included', 0],
    ['root-missing', 0],
    ['self-signed-leaf', 0],
    ['issuer-missing', 0],
    ['intermediate-missing', 1],
    ['link-broken', 1]
  ])('counts a chain that ends as %s as %i', (ends, count) => {
    expect(findings(chain({ ends }), 'dc1.corp.example')).toHaveLength(count)
  })
})

function findings(given: ChainFacts, host: string, here: ListedTrust = trusted): readonly string[] {
  return certificateFindings({
    source: 'x',
    chains: [chainView(given, { here, publicly: here }, now)],
    server: serverTlsView(look(), host)
  })
}

function look(): TlsOpened {
  return {
    kind: 'opened',
    version: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    chain: chain(),
    versions: [],
    trustedHere: { kind: 'trusted', list },
    trustedPublicly: { kind: 'trusted', list },
    asksForClientCertificate: false,
    durationMs: 3
  }
}

function chain(changes: Partial<ChainFacts> = {}): ChainFacts {
  const issuing = facts({
    subject: 'CN=Corp Issuing',
    subjectCommonName: 'Corp Issuing',
    issuer: 'CN=Corp Root',
    issuerCommonName: 'Corp Root',
    isAuthority: true,
    names: [],
    purposes: [],
    pem: 'issuing-pem\n'
  })
  return {
    certificates: [facts(), issuing],
    links: [{ matchedBy: 'key-identifier', signature: { kind: 'verified' } }],
    ends: 'root-missing',
    extra: [],
    ...changes
  }
}

function facts(changes: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=dc1.corp.example',
    subjectCommonName: 'dc1.corp.example',
    issuer: 'CN=Corp Issuing',
    issuerCommonName: 'Corp Issuing',
    serial: '0A:1B',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-01-14T12:00:00.000Z',
    key: { kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits', sha256: 'ff'.repeat(32) },
    signature: { name: 'SHA-256 with RSA', hash: 'SHA-256', isWeak: false },
    names: [
      { kind: 'dns', value: 'dc1.corp.example' },
      { kind: 'ip', value: '10.0.0.5' }
    ],
    purposes: [{ name: 'Server authentication', oid: '1.3.6.1.5.5.7.3.1' }],
    keyUsages: [],
    isAuthority: false,
    isSelfIssued: false,
    isSelfSigned: false,
    caIssuersUrls: [],
    fingerprintSha256: 'ab'.repeat(32),
    pem: 'leaf-pem\n',
    unreadableExtensions: [],
    ...changes
  }
}
