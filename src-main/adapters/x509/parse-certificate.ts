import { createHash } from 'node:crypto'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import { certificateExtensions } from './certificate-extensions.ts'
import {
  childrenOf,
  DerFault,
  expectTag,
  newDerBudget,
  readElement,
  tags,
  wholeOf,
  contentOf,
  type DerBudget,
  type DerElement
} from './der.ts'
import { hexOf, timeOf } from './der-values.ts'
import { distinguishedName } from './distinguished-name.ts'
import { keyFacts, rsaExponentBits } from './key-facts.ts'
import { pemOf } from './pem.ts'
import { signatureAlgorithm, signatureFacts, type SignatureAlgorithm } from './signature-algorithm.ts'

/** A certificate taken apart: its facts but for the verified one, and what verifying and chaining need. */
export interface ParsedCertificate {
  readonly facts: Omit<CertificateFacts, 'isSelfSigned'>
  /** Names in a form that is equal for equal names. */
  readonly subject: string
  readonly issuer: string
  /** What was signed, and the signature. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly publicKeyInfo: Uint8Array
  readonly rsaExponentBits: number
}

/** Throws `DerFault`. `der` is exactly one certificate. */
export function parseCertificate(der: Uint8Array, budget: DerBudget = newDerBudget()): ParsedCertificate {
  const certificate = readElement({ bytes: der, budget })
  const { signed, algorithm, signature } = certificateParts(certificate)
  const { serial, issuer, validity, subject, publicKeyInfo, extensions } = signedParts(signed)
  const [notBefore, notAfter] = childrenOf(validity)
  if (notBefore === undefined || notAfter === undefined) throw new DerFault('damaged', 'its dates are missing', validity.start)
  const subjectName = distinguishedName(subject)
  const issuerName = distinguishedName(issuer)
  const key = keyFacts(publicKeyInfo)
  const signedBy = signatureAlgorithm(algorithm)
  return {
    facts: {
      subject: subjectName.text,
      ...(subjectName.commonName === undefined ? {} : { subjectCommonName: subjectName.commonName }),
      issuer: issuerName.text,
      ...(issuerName.commonName === undefined ? {} : { issuerCommonName: issuerName.commonName }),
      serial: serialText(contentOf(serial)),
      notBefore: timeOf(notBefore),
      notAfter: timeOf(notAfter),
      key,
      signature: signatureFacts(signedBy),
      ...certificateExtensions(extensions),
      isSelfIssued: subjectName.canonical === issuerName.canonical,
      fingerprintSha256: createHash('sha256').update(der).digest('hex'),
      pem: pemOf(der)
    },
    subject: subjectName.canonical,
    issuer: issuerName.canonical,
    signed: wholeOf(signed),
    signature: contentOf(signature).subarray(1),
    algorithm: signedBy,
    publicKeyInfo: wholeOf(publicKeyInfo),
    rsaExponentBits: key.kind === 'rsa' || key.kind === 'rsa-pss' ? rsaExponentBits(publicKeyInfo) : 0
  }
}

/** Whether the element has the outline of a certificate (RFC 5280 4.1). Cheap: nothing inside is read. Throws `DerFault` when it cannot be walked. */
export function isCertificate(element: DerElement): boolean {
  const parts = childrenOf(element)
  const [signed, algorithm, signature] = parts
  if (parts.length !== 3 || signed?.tag !== tags.sequence || algorithm?.tag !== tags.sequence || signature?.tag !== tags.bitString)
    return false
  const fields = childrenOf(signed)
  const fromSerial = fields[0]?.tag === EXPLICIT_VERSION ? fields.slice(1) : fields
  return outline.every((tag, index) => fromSerial[index]?.tag === tag) && isValidity(fromSerial[3])
}

const EXPLICIT_VERSION = 0xa0
const EXPLICIT_EXTENSIONS = 0xa3
/** Serial number, signature algorithm, issuer, validity, subject, public key. */
const outline: readonly number[] = [tags.integer, tags.sequence, tags.sequence, tags.sequence, tags.sequence, tags.sequence]

/** What tells a certificate from a certificate request, which has the same outline up to here. */
function isValidity(element: DerElement | undefined): boolean {
  const dates = element === undefined ? [] : childrenOf(element)
  return dates.length === 2 && dates.every((date) => date.tag === tags.utcTime || date.tag === tags.generalizedTime)
}

function certificateParts(certificate: DerElement): { signed: DerElement; algorithm: DerElement; signature: DerElement } {
  const [signed, algorithm, signature] = childrenOf(expectTag(certificate, tags.sequence, 'a certificate', certificate))
  return {
    signed: expectTag(signed, tags.sequence, 'the signed part', certificate),
    algorithm: expectTag(algorithm, tags.sequence, 'the kind of the signature', certificate),
    signature: expectTag(signature, tags.bitString, 'the signature', certificate)
  }
}

interface SignedParts {
  readonly serial: DerElement
  readonly issuer: DerElement
  readonly validity: DerElement
  readonly subject: DerElement
  readonly publicKeyInfo: DerElement
  readonly extensions: DerElement | undefined
}

function signedParts(signed: DerElement): SignedParts {
  const fields = childrenOf(signed)
  const [serial, , issuer, validity, subject, publicKeyInfo, ...optional] = fields[0]?.tag === EXPLICIT_VERSION ? fields.slice(1) : fields
  const extensions = optional.find((field) => field.tag === EXPLICIT_EXTENSIONS)
  return {
    serial: expectTag(serial, tags.integer, 'the serial number', signed),
    issuer: expectTag(issuer, tags.sequence, 'the issuer', signed),
    validity: expectTag(validity, tags.sequence, 'the dates', signed),
    subject: expectTag(subject, tags.sequence, 'the subject', signed),
    publicKeyInfo: expectTag(publicKeyInfo, tags.sequence, 'the public key', signed),
    extensions: extensions === undefined ? undefined : childrenOf(extensions)[0]
  }
}

/** As openssl writes it: without the zero byte that only marks the sign, and with a minus for the rare negative one. */
function serialText(content: Uint8Array): string {
  const isNegative = ((content[0] ?? 0) & 0x80) !== 0
  const magnitude = isNegative
    ? BigInt.asUintN(content.length * 8, -BigInt(`0x${hexOf(content)}`)).toString(16)
    : BigInt(`0x0${hexOf(content)}`).toString(16)
  const pairs =
    magnitude
      .padStart(magnitude.length + (magnitude.length % 2), '0')
      .toUpperCase()
      .match(/../g) ?? []
  return `${isNegative ? '-' : ''}${pairs.join(':')}`
}
