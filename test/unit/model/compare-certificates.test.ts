import { expect, it } from 'vitest'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import { compareCertificates } from '../../../src-main/core/model/compare-certificates.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'

const fieldsOf = (comparison: ReturnType<typeof compareCertificates>): readonly string[] =>
  comparison.differences.map((difference) => difference.field)

it('finds no difference between a certificate and itself', async () => {
  const facts = certificateFacts((await issueCertificate('self', { names: ['a.example'] })).certificateDer)

  expect(compareCertificates(facts, facts)).toEqual({ relation: 'same-certificate', differences: [] })
})

it('recognises the usual renewal and lists what changed', async () => {
  const root = await makeAuthority()
  const names = ['dc1.corp.example']
  const before = certificateFacts(
    (await issueCertificate(root, { names, notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2026-01-01T00:00:00Z') }))
      .certificateDer
  )
  const after = certificateFacts(
    (await issueCertificate(root, { names, notBefore: new Date('2025-12-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') }))
      .certificateDer
  )

  const comparison = compareCertificates(before, after)

  expect(comparison.relation).toBe('renewed')
  expect(fieldsOf(comparison)).toEqual(['Valid from', 'Valid until', 'Serial number', 'Key', 'SHA-256 fingerprint'])
  expect(comparison.differences[1]).toEqual({ field: 'Valid until', first: '2026-01-01 00:00:00 UTC', second: '2027-01-01 00:00:00 UTC' })
  expect(comparison.differences[4]?.first).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/)
})

it('recognises the same key under another authority', async () => {
  // given an authority that is a root, and the same one signed by another
  const root = await makeAuthority({ commonName: 'Old Root' })
  const twin = await makeAuthority({ commonName: 'New Root', keys: root.keys })

  expect(compareCertificates(certificateFacts(root.certificateDer), certificateFacts(twin.certificateDer)).relation).toBe('same-key')
})

it('calls everything else different', async () => {
  const first = certificateFacts((await issueCertificate('self', { names: ['a.example'] })).certificateDer)
  const second = certificateFacts((await issueCertificate('self', { names: ['b.example'], key: 'rsa-2048' })).certificateDer)

  const comparison = compareCertificates(first, second)

  expect(comparison.relation).toBe('different')
  expect(fieldsOf(comparison)).toContain('Names')
})
