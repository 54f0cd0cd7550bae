import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { Hash, SignatureAlgorithm } from './signature-algorithms.ts'

export type ValueVerdict =
  | { readonly kind: 'verified' }
  | { readonly kind: 'differs' }
  /** This runtime cannot load such a key: Electron’s TLS library knows no RSA-PSS keys and few curves. */
  | { readonly kind: 'key-unusable'; readonly because: string }

/** Whether the certificate’s key made this signature over the text’s UTF-8 bytes. A key of another kind than the algorithm’s never did. */
export function verifyValue(signed: string, base64: string, algorithm: SignatureAlgorithm, certificate: CertificateFacts): ValueVerdict {
  const value = strictBase64(base64)
  if (value === undefined) return { kind: 'differs' }
  const key = publicKey(certificate)
  if (!key.ok) return { kind: 'key-unusable', because: key.because }
  if (!KEY_TYPES[algorithm.family].includes(key.value.asymmetricKeyType ?? '')) return { kind: 'differs' }
  try {
    const fits = verify(algorithm.hash, Buffer.from(signed), { key: key.value, ...optionsOf(algorithm) }, value)
    return { kind: fits ? 'verified' : 'differs' }
  } catch (error) {
    // An RSA-PSS key may be bound to one digest, and then refuses to be tried with another.
    if (error instanceof Error && 'code' in error) return { kind: 'differs' }
    throw error
  }
}

/** base64, as DigestValue has it. */
export function digestOf(text: string, hash: Hash): string {
  return createHash(hash).update(text, 'utf8').digest('base64')
}

const KEY_TYPES: Readonly<Record<SignatureAlgorithm['family'], readonly string[]>> = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec']
}

function optionsOf({ family }: SignatureAlgorithm): object {
  // The halves side by side (RFC 4050), not the ASN.1 form that TLS has.
  if (family === 'ecdsa') return { dsaEncoding: 'ieee-p1363' }
  if (family === 'rsa') return { padding: constants.RSA_PKCS1_PADDING }
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
}

function publicKey({
  pem
}: CertificateFacts): { readonly ok: true; readonly value: KeyObject } | { readonly ok: false; readonly because: string } {
  try {
    return { ok: true, value: createPublicKey(pem) }
  } catch (error) {
    if (error instanceof Error) return { ok: false, because: error.message }
    throw error
  }
}

// Unused bits of the last character, or a missing end, would let several texts stand for one value.
function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined
}
