import { describe, expect, it } from 'vitest'
import { chainComplete } from '../../../../src-main/core/checks/certificate/chain-complete.ts'
import { datesValid } from '../../../../src-main/core/checks/certificate/dates-valid.ts'
import { keyStrong } from '../../../../src-main/core/checks/certificate/key-strong.ts'
import { namesServer } from '../../../../src-main/core/checks/certificate/names-server.ts'
import { purposeServer } from '../../../../src-main/core/checks/certificate/purpose-server.ts'
import { trustedHere } from '../../../../src-main/core/checks/certificate/trusted-here.ts'
import { trustedPublicly } from '../../../../src-main/core/checks/certificate/trusted-publicly.ts'
import type { Check } from '../../../../src-main/core/checks/check.ts'
import type { HostProbes } from '../../../../src-main/core/checks/probes.ts'
import type { CertificateFacts, ChainEnd } from '../../../../src-main/core/model/certificate.ts'
import type { TlsOpened, TrustVerdict } from '../../../../src-main/core/model/tls-facts.ts'
import { authority, certificate, fakeProbes, openedTls, verdictOf } from './fake-probes.ts'

const certificateChecks: readonly Check<HostProbes>[] = [
  chainComplete,
  namesServer,
  datesValid,
  purposeServer,
  keyStrong,
  trustedHere,
  trustedPublicly
]

describe('the certificate checks', () => {
  it('pass a healthy server', async () => {
    expect(await Promise.all(certificateChecks.map((check) => verdictOf(check, fakeProbes())))).toEqual(certificateChecks.map(() => 'pass'))
  })

  it('are not needed without encryption, and do not look', async () => {
    const probes = { ...fakeProbes({ settings: { security: 'none' } }), tls: () => Promise.reject(new Error('looked')) }

    expect(await Promise.all(certificateChecks.map((check) => verdictOf(check, probes)))).toEqual(certificateChecks.map(() => 'skip'))
  })
})

describe('certificate.chain-complete', () => {
  it.each<[ChainEnd, string]>([
    ['root-included', 'pass'],
    ['root-missing', 'pass'],
    ['self-signed-leaf', 'warn certificate.self-signed'],
    ['intermediate-missing', 'fail certificate.intermediate-missing'],
    ['link-broken', 'fail certificate.intermediate-missing']
  ])('judges a chain that ends as %s', async (ends, verdict) => {
    expect(await verdictOf(chainComplete, server({}, { ends }))).toBe(verdict)
  })

  it.each<[string, TrustVerdict, readonly string[], string]>([
    ['trusted', openedTls.trustedHere, ['http://ca.example/ca.crt'], 'pass'],
    [
      'not trusted and with an address of its issuer, which may be a root',
      notTrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      ['http://ca.example/ca.crt'],
      'warn certificate.intermediate-missing'
    ],
    ['not trusted and without one', notTrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), [], 'pass']
  ])('judges a single certificate that is %s', async (_what, verdict, caIssuersUrls, expected) => {
    const tls: TlsOpened = {
      ...openedTls,
      trustedHere: verdict,
      chain: { certificates: [{ ...certificate, caIssuersUrls }], links: [], ends: 'issuer-missing', extra: [] }
    }

    expect(await verdictOf(chainComplete, fakeProbes({ tls }))).toBe(expected)
  })
})

describe('certificate.names-server', () => {
  it.each<[string, Partial<CertificateFacts>, string]>([
    ['a wildcard that covers it', { names: [{ kind: 'dns', value: '*.corp.example' }] }, 'pass'],
    ['another name', { names: [{ kind: 'dns', value: 'dc2.corp.example' }] }, 'fail certificate.name-mismatch'],
    ['its name only as common name', { names: [] }, 'warn certificate.common-name-only'],
    ['another common name alone', { names: [], subjectCommonName: 'dc2.corp.example' }, 'fail certificate.name-mismatch'],
    [
      'its common name beside another alternative name',
      { names: [{ kind: 'dns', value: 'other.example' }] },
      'fail certificate.name-mismatch'
    ]
  ])('judges a certificate with %s', async (_what, facts, verdict) => {
    expect(await verdictOf(namesServer, server(facts))).toBe(verdict)
  })
})

describe('certificate.dates-valid', () => {
  it.each<[string, Partial<CertificateFacts>, string]>([
    ['ended a second ago', { notAfter: '2026-11-21T11:59:59.000Z' }, 'fail certificate.expired'],
    ['ends at this very moment', { notAfter: '2026-11-21T12:00:00.000Z' }, 'warn certificate.ends-soon'],
    ['ends in 30 days', { notAfter: '2026-12-21T12:00:00.000Z' }, 'warn certificate.ends-soon'],
    ['ends in 31 days', { notAfter: '2026-12-22T12:00:00.000Z' }, 'pass'],
    ['begins in a second', { notBefore: '2026-11-21T12:00:01.000Z' }, 'fail certificate.not-yet-valid'],
    ['begins at this very moment', { notBefore: '2026-11-21T12:00:00.000Z' }, 'pass']
  ])('judges a certificate that %s', async (_what, facts, verdict) => {
    expect(await verdictOf(datesValid, server(facts))).toBe(verdict)
  })

  it('looks at the authority too', async () => {
    const chain = { ...openedTls.chain, certificates: [certificate, { ...authority, notAfter: '2026-11-20T00:00:00.000Z' }] }

    expect(await verdictOf(datesValid, fakeProbes({ tls: { ...openedTls, chain } }))).toBe('fail certificate.expired')
  })
})

