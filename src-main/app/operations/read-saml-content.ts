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
  const start = startOf(content)
  if (/^\s*\{/.test(start) && /"(?:authorization_endpoint|token_endpoint|jwks_uri)"/.test(start)) return { kind: 'openid-configuration' }
  const fingerprint = fingerprintIn(start)
  if (fingerprint !== undefined) return fingerprint
  const metadata = await ports.saml.readMetadata(content)
  if (metadata.ok) return { kind: 'metadata', facts: metadata.value }
  const refusal = metadata.error
  // A binary certificate is a broken encoding to who expects XML.
  if (refusal.kind !== 'not-xml' && refusal.kind !== 'encoding') return { kind: 'no-xml', refusal }
  const chains = await ports.certificates.read(content, fileName)
  if (chains.ok) return { kind: 'certificates', certificates: chains.value.flatMap(({ certificates }) => certificates.slice(0, 1)) }
  return UNTELLING.has(chains.error.code)
    ? { kind: 'no-xml', refusal }
    : { kind: 'no-certificate', problem: certificateFileProblem(chains.error) }
}

/** Only ASCII is looked for, so any encoding will do. */
function startOf(content: Uint8Array | string): string {
  return typeof content === 'string' ? content.slice(0, LOOKED_AT) : String.fromCharCode(...content.subarray(0, LOOKED_AT))
}

const LOOKED_AT = 8192

/** A text that is a fingerprint as a whole; base64 of 32 bytes would be guessing. */
function fingerprintIn(start: string): MetadataContent | undefined {
  const text = start.trim()
  if (text.length > LONGEST_FINGERPRINT || !/(?:[0-9a-f]{2}[:\s.-]?){20}/i.test(text)) return undefined
  const parsed = parseFingerprint(text)
  if (parsed.ok) return { kind: 'fingerprint', sha256: parsed.value }
  return parsed.error.code === 'certificate.fingerprint.sha1'
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
