import { createPublicKey, verify, type KeyObject, constants } from 'node:crypto'
import type { KeyFacts, SignatureVerdict } from '../../core/model/certificate.ts'
import { childrenOf, newDerBudget, readElement, wholeOf } from './der.ts'
import type { ParsedCertificate } from './parse-certificate.ts'
import type { SignatureAlgorithm } from './signature-algorithm.ts'

/** Work left for verifying the signatures of one file, in units of about a millisecond. */
export interface VerificationBudget {
  unitsLeft: number
}

/** Ample for a thousand everyday certificates; keeps a file made of the slowest keys below a second. */
export function newVerificationBudget(unitsLeft = 300): VerificationBudget {
  return { unitsLeft }
}

/** Whether the key of `issuer` made the signature of `certificate`. Never throws: what this runtime cannot check is `not-checked`. */
export function verifySignature(
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
  budget = newVerificationBudget()
): SignatureVerdict {
  const { family, name, hash, saltBytes } = certificate.algorithm
  if (family === 'unknown') return notChecked(`a signature of the kind ${name}`)
  if (!keyKinds[family].includes(issuer.facts.key.kind)) return { kind: 'wrong' }
  const cost = verificationCost(issuer)
  if (cost > MOST_UNITS_FOR_ONE || issuer.rsaExponentBits > LONGEST_EXPONENT_BITS)
    return notChecked(`a key of this size (${issuer.facts.key.text})`)
  if (budget.unitsLeft < cost) return notChecked('so many signatures in one file')
  budget.unitsLeft -= cost
  try {
    const key = createPublicKey({ key: Buffer.from(asPlainRsaKey(issuer)), format: 'der', type: 'spki' })
    const digest = family === 'ed25519' || family === 'ed448' ? null : nodeDigest(hash)
    const isVerified = verify(digest, certificate.signed, verificationKey(key, family, saltBytes), certificate.signature)
    return isVerified ? { kind: 'verified' } : { kind: 'wrong' }
  } catch {
    // OpenSSL and BoringSSL refuse curves, digests and key sizes with errors of their own; all of them mean that there is no answer.
    return notChecked(`${name} with a key of the kind ${issuer.facts.key.text}`)
  }
}

const MOST_UNITS_FOR_ONE = 3
// OpenSSL's own limit, which it applies to long keys only.
const LONGEST_EXPONENT_BITS = 64

/** As measured: an RSA key costs by the square of its length and by its exponent, a curve by its field. */
function verificationCost(issuer: ParsedCertificate): number {
  const { kind, bits = 0 } = issuer.facts.key
  if (kind === 'ec') return bits <= 256 ? 0.15 : bits <= 384 ? 0.6 : bits <= 521 ? 1.4 : 3
  if (kind === 'rsa' || kind === 'rsa-pss') return 0.1 + 0.1 * (bits / 4096) ** 2 * (issuer.rsaExponentBits / 17)
  return 0.25
}

const keyKinds: Readonly<Record<Exclude<SignatureAlgorithm['family'], 'unknown'>, readonly KeyFacts['kind'][]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  dsa: ['other'],
  ed25519: ['ed25519'],
  ed448: ['ed448']
}

function notChecked(what: string): SignatureVerdict {
  return { kind: 'not-checked', because: `This computer cannot check ${what}.` }
}

function verificationKey(key: KeyObject, family: string, saltBytes: number | undefined): Parameters<typeof verify>[2] {
  if (family !== 'rsa-pss') return key
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, ...(saltBytes === undefined ? {} : { saltLength: saltBytes }) }
}

/** `SHA-256` is `sha256`, `SHA3-256` is `sha3-256`. */
function nodeDigest(hash: string | undefined): string {
  return (hash ?? '').toLowerCase().replace(/^sha-/, 'sha')
}

/** Algorithm identifier of a plain RSA key: 1.2.840.113549.1.1.1 with a NULL. */
const plainRsa = Uint8Array.from([0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00])

/** Electron's BoringSSL does not know keys marked as RSA-PSS; the key itself is a plain RSA key. */
function asPlainRsaKey(issuer: ParsedCertificate): Uint8Array {
  if (issuer.facts.key.kind !== 'rsa-pss') return issuer.publicKeyInfo
  const [, key] = childrenOf(readElement({ bytes: issuer.publicKeyInfo, budget: newDerBudget() }))
  if (key === undefined) return issuer.publicKeyInfo
  const content = Buffer.concat([plainRsa, wholeOf(key)])
  return Buffer.concat([Buffer.from([0x30, 0x82, content.length >> 8, content.length & 0xff]), content])
}
