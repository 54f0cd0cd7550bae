import { fail, succeed, type Result } from '../result.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** One SHA-256 fingerprint, written in the ways that portals and tools ask for. */
export interface FingerprintNotations {
  /** The whole line of `openssl x509 -noout -sha256 -fingerprint` (OpenSSL 3). */
  readonly openssl: string
  readonly colonUpper: string
  readonly plainLower: string
  readonly plainUpper: string
  readonly base64: string
}

/** `hex`: 64 hexadecimal digits, as `CertificateFacts.fingerprintSha256` has them. */
export function fingerprintNotations(hex: string): FingerprintNotations {
  const plainUpper = hex.toUpperCase()
  const colonUpper = bytePairs(plainUpper).join(':')
  return {
    openssl: `sha256 Fingerprint=${colonUpper}`,
    colonUpper,
    plainLower: hex.toLowerCase(),
    plainUpper,
    base64: toBase64(bytesOf(hex))
  }
}

/** Codes of the problem catalogue, with what its sentences need. */
export type FingerprintRefusal =
  | { readonly code: 'certificate.fingerprint.sha1'; readonly digits: number }
  | { readonly code: 'certificate.fingerprint.not-a-fingerprint'; readonly reason: string }

/** Reads any notation people paste, and gives 64 lower-case hexadecimal digits. SHA-1 thumbprints are recognised, to be refused with the reason. */
export function parseFingerprint(text: string): Result<string, FingerprintRefusal> {
  if (text.length > LONGEST_TEXT) return notAFingerprint(`it is ${text.length.toLocaleString('en-US')} characters long`)
  const value = withoutLabel(withoutInvisibles(text)).trim()
  if (value === '') return notAFingerprint('there is nothing to read')
  const digits = hexDigits(value) ?? hexDigitsOfBase64(value)
  if (digits === undefined) return notAFingerprint('it is written neither in hexadecimal digits nor in base64')
  if (digits.length === SHA1_DIGITS) return fail({ code: 'certificate.fingerprint.sha1', digits: SHA1_DIGITS })
  if (digits.length !== SHA256_DIGITS)
    return notAFingerprint(`it has ${String(digits.length)} hexadecimal digits, and a SHA-256 fingerprint has ${String(SHA256_DIGITS)}`)
  return succeed(digits.toLowerCase())
}

const SHA1_DIGITS = 40
const SHA256_DIGITS = 64
const LONGEST_TEXT = 1000

function notAFingerprint(reason: string): Result<string, FingerprintRefusal> {
  return fail({ code: 'certificate.fingerprint.not-a-fingerprint', reason })
}

/** The Windows certificate dialog copies a left-to-right mark in front of a thumbprint, which nobody can see. */
function withoutInvisibles(text: string): string {
  return text.replace(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, '')
}

/** Takes off `sha256 Fingerprint=`, `SHA256:`, `Thumbprint:`, `SHA-256 = ` and quotation marks. */
function withoutLabel(text: string): string {
  const label = /^[\s"'(]*(?:(?:sha-?(?:1|256)|certificate|fingerprint|thumbprint)\b[\s()]*)+[:=]?/i
  return text.replace(label, '').replace(/^["'\s]+|["',;.\s]+$/g, '')
}

function hexDigits(text: string): string | undefined {
  const digits = text.replace(/^0x/i, '').replace(/[\s:\-.]/g, '')
  return /^[0-9a-f]+$/i.test(digits) ? digits : undefined
}

function hexDigitsOfBase64(text: string): string | undefined {
  return fromBase64(text.replace(/\s/g, ''))
    ?.map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

function bytesOf(hex: string): readonly number[] {
  return bytePairs(hex).map((pair) => Number.parseInt(pair, 16))
}

function bytePairs(hex: string): readonly string[] {
  return hex.match(/../g) ?? []
}
