import type { CertificateFacts } from '../../../../../src-main/core/model/certificate.ts'
import { certificate } from '../../checks/fake-probes.ts'

/** A signing certificate as Entra ID makes them, valid between two days. */
export function datedKey(name: string, from: string, until: string, more: Partial<CertificateFacts> = {}): CertificateFacts {
  const digest = Array.from(name, (letter) => letter.charCodeAt(0)).reduce((sum, code) => (sum * 31 + code) % 0xffff_ffff, 7)
  const hex = digest.toString(16).padStart(8, '0').repeat(8)
  return {
    ...certificate,
    subject: `CN=${name}`,
    subjectCommonName: name,
    notBefore: new Date(from).toISOString(),
    notAfter: new Date(until).toISOString(),
    fingerprintSha256: hex,
    key: { ...certificate.key, kind: 'rsa', bits: 2048, text: 'RSA, 2048 bits', sha256: hex.slice(4) + hex.slice(0, 4) },
    ...more
  }
}
