import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { DerBudget } from './der.ts'
import { parseCertificate } from './parse-certificate.ts'
import { verifySignature, type VerificationBudget } from './verify-signature.ts'

/** Everything one certificate says. `der` is exactly one certificate; throws `DerFault` when it is damaged. */
export function certificateFacts(der: Uint8Array, budget?: DerBudget, verifications?: VerificationBudget): CertificateFacts {
  const parsed = parseCertificate(der, budget)
  return { ...parsed.facts, isSelfSigned: parsed.facts.isSelfIssued && verifySignature(parsed, parsed, verifications).kind === 'verified' }
}
