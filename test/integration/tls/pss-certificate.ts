import { generateKeyPairSync } from 'node:crypto'
import { PublicKey, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import type { Authority, MadeCertificate } from '../../../src-main/practice/make-certificates.ts'

/** A certificate whose key is marked for RSA-PSS alone (id-RSASSA-PSS, RFC 4055), which WebCrypto cannot write. */
export async function issuePssCertificate(issuer: Authority, name: string): Promise<MadeCertificate> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '0123456789abcdef',
    subject: `CN=${name}`,
    issuer: issuer.certificate.subject,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    publicKey: new PublicKey(new Uint8Array(publicKey)),
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])]
  })
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    certificateDer: new Uint8Array(certificate.rawData),
    keyPem: privateKey
  }
}
