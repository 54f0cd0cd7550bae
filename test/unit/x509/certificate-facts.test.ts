import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import { issueCertificate, makeAuthority, type KeyKind } from '../../../src-main/practice/make-certificates.ts'

describe('certificateFacts', () => {
  it('tells everything a server certificate says', async () => {
    const root = await makeAuthority({ commonName: 'Corp Root', organisation: 'Corp' })
    const made = await issueCertificate(root, {
      commonName: 'dc1.corp.example',
      names: ['dc1.corp.example', '*.corp.example', '10.0.0.5', '2001:db8::1'],
      purposes: ['serverAuth', 'clientAuth'],
      notBefore: new Date('2026-01-02T03:04:05Z'),
      notAfter: new Date('2051-02-03T04:05:06Z'),
      caIssuersUrl: 'http://pki.corp.example/root.crt'
    })

    const { subjectKeyId, ...facts } = certificateFacts(made.certificateDer)

    const oracle = new X509Certificate(made.certificatePem)
    expect(facts).toEqual({
      subject: 'CN=dc1.corp.example',
      subjectCommonName: 'dc1.corp.example',
      issuer: 'CN=Corp Root, O=Corp',
      issuerCommonName: 'Corp Root',
      serial: oracle.serialNumber.match(/../g)?.join(':'),
      notBefore: '2026-01-02T03:04:05.000Z',
      notAfter: '2051-02-03T04:05:06.000Z',
      key: {
        kind: 'ec',
        bits: 256,
        curve: 'P-256',
        text: 'elliptic curve P-256, 256 bits',
        sha256: createHash('sha256')
          .update(oracle.publicKey.export({ format: 'der', type: 'spki' }))
          .digest('hex')
      },
      signature: { name: 'SHA-256 with ECDSA', hash: 'SHA-256', isWeak: false },
      names: [
        { kind: 'dns', value: 'dc1.corp.example' },
        { kind: 'dns', value: '*.corp.example' },
        { kind: 'ip', value: '10.0.0.5' },
        { kind: 'ip', value: '2001:db8::1' }
      ],
      purposes: [
        { name: 'server authentication', oid: '1.3.6.1.5.5.7.3.1' },
        { name: 'client authentication', oid: '1.3.6.1.5.5.7.3.2' }
      ],
      keyUsages: [],
      isAuthority: false,
      isSelfIssued: false,
      isSelfSigned: false,
      authorityKeyId: certificateFacts(root.certificateDer).subjectKeyId,
      caIssuersUrls: ['http://pki.corp.example/root.crt'],
      fingerprintSha256: oracle.fingerprint256.replaceAll(':', '').toLowerCase(),
      pem: made.certificatePem,
      unreadableExtensions: []
    })
    expect(subjectKeyId).toMatch(/^[0-9a-f]{40}$/)
  })

  it('tells what an authority may do', async () => {
    const root = await makeAuthority({ pathLength: 1 })

    const { isAuthority, pathLength, keyUsages, isSelfIssued, isSelfSigned } = certificateFacts(root.certificateDer)

    expect({ isAuthority, pathLength, keyUsages, isSelfIssued, isSelfSigned }).toEqual({
      isAuthority: true,
      pathLength: 1,
      keyUsages: ['keyCertSign', 'cRLSign'],
      isSelfIssued: true,
      isSelfSigned: true
    })
  })

  it.each<[KeyKind, object, string]>([
    ['rsa-1024', { kind: 'rsa', bits: 1024, text: 'RSA, 1024 bits' }, 'SHA-256 with RSA'],
    ['rsa-2048', { kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits' }, 'SHA-256 with RSA'],
    ['rsa-pss-2048', { kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits' }, 'SHA-256 with RSA-PSS'],
    ['ec-p256', { kind: 'ec', bits: 256, curve: 'P-256', text: 'elliptic curve P-256, 256 bits' }, 'SHA-256 with ECDSA'],
    ['ec-p384', { kind: 'ec', bits: 384, curve: 'P-384', text: 'elliptic curve P-384, 384 bits' }, 'SHA-256 with ECDSA'],
    ['ed25519', { kind: 'ed25519', bits: 256, text: 'Ed25519' }, 'Ed25519']
  ])('describes and verifies %s', async (key, described, signature) => {
    const facts = certificateFacts((await issueCertificate('self', { key })).certificateDer)

    expect(facts.key).toMatchObject(described)
    expect(facts.signature.name).toBe(signature)
    expect(facts.isSelfSigned).toBe(true)
  })

  it('is plain data that crosses a wire unchanged', async () => {
    const facts = certificateFacts((await issueCertificate('self')).certificateDer)

    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
  })
})
