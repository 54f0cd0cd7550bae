import type { Element } from '@xmldom/xmldom'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { TrustedKey } from '../../core/saml/saml-source.ts'
import type { XmlSignatureFacts, XmlSignatureVerdict } from '../../core/saml/xml-signature.ts'
import { canonicalize } from './canonicalize.ts'
import { idOf, indexDocument } from './document-index.ts'
import { judgeShape, type SoundSignature } from './judge-shape.ts'
import type { XmlDocument } from './read-xml.ts'
import { digestFacts, signatureFacts } from './signature-algorithms.ts'
import { readSignatureParts, type SignatureParts } from './signature-parts.ts'
import { placeOf } from './signature-place.ts'
import { digestOf, verifyValue } from './verify-value.ts'

export interface VerifiedSignature {
  readonly facts: XmlSignatureFacts
  readonly signature: Element
  /** Where the reference points. That it is covered says a valid verdict only. */
  readonly covered: Element | undefined
  /** The canonical text that was digested, which is all that is signed. Only of a valid signature: whoever wants signed data reads it again from here. */
  readonly signedXml: string | undefined
}

/** Reads one certificate in base64 of its DER form; undefined when it is none. */
export type ReadCertificate = (base64Der: string) => CertificateFacts | undefined

/**
 * Every XML signature of the document, in its order, with the verdict. Only `keys` count: with `carried` that is what came along in KeyInfo, which
 * proves that the document is whole and not who wrote it. One that has not the shape of a SAML signature is refused without being verified.
 */
export function verifySignatures(
  document: XmlDocument,
  keys: 'carried' | readonly TrustedKey[],
  readCertificate: ReadCertificate
): readonly VerifiedSignature[] {
  const index = indexDocument(document.root)
  return index.signatures.map((signature) => {
    const parts = readSignatureParts(signature)
    const carried = parts.certificates.flatMap((base64) => readCertificate(base64) ?? [])
    const shape = judgeShape(signature, parts, index)
    const covered = shape.ok ? shape.value.covered : shape.covered
    const judged: Judged = shape.ok
      ? judgeValues(signature, parts, shape.value, keysToTry(keys, carried))
      : { verdict: { kind: 'refused', ...shape.refused }, signedXml: undefined }
    const by = judged.verdict.kind === 'valid' ? judged.verdict.by : undefined
    const facts: XmlSignatureFacts = {
      place: placeOf(signature),
      covers: covered === undefined ? undefined : { element: covered.localName ?? covered.tagName, id: idOf(covered) },
      algorithm: signatureFacts(parts.algorithm.uri),
      digest: parts.reference.digest.element === undefined ? undefined : digestFacts(parts.reference.digest.uri),
      canonicalization: parts.canonicalization.uri,
      carried: carried.find(({ fingerprintSha256 }) => fingerprintSha256 === by) ?? carried[0],
      verdict: judged.verdict
    }
    return { facts, signature, covered, signedXml: judged.signedXml }
  })
}

interface Judged {
  readonly verdict: XmlSignatureVerdict
  readonly signedXml: string | undefined
}

function judgeValues(signature: Element, parts: SignatureParts, sound: SoundSignature, keys: readonly CertificateFacts[]): Judged {
  const signedXml = canonicalize(sound.covered, sound.canonicalizations.covered, signature)
  const computed = digestOf(signedXml, sound.digest)
  const written = parts.reference.digestValue
  if (computed !== written) return notValid({ kind: 'digest-differs', written: written.slice(0, 200), computed })
  if (keys.length === 0) return notValid({ kind: 'no-key' })
  const signedInfo = canonicalize(sound.signedInfo, sound.canonicalizations.signedInfo)
  const unusable: string[] = []
  for (const key of keys) {
    const value = verifyValue(signedInfo, parts.signatureValue, sound.algorithm, key)
    if (value.kind === 'verified') return { verdict: { kind: 'valid', by: key.fingerprintSha256 }, signedXml }
    if (value.kind === 'key-unusable') unusable.push(`this runtime cannot use the key (${key.key.text}): ${value.because}`)
  }
  const [because] = unusable
  if (because !== undefined) return notValid({ kind: 'refused', shape: 'algorithm-unknown', because })
  return notValid({ kind: 'signature-differs', tried: keys.map(({ fingerprintSha256 }) => fingerprintSha256) })
}

function notValid(verdict: XmlSignatureVerdict): Judged {
  return { verdict, signedXml: undefined }
}

/** Of a bare fingerprint the certificate has to come along. Each certificate once. */
function keysToTry(keys: 'carried' | readonly TrustedKey[], carried: readonly CertificateFacts[]): readonly CertificateFacts[] {
  const found =
    keys === 'carried'
      ? carried
      : keys.flatMap((key) =>
          key.kind === 'certificate'
            ? [key.certificate]
            : carried.filter(({ fingerprintSha256 }) => fingerprintSha256 === key.sha256.toLowerCase())
        )
  return [...new Map(found.map((certificate) => [certificate.fingerprintSha256, certificate])).values()]
}
