import 'reflect-metadata'
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { X509CertificateGenerator } from '@peculiar/x509'
import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import type { CertificateFacts } from '../../../src-main/core/model/certificate.ts'

/** A key of an identity provider of our tests, with a self-signed certificate as Entra ID makes them. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** PKCS#8. */
  readonly privatePem: string
  readonly certificatePem: string
  /** DER in base64, as it stands in KeyInfo. */
  readonly certificateBase64: string
  readonly facts: CertificateFacts
  readonly sha256: string
  readonly kind: 'rsa' | 'ec'
}

export interface SigningKeyWishes {
  readonly kind?: 'rsa' | 'ec'
  readonly bits?: number
  readonly curve?: 'P-256' | 'P-384' | 'P-521'
  readonly name?: string
  readonly notBefore?: string
  readonly notAfter?: string
}

export async function makeSigningKey(wishes: SigningKeyWishes = {}): Promise<SigningKey> {
  const kind = wishes.kind ?? 'rsa'
  const { publicKey, privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: wishes.bits ?? 2048 })
      : generateKeyPairSync('ec', { namedCurve: wishes.curve ?? 'P-256' })
  const algorithm = kind === 'rsa' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: wishes.curve ?? 'P-256' }
  const keys = {
    privateKey: await crypto.subtle.importKey('pkcs8', privateKey.export({ type: 'pkcs8', format: 'der' }), algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', publicKey.export({ type: 'spki', format: 'der' }), algorithm, true, ['verify'])
  }
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 30),
    name: `CN=${wishes.name ?? 'Microsoft Azure Federated SSO Certificate'}`,
    notBefore: new Date(wishes.notBefore ?? '2026-01-01T00:00:00Z'),
    notAfter: new Date(wishes.notAfter ?? '2029-01-01T00:00:00Z'),
    keys,
    signingAlgorithm: kind === 'rsa' ? algorithm : { name: 'ECDSA', hash: 'SHA-256' }
  })
  const der = new Uint8Array(certificate.rawData)
  const facts = certificateFacts(der)
  return {
    privateKey,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: `${certificate.toString('pem')}\n`,
    certificateBase64: Buffer.from(der).toString('base64'),
    facts,
    sha256: facts.fingerprintSha256,
    kind
  }
}
