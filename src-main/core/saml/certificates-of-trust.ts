import { type Problem, problem } from '../errors.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { SamlTrust } from './saml-source.ts'

/** The certificates behind a trust, for what needs their dates; `saml.provider.no-certificate` when only a fingerprint is known. */
export function certificatesOfTrust({ keys, from }: SamlTrust): Result<readonly CertificateFacts[], Problem> {
  const certificates = keys.flatMap((key) => (key.kind === 'certificate' ? [key.certificate] : []))
  return certificates.length === 0 ? fail(problem('saml.provider.no-certificate', { from })) : succeed(certificates)
}
