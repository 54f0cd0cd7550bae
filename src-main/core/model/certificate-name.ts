import type { CertificateFacts } from './certificate.ts'

/** What a person calls this certificate. */
export function certificateName(certificate: Pick<CertificateFacts, 'subject' | 'subjectCommonName' | 'names'>): string {
  return (
    certificate.subjectCommonName ??
    certificate.names[0]?.value ??
    (certificate.subject === '' ? 'an unnamed certificate' : certificate.subject)
  )
}

/** The authority that a chain leads to: its last certificate when that is a root, the issuer of the last one otherwise. */
export function authorityName(last: CertificateFacts): string {
  return last.isSelfIssued ? certificateName(last) : (last.issuerCommonName ?? last.issuer)
}
