import type { EvidenceItem } from '../evidence.ts'
import type { LadderReport } from '../report/ladder-report.ts'
import type { FactRow } from '../saml/saml-views.ts'

/** What Microsoft said about a registration. */
export interface OauthTest {
  /** Names the result for later calls; valid until the application closes or newer results push it out. */
  readonly reportId: string
  readonly report: LadderReport
  /** Tenant, cloud, issuer, endpoints: what discovery showed. Empty while nothing was found. */
  readonly facts: readonly FactRow[]
  /** The tenant’s id as Microsoft names it, also when a domain was entered; absent: not found. */
  readonly tenantId: string | undefined
  readonly isSecretProved: boolean
}

/** Who uses ways into the site that OAuth and SAML do not open (product row F29). */
export interface AffectedUsers {
  /** ISO 8601: what happened before it does not count. */
  readonly since: string
  /** Absent: all users were read. */
  readonly cutBecause: string | undefined
  /** One sentence with the number first. */
  readonly headline: string
  readonly counts: Readonly<Record<PasswordWay, number>>
  /** Ways of which the site tells for nobody when they were used: their count of 0 means nothing. */
  readonly untold: readonly PasswordWay[]
  /** Of everybody who uses such a way; each is in exactly one. */
  readonly verdicts: Readonly<Record<AffectedUser['verdict'], number>>
  readonly total: number
  /** At most a thousand: whoever has to do something first, then who was seen last. */
  readonly users: readonly AffectedUser[]
  /** What these people can do instead, and who does it. */
  readonly remedies: readonly string[]
  /** What is assumed because the service does not tell it. */
  readonly assumptions: readonly string[]
}

/** Ways in on which a directory’s or Files.com’s password works, and a sign-in at Microsoft does not. */
export type PasswordWay = 'sftp' | 'ftp' | 'webdav' | 'api'

export interface AffectedUser {
  readonly id: number
  readonly username: string
  readonly name: string
  readonly ways: readonly { readonly way: PasswordWay; readonly lastAt: string }[]
  readonly publicKeys: number | undefined
  readonly apiKeys: number | undefined
  /** `safe`: has what works without a password for each way that is used. */
  readonly verdict: 'needs-ssh-key' | 'needs-api-key' | 'needs-both' | 'no-way' | 'safe'
  /** One sentence. */
  readonly because: string
  readonly evidence: readonly EvidenceItem[]
}
