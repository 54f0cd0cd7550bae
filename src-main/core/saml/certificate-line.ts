import type { CertificateFacts } from '../model/certificate.ts'
import { certificateName } from '../model/certificate-name.ts'
import { dayText } from '../model/day-text.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import { type EvidenceItem, seen } from '../evidence.ts'

/** One certificate as evidence: name, dates, kind, and the fingerprint to compare with another tool. */
export function certificateEvidence(certificate: CertificateFacts): EvidenceItem {
  return seen(certificateName(certificate), certificateLine(certificate))
}

/** `14 January 2025 to 14 January 2028, RSA, 2048 bits, SHA-256 AB:CD:…`. */
export function certificateLine(certificate: CertificateFacts): string {
  const { colonUpper } = fingerprintNotations(certificate.fingerprintSha256)
  return `${dayText(certificate.notBefore)} to ${dayText(certificate.notAfter)}, ${certificate.key.text}, SHA-256 ${colonUpper}`
}
