import { certificateFileProblem } from './read-certificate.ts'
import type { MetadataContent } from '../../core/checks/saml-metadata/probes.ts'
import type { CertificateFileFailureCode } from '../../core/model/certificate-file-failure.ts'
import { parseFingerprint } from '../../core/model/fingerprint.ts'
import { fingerprintProblem } from '../../core/model/fingerprint-problem.ts'
import type { SamlPorts } from '../saml-ports.ts'

/** What bytes or a text are: metadata, certificates, a fingerprint, or what else people have at hand. `fileName` only helps to recognise it. */
export async function readSamlContent(
  ports: Pick<SamlPorts, 'saml' | 'certificates'>,
  content: Uint8Array | string,
  fileName?: string
): Promise<MetadataContent> {
  const start = textAt(content, LOOKED_AT)
  const openId = openIdDocument(start)
  if (openId !== undefined) return openId
  const fingerprint = fingerprintIn(start)
  if (fingerprint !== undefined) return fingerprint
  const metadata = await ports.saml.readMetadata(content)
  if (metadata.ok) return { kind: 'metadata', facts: metadata.value }
  const refusal = metadata.error
  // A binary certificate is a broken encoding to who expects XML.
  if (refusal.kind !== 'not-xml' && refusal.kind !== 'encoding') return { kind: 'no-xml', refusal }
  const chains = await ports.certificates.read(content, fileName)
  if (chains.ok)
    return {
      kind: 'certificates',
      certificates: chains.value.flatMap(({ certificates }) => certificates.slice(0, 1)),
      holdsPrivateKey: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/.test(textAt(content, MOST_OF_CERTIFICATES))
    }
  return UNTELLING.has(chains.error.code)
    ? { kind: 'no-xml', refusal }
    : { kind: 'no-certificate', problem: certificateFileProblem(chains.error) }
}

/** The beginning as text. Only ASCII is looked for, so any encoding will do: byte order marks and the zeros of UTF-16 are left out. */
function textAt(content: Uint8Array | string, most: number): string {
  if (typeof content === 'string') return content.slice(0, most).replace(/^\ufeff/, '')
  const pieces: string[] = []
  for (let at = 0; at < Math.min(content.length, most); at += PIECE)
    pieces.push(String.fromCharCode(...content.subarray(at, Math.min(at + PIECE, most))))
  return pieces
    .join('')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '')
    .replaceAll('\u0000', '')
}

const LOOKED_AT = 8192
const MOST_OF_CERTIFICATES = 262_144
/** What a call takes as arguments is limited. */
const PIECE = 8192

function openIdDocument(start: string): MetadataContent | undefined {
  const text = start.trimStart()
  if (/^eyJ[\w-]+\.eyJ/.test(text)) return { kind: 'openid-configuration', what: 'a token (JWT), the proof of one sign-in' }
  if (!text.startsWith('{')) return undefined
  if (/"(?:authorization_endpoint|token_endpoint|jwks_uri)"/.test(text))
    return { kind: 'openid-configuration', what: 'an OpenID Connect configuration in JSON' }
  return /"keys"\s*:\s*\[/.test(text) && /"kty"/.test(text)
    ? { kind: 'openid-configuration', what: 'a list of keys for OpenID Connect (JWKS)' }
    : undefined
}

/** A text that is a fingerprint as a whole; base64 of 32 bytes without a label would be guessing. */
function fingerprintIn(start: string): MetadataContent | undefined {
  const text = start.trim()
  if (text.length > LONGEST_FINGERPRINT || !/(?:[0-9a-f]{2}[:\s.-]?){16}|^sha-?256[:=\s]/i.test(text)) return undefined
  const parsed = parseFingerprint(text)
  if (parsed.ok) return { kind: 'fingerprint', sha256: parsed.value }
  const isDigits = /^(?:[a-z0-9 -]{0,40}[=:]\s*)?(?:[0-9a-f]{2}[:\s.-]?)+$/i.test(text)
  return parsed.error.code === 'certificate.fingerprint.sha1' || isDigits
    ? { kind: 'no-certificate', problem: fingerprintProblem(parsed.error) }
    : undefined
}

const LONGEST_FINGERPRINT = 250

/** Failures that say no more about a file than that it is no XML either. */
const UNTELLING: ReadonlySet<CertificateFileFailureCode> = new Set([
  'certificate.file.empty',
  'certificate.file.saml-metadata',
  'certificate.file.web-page',
  'certificate.file.text-without-certificate',
  'certificate.file.unrecognised',
  'certificate.file.not-base64'
])
