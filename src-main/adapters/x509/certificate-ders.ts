import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import { collectElement, FoundFailure, type CertificateCollection } from './certificate-collection.ts'
import { DerFault, newDerBudget, readElement, tags, type DerBudget } from './der.ts'
import { fileText } from './file-text.ts'
import { base64Bytes, pemBlocks, type PemBlock } from './pem.ts'
import { failureForBlocks, otherContentOf, recogniseText, type OtherContent } from './recognise-text.ts'

export interface CertificateDers {
  readonly format: CertificateFileFormat
  /** Each with the outline of a certificate, in the order of the file; never empty. */
  readonly ders: readonly Uint8Array[]
  /** What else a PEM file holds, for a word of caution. */
  readonly alsoFound: readonly OtherContent[]
  /** What is left of the budget for reading them. */
  readonly budget: DerBudget
}

export type CertificateFileFormat = 'pem' | 'der' | 'base64' | 'pkcs7'

export interface ReadingOptions {
  /** Helps where the content alone does not tell. */
  readonly fileName?: string
  readonly maximumBytes?: number
  readonly maximumCertificates?: number
}

export const MAXIMUM_BYTES = 10_000_000
const MAXIMUM_CERTIFICATES = 1000

/** Finds the certificates in a file of any usual form without taking them apart. Says what the file is when there are none. */
export function certificateDers(bytes: Uint8Array, options: ReadingOptions = {}): Result<CertificateDers, CertificateFileFailure> {
  const { maximumBytes = MAXIMUM_BYTES, maximumCertificates = MAXIMUM_CERTIFICATES } = options
  if (bytes.length === 0) return fail({ code: 'certificate.file.empty' })
  if (bytes.length > maximumBytes) return fail({ code: 'certificate.file.too-large', sizeBytes: bytes.length, limitBytes: maximumBytes })
  const collection: CertificateCollection = { ders: [], budget: newDerBudget(), maximumCertificates, alsoFound: new Set(), hasPkcs7: false }
  try {
    const format = collect(bytes, collection, options.fileName ?? '')
    const { ders, alsoFound, budget, hasPkcs7 } = collection
    return succeed({ format: hasPkcs7 ? 'pkcs7' : format, ders, alsoFound: [...alsoFound], budget })
  } catch (error) {
    if (error instanceof FoundFailure) return fail(error.failure)
    if (error instanceof DerFault) return fail(failureOf(error, collection.ders.length + 1, false))
    throw error
  }
}

/** How a fault inside certificate `number` is told to people. */
export function failureOf(fault: DerFault, number: number, isBase64: boolean): CertificateFileFailure {
  switch (fault.kind) {
    case 'too-complex':
      return { code: 'certificate.file.too-complex' }
    case 'truncated':
      return {
        code: 'certificate.file.truncated',
        atByte: fault.atByte,
        isBase64,
        ...(fault.expectedBytes === undefined ? {} : { expectedBytes: fault.expectedBytes })
      }
    case 'damaged':
      return { code: 'certificate.file.damaged', atByte: fault.atByte, number, because: fault.message }
  }
}

function collect(bytes: Uint8Array, collection: CertificateCollection, fileName: string): CertificateFileFormat {
  const text = fileText(bytes)
  if (bytes[0] === tags.sequence && (text === undefined || (bytes[1] ?? 0) >= 0x80)) {
    collectFromDer(bytes, collection, false)
    return 'der'
  }
  if (text === undefined) throw new FoundFailure(binaryFailure(bytes, fileName))
  return collectFromText(text, collection)
}

function collectFromText(text: string, collection: CertificateCollection): CertificateFileFormat {
  const blocks = pemBlocks(text)
  const certificateBlocks = blocks.filter((block) => certificateLabels.includes(block.label))
  for (const block of certificateBlocks) collectFromBlock(block, text, collection)
  for (const block of blocks) if (!certificateLabels.includes(block.label)) collection.alsoFound.add(otherContentOf(block))
  if (collection.ders.length > 0) return 'pem'
  if (certificateBlocks.length > 0) throw new FoundFailure({ code: 'certificate.file.pkcs7-without-certificates' })
  if (blocks.length > 0) throw new FoundFailure(failureForBlocks(blocks))
  collectFromBareBase64(text, collection)
  return 'base64'
}

