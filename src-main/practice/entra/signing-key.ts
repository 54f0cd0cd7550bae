import { createHash } from 'node:crypto'
import { issueCertificate } from '../make-certificates.ts'

/** A key by which Microsoft signs for one application, with the certificate that vouches for itself. */
export interface SigningKey {
  readonly keyPem: string
  readonly certificatePem: string
  /** The certificate as it stands in XML: base64 of DER, in one line. */
  readonly certificateBase64: string
  /** SHA-256 of the certificate, 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

/** Entra gives new keys three years. */
export async function makeSigningKey(notBefore: Date, years = 3): Promise<SigningKey> {
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years)
  const certificate = await issueCertificate('self', {
    commonName: 'Microsoft Azure Federated SSO Certificate',
    key: 'rsa-2048',
    purposes: [],
    notBefore,
    notAfter
  })
  return {
    keyPem: certificate.keyPem,
    certificatePem: certificate.certificatePem,
    certificateBase64: Buffer.from(certificate.certificateDer).toString('base64'),
    sha256: createHash('sha256').update(certificate.certificateDer).digest('hex')
  }
}
