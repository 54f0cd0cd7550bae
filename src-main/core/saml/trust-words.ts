import { certificateName } from '../model/certificate-name.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import type { SamlMode, TrustedKey } from './saml-source.ts'
import { certificateLine } from './certificate-line.ts'

/** SHA-256 of the certificate of a trusted key, 64 lower-case hexadecimal digits. */
export function fingerprintOf(key: TrustedKey): string {
  return key.kind === 'certificate' ? key.certificate.fingerprintSha256 : key.sha256
}

/** `9F:A1:04:…`: enough to tell keys apart in a sentence; the whole stands in the evidence. */
export function shortFingerprint(sha256: string): string {
  return `${fingerprintNotations(sha256).colonUpper.slice(0, 11)}…`
}

/** Every key of the configuration, in full. */
export function trustedKeysEvidence(keys: readonly TrustedKey[]): readonly EvidenceItem[] {
  if (keys.length === 0) return [seen('Known keys', 'none')]
  return keys.map((key, index) =>
    seen(
      keys.length === 1 ? 'Known key' : `Known key ${String(index + 1)}`,
      key.kind === 'certificate'
        ? `${certificateName(key.certificate)}, ${certificateLine(key.certificate)}`
        : `SHA-256 ${fingerprintNotations(key.sha256).colonUpper}`
    )
  )
}

/** What brings a new key to Files.com, as a clause after “if that one is new,”. */
export function howToTellKey(mode: SamlMode): string {
  switch (mode) {
    case 'url':
      return 'save the provider at Files.com once more, so that it reads the metadata again, and check that the address ends in ?appid='
    case 'xml':
      return 'save the App Federation Metadata Url as a new XML file and give it to Files.com'
    case 'fingerprint':
      return 'enter its SHA-256 fingerprint at Files.com; only one key can be known there at a time'
  }
}
