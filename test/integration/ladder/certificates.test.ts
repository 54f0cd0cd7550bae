import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  issueCertificate,
  makeAuthority,
  type Authority,
  type CertificateOptions,
  type MadeCertificate
} from '../../../src-main/practice/make-certificates.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { issuePssCertificate } from '../tls/pss-certificate.ts'
import { lookupOf } from '../tls/tls-server.ts'
import { smallCompany } from './people.ts'
import { tlsFront } from './tls-front.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

const DAY_MS = 86_400_000
const names = ['dc1.test']
const unprovable = 'not-provable-here ldap.account-safe'

interface Case {
  readonly title: string
  readonly make: () => Promise<readonly [MadeCertificate, ...MadeCertificate[]]>
  /** PEM given as CA file; `own` is the server's certificate itself. */
  readonly caFile?: 'own' | 'company'
  readonly findings: readonly string[]
  /** Lines of evidence that must be shown, by rung. */
  readonly shown: Readonly<Record<string, string>>
}

let root: Authority
let intermediate: Authority
let company: Authority

const cases: readonly Case[] = [
  {
    title: 'that is good',
    make: async () => [await issued({})],
    findings: [unprovable],
    shown: { 'certificate.names-server': 'Names on the certificate: dc1.test' }
  },
  {
    title: 'that ended yesterday',
    make: async () => [await issued({ notBefore: inDays(-365), notAfter: inDays(-1) })],
    findings: ['fail certificate.dates-valid certificate.expired', 'blocked 11 by certificate.dates-valid'],
    shown: { 'certificate.dates-valid': 'dc1.test: ' }
  },
  {
    title: 'that begins tomorrow',
    make: async () => [await issued({ notBefore: inDays(1) })],
    findings: ['fail certificate.dates-valid certificate.not-yet-valid', 'blocked 11 by certificate.dates-valid'],
    shown: { 'certificate.dates-valid': 'dc1.test: ' }
  },
  {
    title: 'that ends in ten days',
    make: async () => [await issued({ notAfter: inDays(10.5) })],
    findings: ['warn certificate.dates-valid certificate.ends-soon', unprovable],
    shown: {}
  },
  {
    title: 'for another name',
    make: async () => [await issued({ names: ['old.test', 'other.test'] })],
    findings: ['fail certificate.names-server certificate.name-mismatch', 'blocked 11 by certificate.names-server'],
    shown: { 'certificate.names-server': 'Names on the certificate: old.test, other.test' }
  },
  {
    title: 'that vouches for itself',
    make: async () => [await issueCertificate('self', { names })],
    findings: [
      'warn certificate.chain-complete certificate.self-signed',
      'fail certificate.trusted-here certificate.untrusted-here',
      'warn certificate.trusted-publicly certificate.private-authority',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: { 'certificate.chain-complete': 'Certificate 1: CN=dc1.test, issued by CN=dc1.test' }
  },
  {
    title: 'that vouches for itself and is the CA file',
    make: async () => [await issueCertificate('self', { names })],
    caFile: 'own',
    findings: [
      'warn certificate.chain-complete certificate.self-signed',
      'warn certificate.trusted-publicly certificate.private-authority',
      unprovable
    ],
    shown: {}
  },
  {
    title: 'whose intermediate is not sent, with the root as CA file',
    make: async () => [await issued({ caIssuersUrl: 'http://pki.test/intermediate.cer' }, intermediate)],
    caFile: 'company',
    findings: [
      'fail certificate.chain-complete certificate.intermediate-missing',
      'fail certificate.trusted-here certificate.untrusted-here',
      'warn certificate.trusted-publicly certificate.private-authority',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: { 'certificate.chain-complete': 'Certificate 1: CN=dc1.test, issued by CN=Corp Intermediate, O=Practice' }
  },
  {
    title: 'with its intermediate',
    make: async () => [await issued({}, intermediate), intermediate],
    findings: [unprovable],
    shown: { 'certificate.chain-complete': 'Certificate 2: CN=Corp Intermediate, O=Practice, issued by CN=Public Root, O=Practice' }
  },
  {
    title: 'with the root sent along',
    make: async () => [await issued({}, intermediate), intermediate, root],
    findings: [unprovable],
    shown: { 'certificate.chain-complete': 'Certificate 3: CN=Public Root, O=Practice, issued by CN=Public Root, O=Practice' }
  },
  {
    title: 'whose intermediate has ended',
    make: async () => {
      const ended = await makeAuthority({ commonName: 'Ended', issuer: root, notBefore: inDays(-20), notAfter: inDays(-1) })
      return [await issued({}, ended), ended]
    },
    findings: ['fail certificate.dates-valid certificate.expired', 'blocked 11 by certificate.dates-valid'],
    shown: { 'certificate.chain-complete': 'Certificate 2: CN=Ended, O=Practice, issued by CN=Public Root, O=Practice' }
  },
  {
    title: 'of a public authority, whose intermediate is not sent',
    make: async () => {
      const letsEncrypt = await makeAuthority({ commonName: 'R11', organisation: "Let's Encrypt" })
      return [await issued({ caIssuersUrl: 'http://r11.i.lencr.org/' }, letsEncrypt)]
    },
    findings: [
      'fail certificate.chain-complete certificate.intermediate-missing',
      'fail certificate.trusted-here certificate.untrusted-here',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: {}
  },
  {
    title: "of the company's own authority, which publishes its root as Windows does",
    make: async () => [await issued({ caIssuersUrl: 'http://pki.corp.test/Company-CA.crt' }, company)],
    findings: [
      'warn certificate.chain-complete certificate.intermediate-missing',
      'fail certificate.trusted-here certificate.untrusted-here',
      'warn certificate.trusted-publicly certificate.private-authority',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: { 'certificate.trusted-here': 'Leads to: Company CA' }
  },
  {
    title: "of the company's own authority",
    make: async () => [await issued({}, company)],
    findings: [
      'fail certificate.trusted-here certificate.untrusted-here',
      'warn certificate.trusted-publicly certificate.private-authority',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: { 'certificate.trusted-here': 'Leads to: Company CA' }
  },
  {
    title: "of the company's own authority, which is the CA file",
    make: async () => [await issued({}, company)],
    caFile: 'company',
    findings: ['warn certificate.trusted-publicly certificate.private-authority', unprovable],
    shown: {}
  },
  {
    title: 'for clients only',
    make: async () => [await issued({ purposes: ['clientAuth'] })],
    findings: ['fail certificate.purpose-server certificate.no-server-purpose', 'blocked 11 by certificate.purpose-server'],
    shown: { 'certificate.purpose-server': 'Extended key usage: client authentication (1.3.6.1.5.5.7.3.2)' }
  },
  {
    title: 'signed over SHA-1',
    make: async () => [await issued({ signatureHash: 'SHA-1' })],
    findings: [
      'fail certificate.key-strong certificate.weak',
      'fail certificate.trusted-here certificate.refused-here',
      'blocked 11 by certificate.trusted-here'
    ],
    shown: { 'certificate.key-strong': 'signed with SHA-1' }
  },
  {
    title: 'with a common name only',
    make: async () => [await issued({ names: [], commonName: 'dc1.test' })],
    findings: ['warn certificate.names-server certificate.common-name-only', unprovable],
    shown: { 'certificate.names-server': 'Common name: dc1.test' }
  },
  {
    title: 'with an RSA-PSS key',
    make: async () => [await issuePssCertificate(root, 'dc1.test')],
    findings: ['warn certificate.dates-valid certificate.ends-soon', unprovable],
    shown: { 'certificate.key-strong': 'dc1.test: RSA-PSS, 2048 bits, signed with SHA-256 with ECDSA' }
  },
  {
    title: 'with an Ed25519 key',
    make: async () => [await issued({ key: 'ed25519' })],
    findings: [unprovable],
    shown: { 'certificate.key-strong': 'dc1.test: Ed25519, signed with SHA-256 with ECDSA' }
  },
  {
    title: 'with a P-384 key',
    make: async () => [await issued({ key: 'ec-p384' })],
    findings: [unprovable],
    shown: {}
  }
]

describe('a directory behind a certificate', () => {
  let slapd: SlapdServer
  let before = 0
  beforeAll(async () => {
    root = await makeAuthority({ commonName: 'Public Root' })
    intermediate = await makeAuthority({ commonName: 'Corp Intermediate', issuer: root })
    company = await makeAuthority({ commonName: 'Company CA' })
    slapd = await startSlapd({ ldif: smallCompany() })
  })
  afterAll(() => slapd.stop())
  beforeEach(async () => {
    before = (await completeLog(slapd)).length
  })

  async function check(certificates: readonly [MadeCertificate, ...MadeCertificate[]], caPem?: string) {
    const [own, ...chain] = certificates
    await using front = await tlsFront(slapd.port, own, chain)
    return await checkADirectory({
      ...settingsFor(slapd),
      host: 'dc1.test',
      lookup: lookupOf('dc1.test'),
      port: front.port,
      security: 'ldaps',
      systemAuthorities: [root.certificatePem],
      publicAuthorities: [root.certificatePem],
      ...(caPem === undefined ? {} : { caPem })
    })
  }

  function caFileOf({ caFile }: Case, own: MadeCertificate): string | undefined {
    if (caFile === undefined) return undefined
    return caFile === 'own' ? own.certificatePem : company.certificatePem
  }

  it.each(cases)('$title', async (testCase) => {
    const certificates = await testCase.make()

    const { findings, byId } = await check(certificates, caFileOf(testCase, certificates[0]))

    const isBlocked = testCase.findings.some((finding) => finding.startsWith('blocked'))
    expect({ findings, binds: bindsIn((await completeLog(slapd)).slice(before)), root: byId('ldap.root-dse-answers').status }).toEqual({
      findings: testCase.findings,
      binds: isBlocked ? [] : [slapd.readerDn],
      root: 'pass'
    })
    for (const [rung, line] of Object.entries(testCase.shown)) expect(byId(rung).lines.join('\n')).toContain(line)
  })

  // OpenSSL 3.5 refuses the key by its security level, OpenSSL 3.0 takes it.
  it('with an RSA key of 1024 bits', async () => {
    const { findings, byId } = await check([await issued({ key: 'rsa-1024' })])

    expect(findings[0]).toBe('fail certificate.key-strong certificate.weak')
    expect(byId('certificate.key-strong').lines).toContain('dc1.test: RSA, 1024 bits, signed with SHA-256 with ECDSA')
    expect(byId('ldap.root-dse-answers').status).toBe('pass')
  })
})

function issued(options: CertificateOptions, issuer: Authority = root): Promise<MadeCertificate> {
  return issueCertificate(issuer, { names, ...options })
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}
