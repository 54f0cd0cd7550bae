import { expect, it } from 'vitest'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import { strengthProblems } from '../../../src-main/core/model/certificate-strength.ts'
import { issueCertificate, makeAuthority, type KeyKind } from '../../../src-main/practice/make-certificates.ts'

it.each<KeyKind>(['rsa-2048', 'rsa-pss-2048', 'ec-p256', 'ec-p384', 'ed25519'])('finds nothing wrong with %s', async (key) => {
  const root = await makeAuthority({ key })
  const made = await issueCertificate(root, { key })

  expect(strengthProblems(certificateFacts(made.certificateDer))).toEqual([])
})

it('finds a short RSA key', async () => {
  const made = await issueCertificate('self', { key: 'rsa-1024' })

  expect(strengthProblems(certificateFacts(made.certificateDer))).toEqual([
    { kind: 'rsa-key-too-short', bits: 1024, minimumBits: 2048, text: 'its RSA key has 1024 bits' }
  ])
})

it('finds a short elliptic-curve key', async () => {
  const facts = certificateFacts((await issueCertificate('self')).certificateDer)

  expect(strengthProblems({ ...facts, key: { ...facts.key, curve: 'P-192', bits: 192 } })).toEqual([
    { kind: 'ec-key-too-short', bits: 192, minimumBits: 256, text: 'its elliptic-curve key has 192 bits' }
  ])
})

it.each<KeyKind>(['rsa-2048', 'rsa-pss-2048', 'ec-p256'])('finds a SHA-1 signature by %s', async (key) => {
  const root = await makeAuthority({ key })
  const made = await issueCertificate(root, { signatureHash: 'SHA-1' })

  expect(strengthProblems(certificateFacts(made.certificateDer))).toEqual([
    { kind: 'weak-signature', hash: 'SHA-1', text: 'it is signed with SHA-1' }
  ])
})

it('does not count the signature of a root, and counts that of a server which vouches for itself', async () => {
  const root = await makeAuthority({ key: 'rsa-2048', signatureHash: 'SHA-1' })
  const server = await issueCertificate('self', { key: 'rsa-2048', signatureHash: 'SHA-1' })

  expect(strengthProblems(certificateFacts(root.certificateDer))).toEqual([])
  expect(strengthProblems(certificateFacts(server.certificateDer)).map((problem) => problem.kind)).toEqual(['weak-signature'])
})
