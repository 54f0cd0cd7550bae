import { certificateValidity } from '../model/certificate-validity.ts'
import type { SamlTrust, TrustedKey } from './saml-source.ts'

/**
 * The keys of `stored` that are live and that `next` trusts as well. None: every response that is signed with a stored key today will be refused
 * once `next` is in force. Of a bare fingerprint the dates are not known; it counts as live. `now` is an ISO 8601 moment.
 */
export function sharedLiveKeys(stored: SamlTrust, next: SamlTrust, now: string): readonly TrustedKey[] {
  return liveKeys(stored, now).filter((key) => next.keys.some((other) => isSameKey(key, other)))
}

/** Keys that can sign now. */
export function liveKeys(trust: SamlTrust, now: string): readonly TrustedKey[] {
  return trust.keys.filter((key) => key.kind === 'fingerprint' || isLive(key.certificate, now))
}

export function isLive(certificate: { readonly notBefore: string; readonly notAfter: string }, now: string): boolean {
  const { kind } = certificateValidity(certificate, now)
  return kind === 'valid' || kind === 'ends-soon'
}

export function fingerprintOfKey(key: TrustedKey): string {
  return key.kind === 'certificate' ? key.certificate.fingerprintSha256 : key.sha256
}

/** Two certificates with one key verify the same signatures; a fingerprint pins the certificate itself. */
function isSameKey(one: TrustedKey, other: TrustedKey): boolean {
  if (one.kind === 'certificate' && other.kind === 'certificate' && one.certificate.key.sha256 === other.certificate.key.sha256) return true
  return fingerprintOfKey(one) === fingerprintOfKey(other)
}