describe('certificate.purpose-server', () => {
  it.each<[string, CertificateFacts['purposes'], string]>([
    ['no restriction', [], 'pass'],
    ['any purpose', [{ name: 'any', oid: '2.5.29.37.0' }], 'pass'],
    ['clients only', [{ name: 'client authentication', oid: '1.3.6.1.5.5.7.3.2' }], 'fail certificate.no-server-purpose']
  ])('judges %s', async (_what, purposes, verdict) => {
    expect(await verdictOf(purposeServer, server({ purposes }))).toBe(verdict)
  })
})

describe('certificate.key-strong', () => {
  it.each<[string, Partial<CertificateFacts>, string]>([
    ['a short RSA key', { key: { ...certificate.key, bits: 1024 } }, 'fail certificate.weak'],
    ['a short elliptic curve', { key: { ...certificate.key, kind: 'ec', bits: 192 } }, 'fail certificate.weak'],
    ['a SHA-1 signature', { signature: { name: 'SHA-1 with RSA', hash: 'SHA-1', isWeak: true } }, 'fail certificate.weak'],
    ['a modern key', { key: { kind: 'ed25519', text: 'Ed25519', sha256: '' } }, 'pass']
  ])('judges %s', async (_what, facts, verdict) => {
    expect(await verdictOf(keyStrong, server(facts))).toBe(verdict)
  })
})

describe('certificate.trusted-here', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'fail certificate.untrusted-here'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'fail certificate.untrusted-here'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'fail certificate.untrusted-here'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'fail certificate.untrusted-here'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'fail certificate.untrusted-here'],
    ['CERT_HAS_EXPIRED', 'fail certificate.refused-here'],
    ['CERT_NOT_YET_VALID', 'fail certificate.refused-here'],
    ['INVALID_PURPOSE', 'fail certificate.refused-here']
  ])('judges %s', async (code, verdict) => {
    expect(await verdictOf(trustedHere, fakeProbes({ tls: { ...openedTls, trustedHere: notTrusted(code) } }))).toBe(verdict)
  })

  it('leaves dates to the rung that judges them', async () => {
    const ended = { ...fakeProbes({ tls: { ...openedTls, trustedHere: notTrusted('CERT_HAS_EXPIRED') } }), now: '2099-01-01T00:00:00.000Z' }

    expect([await verdictOf(datesValid, ended), await verdictOf(trustedHere, ended)]).toEqual(['fail certificate.expired', 'skip'])
  })

  it('claims nothing when the library could not be asked', async () => {
    expect(await verdictOf(trustedHere, fakeProbes({ tls: { ...openedTls, trustedHere: notTrusted('NO_VERDICT') } }))).toBe(
      'not-provable-here'
    )
  })
})

describe('certificate.trusted-publicly', () => {
  it.each<[string, TrustVerdict, TrustVerdict, string]>([
    ['known here only', openedTls.trustedHere, notTrusted('SELF_SIGNED_CERT_IN_CHAIN'), 'warn certificate.private-authority'],
    [
      'known nowhere',
      notTrusted('SELF_SIGNED_CERT_IN_CHAIN'),
      notTrusted('SELF_SIGNED_CERT_IN_CHAIN'),
      'warn certificate.private-authority'
    ],
    ['expired, as the rung below says', notTrusted('CERT_HAS_EXPIRED'), notTrusted('CERT_HAS_EXPIRED'), 'skip'],
    ['not judged, since the connection broke', openedTls.trustedHere, notTrusted('NO_VERDICT'), 'not-provable-here']
  ])('judges a certificate that is %s', async (_what, here, publicly, verdict) => {
    const tls = { ...openedTls, trustedHere: here, trustedPublicly: publicly }

    expect(await verdictOf(trustedPublicly, fakeProbes({ tls }))).toBe(verdict)
  })
})

function server(facts: Partial<CertificateFacts>, chain: Partial<TlsOpened['chain']> = {}) {
  const certificates = [{ ...certificate, ...facts }, authority]
  return fakeProbes({ tls: { ...openedTls, chain: { ...openedTls.chain, certificates, ...chain } } })
}

function notTrusted(code: string): TrustVerdict {
  return { kind: 'not-trusted', list: 'a list', code, text: `text of ${code}` }
}
