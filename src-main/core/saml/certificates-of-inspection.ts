import type { CheckResult } from '../checks/check.ts'
import type { Problem } from '../errors.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { fail, type Result, succeed } from '../result.ts'
import { certificatesOfTrust } from './certificates-of-trust.ts'
import { firstProblem } from './first-problem.ts'
import type { SamlTrust } from './saml-source.ts'

/** The signing certificates of an inspected document, or why there are none: the rung that failed, or that only a fingerprint was given. */
export function certificatesOfInspection(inspected: {
  readonly certificates: readonly CertificateFacts[]
  readonly trust: SamlTrust | undefined
  readonly report: { readonly results: readonly CheckResult[] }
}): Result<readonly CertificateFacts[], Problem> {
  const { certificates, trust, report } = inspected
  if (certificates.length > 0) return succeed(certificates)
  return trust === undefined ? fail(firstProblem(report.results)) : certificatesOfTrust(trust)
}
