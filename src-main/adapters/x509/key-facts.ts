import { createHash } from 'node:crypto'
import type { KeyFacts } from '../../core/model/certificate.ts'
import { childrenOf, contentOf, expectTag, tags, wholeOf, wrappedElement, type DerElement } from './der.ts'
import { bitLengthOf, magnitudeOf, objectIdentifierOf } from './der-values.ts'

const RSA = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const EC = '1.2.840.10045.2.1'

const otherAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'DSA',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87'
}

const curves: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.1': { name: 'P-192', bits: 192 },
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.33': { name: 'P-224', bits: 224 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
  '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
  '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 }
}

/** Describes a SubjectPublicKeyInfo. */
export function keyFacts(publicKeyInfo: DerElement): KeyFacts {
  const [algorithm, key] = childrenOf(publicKeyInfo)
  const [identifier, parameters] = childrenOf(expectTag(algorithm, tags.sequence, 'the kind of the key', publicKeyInfo))
  const oid = objectIdentifierOf(expectTag(identifier, tags.objectIdentifier, 'the kind of the key', publicKeyInfo))
  const bits = expectTag(key, tags.bitString, 'the key', publicKeyInfo)
  const sha256 = createHash('sha256').update(wholeOf(publicKeyInfo)).digest('hex')
  switch (oid) {
    case RSA:
      return { ...rsaKey('rsa', 'RSA', bits), sha256 }
    case RSA_PSS:
      return { ...rsaKey('rsa-pss', 'RSA-PSS', bits), sha256 }
    case EC:
      return { ...ecKey(parameters, bits), sha256 }
    case '1.3.101.112':
      return { kind: 'ed25519', bits: 256, text: 'Ed25519', sha256 }
    case '1.3.101.113':
      return { kind: 'ed448', bits: 456, text: 'Ed448', sha256 }
    default:
      return { kind: 'other', text: otherAlgorithms[oid] ?? `unknown kind ${oid}`, sha256 }
  }
}

/** The public exponent of an RSA key in bits; a long one makes every verification slow. */
export function rsaExponentBits(publicKeyInfo: DerElement): number {
  const exponent = childrenOf(wrappedElement(expectTag(childrenOf(publicKeyInfo)[1], tags.bitString, 'the key', publicKeyInfo)))[1]
  return exponent === undefined ? 0 : bitLengthOf(magnitudeOf(exponent))
}

type KeyWithoutDigest = Omit<KeyFacts, 'sha256'>

function rsaKey(kind: 'rsa' | 'rsa-pss', name: string, key: DerElement): KeyWithoutDigest {
  const [modulus] = childrenOf(wrappedElement(key))
  const bits = bitLengthOf(magnitudeOf(expectTag(modulus, tags.integer, 'the modulus of the RSA key', key)))
  return { kind, bits, text: `${name}, ${String(bits)} bits` }
}

function ecKey(parameters: DerElement | undefined, key: DerElement): KeyWithoutDigest {
  if (parameters?.tag === tags.sequence) {
    const bits = fieldBits(parameters)
    return { kind: 'ec', bits, curve: 'explicit parameters', text: `elliptic curve with explicit parameters, ${String(bits)} bits` }
  }
  const oid = objectIdentifierOf(expectTag(parameters, tags.objectIdentifier, 'the curve of the key', key))
  const curve = curves[oid]
  if (curve !== undefined)
    return { kind: 'ec', bits: curve.bits, curve: curve.name, text: `elliptic curve ${curve.name}, ${String(curve.bits)} bits` }
  // An uncompressed point is one byte and two coordinates of the field's size.
  const bits = Math.floor((contentOf(key).length - 2) / 2) * 8
  return { kind: 'ec', bits, curve: oid, text: `elliptic curve ${oid}, about ${String(bits)} bits` }
}

/** SpecifiedECDomain (X9.62): version, field (kind, prime), and more that does not matter here. */
function fieldBits(parameters: DerElement): number {
  const field = childrenOf(parameters)[1]
  const prime = field === undefined ? undefined : childrenOf(field)[1]
  return bitLengthOf(magnitudeOf(expectTag(prime, tags.integer, 'the field of the curve', parameters)))
}