/** openssl accepts the first three for a certificate; the third has trust settings behind the certificate. */
const certificateLabels: readonly string[] = [
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'PKCS7',
  'PKCS #7 SIGNED DATA',
  'CMS'
]

function collectFromBlock(block: PemBlock, text: string, collection: CertificateCollection): void {
  const bytes = base64Bytes(block.body)
  if (bytes === undefined) throw new FoundFailure(notBase64(block, text))
  try {
    collectElement(readElement({ bytes, budget: collection.budget }), collection)
  } catch (error) {
    if (error instanceof DerFault) throw new FoundFailure(failureOf(error, collection.ders.length + 1, true))
    throw error
  }
}

function notBase64(block: PemBlock, text: string): CertificateFileFailure {
  if (block.body.trim() === '') return { code: 'certificate.file.truncated', atByte: 0, isBase64: true }
  const wrong = block.body.search(/[^A-Za-z0-9+/=\s]/)
  const line = text.slice(0, block.bodyStart + Math.max(wrong, 0)).split('\n').length
  return { code: 'certificate.file.not-base64', line }
}

/** A certificate without its first and last line, as some portals hand it out. */
function collectFromBareBase64(text: string, collection: CertificateCollection): void {
  const bytes = base64Bytes(text.replace(/^(?:ï»¿|\ufeff)/, '').replace(/-----END [A-Z0-9 ]{1,40}-----/g, ''))
  if (bytes?.[0] !== tags.sequence || !isPlausibleStart(bytes)) throw new FoundFailure(recogniseText(text))
  collectFromDer(bytes, collection, true)
}

/** Words can be base64 by chance: "MINUTES" begins like a certificate. All that is known here has one of three things inside. */
function isPlausibleStart(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0
  if (length > 0x84) return false
  const firstInside = bytes[length < 0x80 ? 2 : 2 + (length & 0x7f)]
  return firstInside === tags.sequence || firstInside === tags.integer || firstInside === tags.objectIdentifier
}

/** One certificate, several behind each other, or a PKCS#7 file. What follows and is no element is left aside, as openssl does. */
function collectFromDer(bytes: Uint8Array, collection: CertificateCollection, isBase64: boolean): void {
  const source = { bytes, budget: collection.budget }
  try {
    for (let at = 0; at === 0 || bytes[at] === tags.sequence;) {
      const element = readElement(source, at)
      collectElement(element, collection)
      at = element.end
    }
  } catch (error) {
    if (error instanceof DerFault)
      throw new FoundFailure(
        isNoise(error, bytes) ? { code: 'certificate.file.unrecognised' } : failureOf(error, collection.ders.length + 1, isBase64)
      )
    throw error
  }
  if (collection.ders.length === 0) throw new FoundFailure({ code: 'certificate.file.pkcs7-without-certificates' })
}

/** Random bytes that claim to go on for gigabytes are not a certificate that was cut off. */
function isNoise(fault: DerFault, bytes: Uint8Array): boolean {
  return fault.kind !== 'too-complex' && ((fault.expectedBytes ?? 0) > MAXIMUM_BYTES || !isPlausibleStart(bytes))
}

function binaryFailure(bytes: Uint8Array, fileName: string): CertificateFileFailure {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (start === '504b0304') return { code: 'certificate.file.archive' }
  if (start === 'feedfeed' || start === 'cececece') return { code: 'certificate.file.java-key-store' }
  return /\.(?:pfx|p12)$/i.test(fileName) ? { code: 'certificate.file.pkcs12' } : { code: 'certificate.file.unrecognised' }
}
