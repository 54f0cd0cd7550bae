import type { CheckResult } from '../checks/check.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { CheckSummary } from './check-report.ts'

/** A finished ladder that is not about a directory. */
export interface LadderReport {
  readonly kind: LadderKind
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly durationMs: number
  /** What was looked at and against what: for the heading of the report. */
  readonly subject: readonly EvidenceItem[]
  readonly summary: CheckSummary
  readonly results: readonly CheckResult[]
}

/** SAML metadata, a SAML response, an application registration for OAuth, a SCIM endpoint. */
export type LadderKind = 'metadata' | 'response' | 'oauth' | 'scim'
