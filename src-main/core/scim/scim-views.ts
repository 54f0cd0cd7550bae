import type { Problem } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { ScimMethod } from '../model/scim-method.ts'
import type { LadderReport } from '../report/ladder-report.ts'
import type { FactRow } from '../saml/saml-views.ts'

/** SCIM of one provider of the site. */
export interface ScimView {
  readonly strategyId: number
  readonly label: string
  readonly isOn: boolean
  readonly authentication: ScimMethod
  /** With a password instead of a token: who Entra ID says it is. Empty: the site does not say, or there is none. */
  readonly basicUsername: string
  /** One sentence. */
  readonly headline: string
  /** Address, authentication, end of the token: what to enter at Entra ID. */
  readonly rows: readonly FactRow[]
  /** ISO 8601; absent: the site does not say. */
  readonly tokenEndsAt: string | undefined
  /** In the keychain of this computer. */
  readonly isTokenKept: boolean
  /** Why the keychain does not work; absent while it does. */
  readonly keychainProblem: Problem | undefined
  /** OAuth, filters that cannot work, token that ends soon, name mapping: what stands in the way or needs care. */
  readonly problems: readonly Problem[]
  /** What a profile has to want so that it is on with a token: for the plan. Absent: it is already, or cannot be. */
  readonly toSwitchOn: Readonly<Record<string, string | boolean>> | undefined
}

export interface ScimRehearsal {
  readonly reportId: string
  readonly report: LadderReport
  /** In order; secrets masked. */
  readonly exchanges: readonly ScimExchange[]
}

/** One request as Entra ID would send it, and what came back. */
export interface ScimExchange {
  readonly purpose: string
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Indented JSON; empty: no body. */
  readonly requestBody: string
  readonly status: number | undefined
  readonly contentType: string
  /** At most some thousand characters. */
  readonly responseBody: string
  readonly durationMs: number
}

/** Attribute mappings exported from Entra ID, against what Files.com documents. */
export interface MappingCheck {
  readonly headline: string
  readonly rows: readonly {
    readonly target: string
    readonly expected: string
    readonly found: string
    readonly verdict: 'right' | 'differs' | 'missing' | 'ignored'
    readonly note: string
  }[]
  readonly problems: readonly Problem[]
}

export interface ScimLogView {
  readonly site: string
  readonly readAt: string
  /** ISO 8601: older ones were not asked for. */
  readonly since: string
  readonly cutBecause: string | undefined
  readonly headline: string
  readonly counts: { readonly requests: number; readonly failures: number; readonly people: number }
  /** Nothing was heard for longer than three cycles, or the failures look like quarantine; empty when all is well. */
  readonly warnings: readonly Problem[]
  /** Most failures first; successes are no cause. */
  readonly causes: readonly ScimCause[]
  /** Newest first, at most some hundred. */
  readonly entries: readonly ScimLogEntryView[]
}

export interface ScimCause {
  /** Stable within a reading. */
  readonly id: string
  readonly problem: Problem
  readonly count: number
  readonly firstAt: string
  readonly lastAt: string
  /** At most ten. */
  readonly people: readonly string[]
}

export interface ScimLogEntryView {
  readonly id: number
  readonly at: string
  readonly method: string
  readonly path: string
  readonly status: number | undefined
  readonly isFailure: boolean
  /** Empty: the request names nobody. */
  readonly person: string
  /** `Looks whether anna.smith@... exists`: what Entra ID wanted. */
  readonly sentence: string
  /** Id of the cause; absent for what went well. */
  readonly cause: string | undefined
  /** Indented JSON, secrets masked. */
  readonly request: string
  readonly response: string
  /** Peculiarities of Entra ID’s dialect that were seen. */
  readonly notes: readonly string[]
}

export type ScimFollowEvent =
  | { readonly type: 'waiting-since'; readonly at: string }
  | { readonly type: 'waiting'; readonly waitedMs: number; readonly readings: number }
  | { readonly type: 'seen'; readonly entry: ScimLogEntryView }

/** What became of “Provision on demand” for one person. */
export type ScimFollowUp =
  | {
      readonly kind: 'done'
      readonly sentence: string
      readonly entries: readonly ScimLogEntryView[]
      readonly evidence: readonly EvidenceItem[]
    }
  | { readonly kind: 'failed'; readonly problem: Problem; readonly entries: readonly ScimLogEntryView[] }
  | { readonly kind: 'not-seen'; readonly problem: Problem }
