import { constants, sign } from 'node:crypto'
import { canonicalize } from '../../../src-main/adapters/xml/canonicalize.ts'
import { canonicalizationOf, ENVELOPED, INCLUSIVE } from '../../../src-main/adapters/xml/canonicalization-method.ts'
import { elementsOf, parentElement } from '../../../src-main/adapters/xml/element-tools.ts'
import { readXml } from '../../../src-main/adapters/xml/read-xml.ts'
import { digestHash, signatureAlgorithm } from '../../../src-main/adapters/xml/signature-algorithms.ts'
import { isSignature, readSignatureParts } from '../../../src-main/adapters/xml/signature-parts.ts'
import { digestOf } from '../../../src-main/adapters/xml/verify-value.ts'
import type { SigningKey } from './signing-key.ts'

/**
 * Fills the first signature of the document by our own canonicalization: what is covered is always the element that the signature stands in.
 * xmlsec1 signs as well; this one also knows RSA-PSS, and takes no process per signature.
 */
export function signTemplate(template: string, key: SigningKey): string {
  const read = readXml(template)
  if (!read.ok) throw new Error(`The template is not XML: ${JSON.stringify(read.error)}`)
  const signature = [...elementsOf(read.value.root)].find(isSignature)
  const covered = signature === undefined ? undefined : parentElement(signature)
  if (signature === undefined || covered === undefined) throw new Error('The template has no signature inside of an element')
  const parts = readSignatureParts(signature)
  const [algorithm, digest] = [signatureAlgorithm(parts.algorithm.uri), digestHash(parts.reference.digest.uri)]
  const ofSignedInfo = canonicalizationOf(parts.canonicalization)
  if (algorithm === undefined || digest === undefined || ofSignedInfo === undefined) throw new Error('The template has unknown algorithms')
  const last = parts.reference.transforms.find(({ uri }) => uri !== ENVELOPED)
  const ofCovered = { ...((last && canonicalizationOf(last)) ?? INCLUSIVE), withComments: false }
  const digested = template.replace(/(<[\w:]*DigestValue>)(?=<)/, `$1${digestOf(canonicalize(covered, ofCovered, signature), digest)}`)
  const again = readXml(digested)
  const info = again.ok ? [...elementsOf(again.value.root)].find(isSignature) : undefined
  const signedInfo = info === undefined ? undefined : readSignatureParts(info).signedInfo
  if (signedInfo === undefined) throw new Error('The template has no SignedInfo')
  const options =
    algorithm.family === 'ecdsa'
      ? { dsaEncoding: 'ieee-p1363' as const }
      : algorithm.family === 'rsa-pss'
        ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : {}
  const value = sign(algorithm.hash, Buffer.from(canonicalize(signedInfo, ofSignedInfo)), { key: key.privateKey, ...options })
  return digested.replace(/(<[\w:]*SignatureValue>)(?=<)/, `$1${value.toString('base64')}`)
}
