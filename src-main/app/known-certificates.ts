import type { CertificateFacts } from '../core/model/certificate.ts'
import type { CertificateView } from '../core/report/certificate-view.ts'

/** Certificates shown lately, by their SHA-256 fingerprint, so that a comparison can name every difference. */
export interface KnownCertificates {
  remember(view: CertificateView): void
  find(fingerprintSha256: string): CertificateFacts | undefined
}

export function createKnownCertificates(capacity = 200): KnownCertificates {
  // A Map keeps the order of insertion: the first is the oldest.
  const known = new Map<string, CertificateFacts>()
  return {
    remember(view) {
      for (const { facts } of view.chains.flatMap((chain) => chain.certificates)) {
        known.delete(facts.fingerprintSha256)
        known.set(facts.fingerprintSha256, facts)
      }
      for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - capacity))) known.delete(oldest)
    },
    find: (fingerprintSha256) => known.get(fingerprintSha256)
  }
}
