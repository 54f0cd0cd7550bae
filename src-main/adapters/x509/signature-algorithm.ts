import { childrenOf, DerFault, expectTag, tags, type DerElement } from './der.ts'
import { objectIdentifierOf, smallIntegerOf } from './der-values.ts'
import type { SignatureFacts } from '../../core/model/certificate.ts'

/** How a certificate was signed: enough to describe it and to verify it. */
export interface SignatureAlgorithm {
  readonly family: 'rsa' | 'rsa-pss' | 'ecdsa' | 'dsa' | 'ed25519' | 'ed448' | 'unknown'
  readonly name: string
  readonly hash?: string
  /** Bytes of salt, for RSA-PSS. */
  readonly saltBytes?: number
}

/** Reads an AlgorithmIdentifier. */
export function signatureAlgorithm(element: DerElement): SignatureAlgorithm {
  const [identifier, parameters] = childrenOf(element)
  const oid = objectIdentifierOf(expectTag(identifier, tags.objectIdentifier, 'the kind of the signature', element))
  if (oid === RSA_PSS) return pssAlgorithm(parameters)
  if (oid === '1.3.101.112') return { family: 'ed25519', name: 'Ed25519' }
  if (oid === '1.3.101.113') return { family: 'ed448', name: 'Ed448' }
  const hashed = hashedSignatures[oid]
  if (hashed === undefined) return { family: 'unknown', name: otherSignatures[oid] ?? `unknown kind ${oid}` }
  const [family, hash] = hashed
  return { family, hash, name: `${hash} with ${familyNames[family]}` }
}

export function signatureFacts(algorithm: SignatureAlgorithm): SignatureFacts {
  const { name, hash } = algorithm
  return { name, ...(hash === undefined ? {} : { hash }), isWeak: hash !== undefined && weakHashes.includes(hash) }
}

const RSA_PSS = '1.2.840.113549.1.1.10'
const weakHashes = ['MD2', 'MD4', 'MD5', 'SHA-1']
const familyNames = { rsa: 'RSA', ecdsa: 'ECDSA', dsa: 'DSA' }

const hashedSignatures: Readonly<Record<string, readonly ['rsa' | 'ecdsa' | 'dsa', string]>> = {
  '1.2.840.113549.1.1.2': ['rsa', 'MD2'],
  '1.2.840.113549.1.1.3': ['rsa', 'MD4'],
  '1.2.840.113549.1.1.4': ['rsa', 'MD5'],
  '1.2.840.113549.1.1.5': ['rsa', 'SHA-1'],
  '1.3.14.3.2.29': ['rsa', 'SHA-1'],
  '1.2.840.113549.1.1.14': ['rsa', 'SHA-224'],
  '1.2.840.113549.1.1.11': ['rsa', 'SHA-256'],
  '1.2.840.113549.1.1.12': ['rsa', 'SHA-384'],
  '1.2.840.113549.1.1.13': ['rsa', 'SHA-512'],
  '2.16.840.1.101.3.4.3.14': ['rsa', 'SHA3-256'],
  '2.16.840.1.101.3.4.3.15': ['rsa', 'SHA3-384'],
  '2.16.840.1.101.3.4.3.16': ['rsa', 'SHA3-512'],
  '1.2.840.10045.4.1': ['ecdsa', 'SHA-1'],
  '1.2.840.10045.4.3.1': ['ecdsa', 'SHA-224'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'SHA-512'],
  '2.16.840.1.101.3.4.3.10': ['ecdsa', 'SHA3-256'],
  '2.16.840.1.101.3.4.3.11': ['ecdsa', 'SHA3-384'],
  '2.16.840.1.101.3.4.3.12': ['ecdsa', 'SHA3-512'],
  '1.2.840.10040.4.3': ['dsa', 'SHA-1'],
  '2.16.840.1.101.3.4.3.2': ['dsa', 'SHA-256']
}

const otherSignatures: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87'
}

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512'
}

/** RFC 4055 3.1: what is left out is SHA-1 with 20 bytes of salt. */
function pssAlgorithm(parameters: DerElement | undefined): SignatureAlgorithm {
  const fields = parameters?.tag === tags.sequence ? childrenOf(parameters) : []
  const hashField = fields.find((field) => field.tag === 0xa0)
  const saltField = fields.find((field) => field.tag === 0xa2)
  const hash = hashField === undefined ? 'SHA-1' : hashName(firstChild(hashField))
  const saltBytes = saltField === undefined ? 20 : smallIntegerOf(firstChild(saltField))
  return { family: 'rsa-pss', hash, saltBytes, name: `${hash} with RSA-PSS` }
}

function hashName(algorithm: DerElement): string {
  const oid = objectIdentifierOf(firstChild(algorithm))
  return hashes[oid] ?? oid
}

function firstChild(element: DerElement): DerElement {
  const [child] = childrenOf(element)
  if (child === undefined) throw new DerFault('damaged', 'a parameter of the signature is missing', element.start)
  return child
}
