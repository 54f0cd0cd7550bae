import 'reflect-metadata'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/**
 * Makes certificate authorities and certificates, good and broken ones, for the practice directory and for tests.
 * Never used for anything a customer trusts.
 */
export type KeyKind = 'rsa-1024' | 'rsa-2048' | 'rsa-pss-2048' | 'ec-p256' | 'ec-p384' | 'ed25519'

/** Named through the global, whose types are Node's or the browser's: the end-to-end tests see both. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

export interface KeyPair {
  readonly publicKey: Key
  readonly privateKey: Key
}

export interface MadeCertificate {
  readonly certificatePem: string
  readonly certificateDer: Uint8Array
  readonly keyPem: string
}

export interface Authority extends MadeCertificate {
  readonly commonName: string
  readonly certificate: x509.X509Certificate
  readonly keys: KeyPair
}

export interface AuthorityOptions {
  readonly commonName?: string
  /** Default `Practice`. */
  readonly organisation?: string
  /** Absent: the authority signs itself (a root). Present: an intermediate. */
  readonly issuer?: Authority
  readonly key?: KeyKind
  /** An existing key instead of a new one: for the same authority signed by another (cross-signing), or renewed. */
  readonly keys?: KeyPair
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** `false` makes one that issues certificates without being allowed to. Default true. */
  readonly isAuthority?: boolean
  /** How many further authorities may stand below this one. Default: any number. */
  readonly pathLength?: number
  /** Hash of the signature by an RSA or EC issuer. Default SHA-256. */
  readonly signatureHash?: SignatureHash
}

export type SignatureHash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'

export interface CertificateOptions {
  readonly commonName?: string
  /** Subject alternative names: DNS names and IP addresses in one list. Empty: no such extension. */
  readonly names?: readonly string[]
  readonly key?: KeyKind
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** Extended key usage. Empty: no such extension. Default: server authentication. */
  readonly purposes?: readonly ('serverAuth' | 'clientAuth')[]
  /** Hash of the signature by an RSA or EC issuer. Default SHA-256. */
  readonly signatureHash?: SignatureHash
  readonly caIssuersUrl?: string
}

const DAY_MS = 86_400_000

export async function makeAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const commonName = options.commonName ?? 'Practice Root CA'
  const keys = options.keys ?? (await generateKeys(options.key ?? 'ec-p256'))
  const issuer = options.issuer
  const signer = issuer?.keys ?? keys
  const hash = options.signatureHash ?? 'SHA-256'
  // In the order of the certificate, which real ones begin with the most general part.
  const subject = `O=${options.organisation ?? 'Practice'}, CN=${commonName}`
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject,
    issuer: issuer === undefined ? subject : issuer.certificate.subject,
    notBefore: options.notBefore ?? new Date(Date.now() - DAY_MS),
    notAfter: options.notAfter ?? new Date(Date.now() + 3650 * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: await signingKey(signer.privateKey, hash),
    signingAlgorithm: signingAlgorithm(signer.privateKey, hash),
    extensions: [
      new x509.BasicConstraintsExtension(options.isAuthority ?? true, options.pathLength, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey)
    ]
  })
  return { commonName, certificate, keys, ...(await exported(certificate, keys)) }
}

/** Signed by `issuer`, or by its own key when the issuer is `'self'`. */
export async function issueCertificate(issuer: Authority | 'self', options: CertificateOptions = {}): Promise<MadeCertificate> {
  const keys = await generateKeys(options.key ?? 'ec-p256')
  const signer = issuer === 'self' ? keys : issuer.keys
  const subject = `CN=${options.commonName ?? options.names?.[0] ?? 'unnamed'}`
  const purposes = options.purposes ?? ['serverAuth']
  const names = options.names ?? []
  const hash = options.signatureHash ?? 'SHA-256'
  const extensions: x509.Extension[] = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey)
  ]
  if (purposes.length > 0) extensions.push(new x509.ExtendedKeyUsageExtension(purposes.map((purpose) => x509.ExtendedKeyUsage[purpose])))
  if (names.length > 0) {
    extensions.push(
      new x509.SubjectAlternativeNameExtension(
        names.map((name): x509.JsonGeneralName => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name }))
      )
    )
  }
  if (options.caIssuersUrl !== undefined) extensions.push(new x509.AuthorityInfoAccessExtension({ caIssuers: options.caIssuersUrl }))
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject,
    issuer: issuer === 'self' ? subject : issuer.certificate.subject,
    notBefore: options.notBefore ?? new Date(Date.now() - DAY_MS),
    notAfter: options.notAfter ?? new Date(Date.now() + 365 * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: await signingKey(signer.privateKey, hash),
    signingAlgorithm: signingAlgorithm(signer.privateKey, hash),
    extensions
  })
  return exported(certificate, keys)
}

async function exported(certificate: x509.X509Certificate, keys: KeyPair): Promise<MadeCertificate> {
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    certificateDer: new Uint8Array(certificate.rawData),
    keyPem: pem('PRIVATE KEY', key)
  }
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

async function generateKeys(kind: KeyKind): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm(kind), true, ['sign', 'verify'])
  if ('privateKey' in keys) return keys
  throw new TypeError(`${kind} gives no key pair`)
}

function keyAlgorithm(kind: KeyKind) {
  const publicExponent = new Uint8Array([1, 0, 1])
  switch (kind) {
    case 'rsa-1024':
      return { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent, hash: 'SHA-256' }
    case 'rsa-2048':
      return { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent, hash: 'SHA-256' }
    case 'rsa-pss-2048':
      return { name: 'RSA-PSS', modulusLength: 2048, publicExponent, hash: 'SHA-256' }
    case 'ec-p256':
      return { name: 'ECDSA', namedCurve: 'P-256' }
    case 'ec-p384':
      return { name: 'ECDSA', namedCurve: 'P-384' }
    case 'ed25519':
      return { name: 'Ed25519' }
  }
}

/** WebCrypto takes the hash of an RSA signature from the key and not from the call, so another hash needs another key object. */
async function signingKey(key: Key, hash: SignatureHash): Promise<Key> {
  if (!key.algorithm.name.startsWith('RSA')) return key
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
  return crypto.subtle.importKey('pkcs8', pkcs8, { name: key.algorithm.name, hash }, false, ['sign'])
}

function signingAlgorithm(key: Key, hash: SignatureHash): { name: string; hash?: string; saltLength?: number } {
  switch (key.algorithm.name) {
    case 'Ed25519':
      return { name: 'Ed25519' }
    case 'RSA-PSS':
      return { name: 'RSA-PSS', hash, saltLength: digestBytes[hash] }
    default:
      return { name: key.algorithm.name, hash }
  }
}

const digestBytes: Readonly<Record<SignatureHash, number>> = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 }

/** Positive, 16 bytes, so that no reader takes it for a negative number (RFC 5280, 4.1.2.2). */
function randomSerial(): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}
