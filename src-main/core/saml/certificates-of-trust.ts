import { type Problem, problem } from '../errors.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { SamlTrust } from './saml-source.ts'

/** The certificates behind a trust, for what needs their dates; `saml.provider.no-certificate` when only a fingerprint is known, `saml.metadata.no-signing-key` when not even that. */
export function certificatesOfTrust({ keys, from }: SamlTrust): Result<readonly CertificateFacts[], Problem> {
  if (keys.length === 0) return fail(problem('saml.metadata.no-signing-key', { found: 'none that can be read' }))
  const certificates = keys.flatMap((key) => (key.kind === 'certificate' ? [key.certificate] : []))
  return certificates.length === 0 ? fail(problem('saml.provider.no-certificate', { from })) : succeed(certificates)
}
