import type { Problem, Who } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { LadderReport } from '../report/ladder-report.ts'
import type { CertificateCard } from '../report/certificate-view.ts'
import type { SamlMode, SamlSource } from './saml-source.ts'

/** A finished ladder over metadata or a response. */
export interface SamlReport extends LadderReport {
  readonly kind: 'metadata' | 'response'
}

/** One line of a list of facts, ready to be shown; `copy`: the text behind the copy button, when it is worth one. */
export interface FactRow {
  readonly label: string
  readonly value: string
  readonly copy?: string
  /** A term that the other side’s administrator may not know, in one line. */
  readonly explain?: string
}

export interface SamlInspection {
  /** Names the result for later calls; valid until the application closes or newer results push it out. */
  readonly inspectionId: string
  readonly report: SamlReport
  /** Absent when the document could not be read as one. */
  readonly facts: SamlFactsView | undefined
  /** The three ways to tell Files.com, in the order of the form; what each would store. */
  readonly choices: readonly SamlModeChoice[]
}

export interface SamlFactsView {
  /** Tenant, cloud, application id, entity id, endpoints with bindings, dates, size and digest. */
  readonly rows: readonly FactRow[]
  readonly keys: readonly SamlKeyView[]
  /** One sentence about the signature of the document. */
  readonly signature: string
}

export interface SamlKeyView {
  readonly card: CertificateCard
  /** `current`: the only one that can sign now. `either`: several can, and the document does not say which does. */
  readonly role: 'current' | 'next' | 'either' | 'ended' | 'not-yet-valid' | 'encryption'
  /** A word or two: `Signs now`. */
  readonly roleText: string
  /** How we know, or that it is assumed. */
  readonly because: string
}

export interface SamlModeChoice {
  readonly mode: SamlMode
  readonly title: string
  readonly isRecommended: boolean
  /** Why it is recommended or not, for this document and this site. */
  readonly because: string
  /** What would be stored; absent when this mode cannot be used with what is known. */
  readonly source: SamlSource | undefined
  /** Why there is no `source`, and what would give one. */
  readonly whyNot: string | undefined
  /** The values of `source` as the web form shows them; of an XML document its size and digest. */
  readonly rows: readonly FactRow[]
}

/** What Files.com stores, what the file or address at hand says, and what Entra ID publishes now (F17). */
export interface StoredComparison {
  readonly sides: readonly { readonly name: string; readonly readAt: string | undefined; readonly missing: Problem | undefined }[]
  /** `values[i]` belongs to `sides[i]`; `undefined`: that side does not say. */
  readonly rows: readonly { readonly label: string; readonly values: readonly (string | undefined)[]; readonly isSame: boolean }[]
  /** One sentence. */
  readonly headline: string
  readonly problems: readonly Problem[]
}

export interface SamlResponseInspection {
  readonly reportId: string
  readonly report: SamlReport
  /** Absent when the text is no response. */
  readonly view: SamlResponseView | undefined
}

export interface SamlResponseView {
  /** Which Files.com user name results: only from signed data. */
  readonly username:
    | { readonly kind: 'results'; readonly username: string; readonly because: string }
    /** Signed, and yet nobody is let in: a rung of the ladder failed. */
    | { readonly kind: 'refused'; readonly username: string; readonly because: string }
    | { readonly kind: 'none'; readonly because: string }
  readonly signedRows: readonly FactRow[]
  readonly attributes: readonly AttributeRow[]
  /** What stands in the document outside of any verified signature, never to be taken for true; empty when everything is signed. */
  readonly unsignedRows: readonly FactRow[]
  /** How the pasted text was opened: `HAR file, form field, base64`. */
  readonly opened: string
  /** The XML, indented for reading. */
  readonly xml: string
}

export interface AttributeRow {
  readonly name: string
  /** The last part of a claim’s address: `emailaddress`. */
  readonly shortName: string
  readonly values: readonly string[]
  readonly isSigned: boolean
  /** What Files.com makes of it, or what it is. */
  readonly note: string
}

/** The key roll-over, rehearsed: what happens when in each mode. */
export interface Rollover {
  readonly keys: readonly { readonly name: 'old' | 'new'; readonly card: CertificateCard }[]
  readonly modes: readonly RolloverOfMode[]
  /** Problems of the keys themselves: the same key twice, new one ends earlier, weak, ... */
  readonly problems: readonly Problem[]
}

export interface RolloverOfMode {
  readonly mode: SamlMode
  /** This is what the site uses, or what was asked for. */
  readonly isInForce: boolean
  /** In the order of time. */
  readonly moments: readonly RolloverMoment[]
  /** One sentence: when sign-in would break, or that it does not. */
  readonly headline: string
  readonly breaksAt: string | undefined
  /** In the order in which they have to be done. */
  readonly steps: readonly { readonly text: string; readonly who: Who }[]
  /** What is assumed about the service because it is not documented. */
  readonly assumptions: readonly string[]
}

export interface RolloverMoment {
  /** ISO 8601 in UTC; absent: the moment is somebody’s decision. */
  readonly at: string | undefined
  readonly title: string
  readonly signIn: 'works' | 'breaks' | 'not-known'
  readonly because: string
  /** What happens when the advised order is not kept; not a part of the course of things. */
  readonly isOtherwise?: true
}

/** Entra’s side of one part of the set-up, screen by screen. */
export interface EntraGuide {
  readonly kind: 'saml' | 'oauth' | 'scim'
  readonly site: string
  /** For whoever does it: what the steps are for and how long they take. */
  readonly purpose: string
  /** Whether a secret comes up, and how it may be handed on. */
  readonly aboutSecrets: string
  readonly portalUrl: string
  readonly steps: readonly EntraStep[]
}

export interface EntraStep {
  /** Stable: ticks are kept by it. */
  readonly id: string
  readonly title: string
  /** Menu names in the order of clicking. */
  readonly path: readonly string[]
  readonly instructions: readonly string[]
  /** Values to copy into the portal. */
  readonly values: readonly FactRow[]
  /** What to bring back from this screen. */
  readonly bringBack: readonly string[]
  /** Secrets among what is brought back: they go by a way of their own, and no page has a line to write them on. */
  readonly apart?: readonly string[]
}

/** What a colleague sent back. */
export interface EntraAnswers {
  readonly site: string
  readonly answeredBy: string
  readonly answeredAt: string
  readonly metadataUrl: string
  readonly metadataXml: string
  readonly certificatePem: string
  readonly tenantId: string
  readonly applicationId: string
  /** Steps that are done. */
  readonly doneSteps: readonly string[]
  readonly remarks: string
}

export type SignInEvent =
  /** `notOpened`: why the browser did not open; the page can still be opened by hand, and the wait goes on. */
  | { readonly type: 'waiting-since'; readonly at: string; readonly openedUrl: string; readonly notOpened?: Problem }
  | { readonly type: 'waiting'; readonly waitedMs: number; readonly readings: number }
  /** An event that is not the one: another provider, or too old. */
  | { readonly type: 'passed-over'; readonly because: string }

/** What a sign-in says of tenant, client and secret that were handed off. `open`: they are not proved by it, and the sentence says why. */
export interface CredentialsProof {
  readonly state: 'proved' | 'open'
  readonly sentence: string
}

/** What the real sign-in proved. */
export type SignInProof =
  | {
      readonly kind: 'signed-in'
      readonly username: string
      readonly sentence: string
      readonly evidence: readonly EvidenceItem[]
      /** Absent: the journal knows of no values that only a sign-in proves, or an earlier one has proved them. */
      readonly credentials?: CredentialsProof
    }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'not-seen'; readonly problem: Problem }
