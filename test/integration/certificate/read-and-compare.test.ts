import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdapters } from '../../../src-main/adapters/create-adapters.ts'
import { createKnownCertificates } from '../../../src-main/app/known-certificates.ts'
import { compareCertificates } from '../../../src-main/app/operations/compare-certificates.ts'
import { readCertificate } from '../../../src-main/app/operations/read-certificate.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { CertificateView } from '../../../src-main/core/report/certificate-view.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { refusedPort, startAwkwardTcp } from '../../support/awkward-tcp.ts'

const ports = createAdapters()
let directory: PracticeDirectory

beforeAll(async () => {
  directory = await startPracticeDirectory()
})

afterAll(() => directory.close())

describe('reading certificates', () => {
  it('shows a server’s chain with name, versions and both verdicts', async () => {
    const view = await viewOf({ kind: 'server', address: `127.0.0.1:${String(directory.ldapsPort)}`, startTls: false, serverName: '' })

    expect(view.source).toBe(`127.0.0.1 port ${String(directory.ldapsPort)}, LDAPS`)
    expect(view.server).toMatchObject({
      version: 'TLS 1.3',
      nameMatches: true,
      trustedHere: { kind: 'not-trusted' },
      trustedPublicly: { kind: 'not-trusted' }
    })
    expect(view.chains.map(({ certificates }) => certificates.map(({ heading, role }) => [heading, role]))).toEqual([
      [
        ['dc1.practice.example', 'server'],
        ['Practice Issuing CA', 'intermediate']
      ]
    ])
  })

  it('shows a pasted text, the chain of its first certificate first', async () => {
    const [first, second] = await Promise.all([makeAuthority({ commonName: 'First' }), makeAuthority({ commonName: 'Second' })])
    const leaf = await issueCertificate(second, { names: ['leaf.example'] })

    const view = await viewOf({ kind: 'text', text: `${first.certificatePem}${second.certificatePem}${leaf.certificatePem}` })

    expect(view.chains.map(({ certificates }) => certificates.map(({ heading }) => heading))).toEqual([
      ['First'],
      ['leaf.example', 'Second']
    ])
  })

  it('explains a file that holds none', async () => {
    const answer = await readCertificate(ports, { kind: 'file', name: 'x.txt', bytes: Buffer.from('hello') }, neverCancelled)

    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'certificate.file.unreadable', evidence: [{ label: 'Kind', value: 'certificate.file.text-without-certificate' }] }
    })
  })

  it.each([
    ['a closed port', async () => `127.0.0.1:${String(await refusedPort())}`, 'ldap.tcp.refused'],
    ['an unknown name', () => Promise.resolve('no-such-host.invalid'), /^ldap\.dns\./],
    ['a plain port', () => Promise.resolve(`127.0.0.1:${String(directory.ldapPort)}`), /^ldap\.tls\./],
    ['nonsense', () => Promise.resolve('a b c'), 'app.invalid-input']
  ])('names the problem of %s', async (_what, address, code) => {
    const answer = await readCertificate(
      ports,
      { kind: 'server', address: await address(), startTls: false, serverName: '' },
      neverCancelled,
      3000
    )

    expect(answer.ok ? 'opened' : answer.error.code).toMatch(code)
  })

  it('can be cancelled while a server is silent', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })
    const controller = new AbortController()
    const address = `127.0.0.1:${String(server.port)}`

    const reading = readCertificate(ports, { kind: 'server', address, startTls: false, serverName: '' }, controller.signal)
    while (server.received().length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    controller.abort()

    await expect(reading).rejects.toMatchObject({ name: 'Cancelled' })
    await server.untilAllClosed()
  })
})

describe('comparing a certificate', () => {
  it('with itself, wherever it stands in the other file', async () => {
    const { certificatePem, comparedWith } = await shownCertificate()
    const other = await makeAuthority({ commonName: 'Other' })

    expect(await comparedWith({ kind: 'text', text: `${other.certificatePem}${certificatePem}` })).toEqual({
      same: true,
      sentence: 'The same certificate is in the pasted text, at place 2.',
      differences: []
    })
  })

  it('with another one names what differs', async () => {
    const { comparedWith } = await shownCertificate()
    const other = await makeAuthority({ commonName: 'Other' })

    const comparison = await comparedWith({ kind: 'text', text: other.certificatePem })

    expect(comparison).toMatchObject({ same: false, sentence: 'These are different certificates.' })
    expect(comparison.differences.map(({ label }) => label)).toEqual(expect.arrayContaining(['Subject', 'Key', 'SHA-256 fingerprint']))
  })

  it('with a fingerprint in any notation', async () => {
    const { fingerprint, comparedWith } = await shownCertificate()

    expect(
      await comparedWith({ kind: 'fingerprint', text: `SHA256 Fingerprint=${fingerprint.toUpperCase().replace(/(..)(?!$)/g, '$1:')}` })
    ).toMatchObject({ same: true })
    expect(await comparedWith({ kind: 'fingerprint', text: '00'.repeat(32) })).toMatchObject({
      same: false,
      differences: [{ label: 'SHA-256 fingerprint' }]
    })
  })

  it.each([
    ['ab'.repeat(20), 'certificate.fingerprint.sha1'],
    ['hello', 'certificate.fingerprint.not-a-fingerprint']
  ])('refuses %s', async (text, code) => {
    const { fingerprint } = await shownCertificate()

    const answer = await compareCertificates(
      ports,
      createKnownCertificates(),
      { fingerprintSha256: fingerprint, other: { kind: 'fingerprint', text } },
      neverCancelled
    )

    expect(answer.ok ? 'compared' : answer.error.code).toBe(code)
  })

  it('that is no longer remembered compares the fingerprints', async () => {
    const other = await makeAuthority({ commonName: 'Other' })
    const input = { fingerprintSha256: '00'.repeat(32), other: { kind: 'text' as const, text: other.certificatePem } }

    const answer = await compareCertificates(ports, createKnownCertificates(), input, neverCancelled)

    expect(answer).toMatchObject({ ok: true, value: { same: false, differences: [{ label: 'SHA-256 fingerprint' }] } })
  })
})

async function shownCertificate() {
  const { certificatePem } = await makeAuthority({ commonName: 'Shown' })
  const view = await viewOf({ kind: 'text', text: certificatePem })
  const known = createKnownCertificates()
  known.remember(view)
  const fingerprint = view.chains[0]?.certificates[0]?.facts.fingerprintSha256 ?? ''
  type Other = Parameters<typeof compareCertificates>[2]['other']
  const comparedWith = async (other: Other) => {
    const answer = await compareCertificates(ports, known, { fingerprintSha256: fingerprint, other }, neverCancelled)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  return { certificatePem, fingerprint, comparedWith }
}

async function viewOf(source: Parameters<typeof readCertificate>[1]): Promise<CertificateView> {
  const view = await readCertificate(ports, source, neverCancelled)
  if (!view.ok) throw new Error(view.error.code)
  return view.value
}
