import type { CertificateCard } from '../../../src-main/contract/views.ts'

/** A valid certificate, as a card. */
export function certificateCard(heading: string, role: CertificateCard['role'], fingerprintSha256: string): CertificateCard {
  return {
    facts: {
      subject: `CN=${heading}`,
      subjectCommonName: heading,
      issuer: 'CN=Corp Root',
      serial: '01',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      key: { kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits', sha256: fingerprintSha256 },
      signature: { name: 'SHA-256 with RSA', hash: 'SHA-256', isWeak: false },
      names: [],
      purposes: [],
      keyUsages: [],
      isAuthority: role === 'root',
      isSelfIssued: role === 'root',
      isSelfSigned: role === 'root',
      caIssuersUrls: [],
      fingerprintSha256,
      pem: '',
      unreadableExtensions: []
    },
    heading,
    role,
    state: { kind: 'valid', sentence: 'Valid until 1 January 2027' },
    rows: [{ label: 'Serial number', value: `serial of ${heading}` }],
    weaknesses: role === 'root' ? ['Signed over SHA-1'] : [],
    fingerprints: [{ label: 'With colons', value: `colons of ${heading}` }]
  }
}
