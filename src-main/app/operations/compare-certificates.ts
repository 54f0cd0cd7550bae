import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import { type CertificateRelation, compareCertificates as compareFacts } from '../../core/model/compare-certificates.ts'
import { fingerprintNotations, parseFingerprint } from '../../core/model/fingerprint.ts'
import { fingerprintProblem } from '../../core/model/fingerprint-problem.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import type { CompareInput } from '../../contract/schemas.ts'
import type { Comparison } from '../../contract/views.ts'
import type { KnownCertificates } from '../known-certificates.ts'
import { type CertificatePorts, readCertificate } from './read-certificate.ts'

/** Compares a certificate that is shown with a fingerprint or with a second source. Throws `Cancelled`. */
export async function compareCertificates(
  ports: CertificatePorts,
  known: KnownCertificates,
  input: CompareInput,
  signal: CancelSignal
): Promise<Result<Comparison, Problem>> {
  const { fingerprintSha256, other } = input
  if (other.kind === 'fingerprint') {
    const second = parseFingerprint(other.text)
    return second.ok ? succeed(compareFingerprints(fingerprintSha256, second.value)) : fail(fingerprintProblem(second.error))
  }
  const view = await readCertificate(ports, other, signal)
  if (!view.ok) return view
  const all = view.value.chains.flatMap((chain) => chain.certificates.map(({ facts }) => facts))
  const same = all.find((facts) => facts.fingerprintSha256 === fingerprintSha256)
  const [second = same] = all
  const first = known.find(fingerprintSha256)
  if (second === undefined) throw new TypeError('A view has at least one certificate')
  if (same !== undefined) return succeed({ same: true, sentence: sameText(view.value.source, all.indexOf(same)), differences: [] })
  return succeed(first === undefined ? compareFingerprints(fingerprintSha256, second.fingerprintSha256) : compared(first, second))
}

function compareFingerprints(first: string, second: string): Comparison {
  if (first === second)
    return { same: true, sentence: 'Both are the same certificate: the SHA-256 fingerprints are equal.', differences: [] }
  return {
    same: false,
    sentence: 'These are different certificates: the SHA-256 fingerprints differ.',
    differences: [
      { label: 'SHA-256 fingerprint', first: fingerprintNotations(first).colonUpper, second: fingerprintNotations(second).colonUpper }
    ]
  }
}

function compared(first: CertificateFacts, second: CertificateFacts): Comparison {
  const { relation, differences } = compareFacts(first, second)
  return {
    same: relation === 'same-certificate',
    sentence: relationText(relation),
    differences: differences.map(({ field, first: one, second: two }) => ({ label: field, first: one, second: two }))
  }
}

function relationText(relation: CertificateRelation): string {
  switch (relation) {
    case 'same-certificate':
      return 'Both are the same certificate.'
    case 'same-key':
      return 'These are two certificates for the same key, for example before and after a renewal that kept it.'
    case 'renewed':
      return 'These are two certificates of the same owner from the same issuer, with different keys: the usual renewal.'
    case 'different':
      return 'These are different certificates.'
    default:
      return assertNever(relation)
  }
}

function sameText(source: string, position: number): string {
  return position === 0
    ? `Both are the same certificate (${source}).`
    : `The same certificate is in ${source}, at place ${String(position + 1)}.`
}
