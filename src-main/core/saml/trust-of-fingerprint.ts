import type { Problem } from '../errors.ts'
import { parseFingerprint } from '../model/fingerprint.ts'
import { fingerprintProblem } from '../model/fingerprint-problem.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { SamlTrust } from './saml-source.ts'

/** Trust in one key, of which only the fingerprint is known: in any notation; `certificate.fingerprint.*` otherwise. Who may issue stays unknown. */
export function trustOfFingerprint(text: string): Result<SamlTrust, Problem> {
  const parsed = parseFingerprint(text)
  if (parsed.ok)
    return succeed({
      from: 'the fingerprint given',
      mode: 'fingerprint',
      issuer: undefined,
      signOnUrls: [],
      keys: [{ kind: 'fingerprint', sha256: parsed.value }]
    })
  return fail(fingerprintProblem(parsed.error))
}
