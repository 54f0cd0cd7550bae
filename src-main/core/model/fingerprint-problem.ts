import { type Problem, problem } from '../errors.ts'
import { assertNever } from '../result.ts'
import type { FingerprintRefusal } from './fingerprint.ts'

/** Why a text is no fingerprint, for people. */
export function fingerprintProblem(refusal: FingerprintRefusal): Problem {
  switch (refusal.code) {
    case 'certificate.fingerprint.sha1':
      return problem(refusal.code, { digits: refusal.digits })
    case 'certificate.fingerprint.not-a-fingerprint':
      return problem(refusal.code, { reason: refusal.reason })
    default:
      return assertNever(refusal)
  }
}
