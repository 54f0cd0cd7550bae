import type { CertificateFacts } from './certificate.ts'
import { momentText } from './day-text.ts'
import { fingerprintNotations } from './fingerprint.ts'

export interface CertificateComparison {
  readonly relation: CertificateRelation
  /** What differs, in the order people read a certificate. Empty exactly for the same certificate. */
  readonly differences: readonly CertificateDifference[]
}

export type CertificateRelation =
  | 'same-certificate'
  /** Another certificate for the same key, for example a renewal that kept it, or the same authority signed by another. */
  | 'same-key'
  /** The same subject and issuer with a new key: the usual renewal. */
  | 'renewed'
  | 'different'

export interface CertificateDifference {
  readonly field: string
  readonly first: string
  readonly second: string
}

export function compareCertificates(first: CertificateFacts, second: CertificateFacts): CertificateComparison {
  const firstRows = comparedFields(first)
  const secondRows = comparedFields(second)
  const differences = firstRows.flatMap(([field, value], index) => {
    const other = secondRows[index]?.[1] ?? ''
    return value === other ? [] : [{ field, first: value, second: other }]
  })
  return { relation: relationOf(first, second), differences }
}

function relationOf(first: CertificateFacts, second: CertificateFacts): CertificateRelation {
  if (first.fingerprintSha256 === second.fingerprintSha256) return 'same-certificate'
  if (first.key.sha256 === second.key.sha256) return 'same-key'
  return first.subject === second.subject && first.issuer === second.issuer ? 'renewed' : 'different'
}

function comparedFields(facts: CertificateFacts): readonly (readonly [string, string])[] {
  return [
    ['Subject', facts.subject],
    ['Issuer', facts.issuer],
    ['Names', facts.names.map((name) => `${name.kind} ${name.value}`).join(', ')],
    ['Valid from', momentText(facts.notBefore)],
    ['Valid until', momentText(facts.notAfter)],
    ['Serial number', facts.serial],
    ['Key', `${facts.key.text} (SHA-256 ${facts.key.sha256})`],
    ['Signature', facts.signature.name],
    ['Purposes', facts.purposes.map((purpose) => purpose.name).join(', ')],
    ['Key usages', facts.keyUsages.join(', ')],
    ['Authority', authorityText(facts)],
    ['SHA-256 fingerprint', fingerprintNotations(facts.fingerprintSha256).colonUpper]
  ]
}

function authorityText(facts: CertificateFacts): string {
  if (!facts.isAuthority) return 'no'
  return facts.pathLength === undefined ? 'yes' : `yes, with at most ${String(facts.pathLength)} further below`
}
