import type { EvidenceItem } from '../evidence.ts'
import type { Problem } from '../errors.ts'
import type { FieldValue, FieldValues } from '../service/service-facts.ts'

/** Sixty-four lower-case hexadecimal digits; made by `parsePlanDigest` and by making a plan only. */
export type PlanDigest = string & { readonly brand: 'PlanDigest' }

export function parsePlanDigest(text: string): PlanDigest | undefined {
  const digits = text
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
    .replaceAll(/\s/g, '')
  return /^[0-9a-f]{64}$/.test(digits) ? (digits as PlanDigest) : undefined
}

/**
 * What would be done to a site, worked out from the state read now. It holds no secret and can be shown, saved and compared.
 * Only `schemaVersion`, `site`, `baseline` and `changes` are in the canonical text and so in the digest: the thing approved is the thing done.
 */
export interface Plan {
  readonly schemaVersion: 1
  /** Host of the site. */
  readonly site: string
  readonly purpose: 'profile' | 'undo'
  readonly madeAt: string
  /** Digest over every field of every resource that the plan looked at, changed or not: another one means somebody changed something meanwhile. */
  readonly baseline: string
  /** In the order in which they are carried out. Empty: the site holds exactly what is wanted. */
  readonly changes: readonly PlannedChange[]
  readonly digest: PlanDigest
  readonly safety: SafetyVerdict
  readonly breakGlass: BreakGlassVerdict
  /** What the plan could not decide or wants to be known; never a reason to stop. */
  readonly notes: readonly string[]
  /** How many people cannot get in any more after the plan and the next sync; absent while nobody has looked. */
  readonly peopleLosingAccess?: number
}

export type ResourceKind = 'site-ldap' | 'sso-strategy' | 'user' | 'group'

export interface PlannedChange {
  /** `site-ldap`, `sso-strategy:12`, `user:34`, `group:7`: stable within a site. `sso-strategy:new`, `sso-strategy:new-oauth`: it is made. */
  readonly id: string
  readonly resource: ResourceKind
  /** The service's id; absent for the site itself, and for what is made. */
  readonly targetId: number | undefined
  /** Heading for people: `LDAP settings of acme.files.com`, `Single sign-on “Entra ID” (12)`, `User anna.smith@corp.example`. */
  readonly title: string
  readonly way: 'create' | 'update' | 'hand-off'
  /** Digest of the resource as it was read, or of `beside`: compared again right before the change is sent. */
  readonly baseline: string
  readonly fields: readonly FieldChange[]
  /** There only when the thing is made, by us or by hand: what the site has of its kind, by number. The new one is told from them. */
  readonly beside?: readonly Neighbour[]
}

export interface Neighbour {
  readonly id: number
  readonly label: string
}

export type FieldChange =
  | {
      readonly kind: 'value'
      /** The service's name. */
      readonly field: string
      /** As the web form calls it. */
      readonly label: string
      readonly before: FieldValue
      readonly after: FieldValue
      /** `normalised`: the service may write it differently (case of a host, order of a list); compared after the resource's own rule. */
      readonly readBack: 'exact' | 'normalised'
    }
  /** A person enters it, and nobody can read it back: what is there now is not known, and neither is what will be. It is never sent by us. */
  | { readonly kind: 'unseen'; readonly field: string; readonly label: string; readonly after: string }
  /** Write-only: it is set, and can neither be compared nor read back nor undone. */
  | { readonly kind: 'secret'; readonly field: string; readonly label: string }

/** The state that plans are made from, read in one go. */
export interface ReadState {
  readonly site: string
  readonly resources: readonly ResourceState[]
  /** Names of users and groups that the plan does not look at otherwise; no part of a baseline. Only there where something is renamed. */
  readonly taken?: readonly TakenName[]
}

export interface TakenName {
  readonly resource: 'user' | 'group'
  readonly id: number
  readonly name: string
}

export interface ResourceState {
  readonly id: string
  readonly resource: ResourceKind
  readonly targetId: number | undefined
  readonly title: string
  readonly fields: FieldValues
  /** Of a provider: how many people sign in by it. It changes by itself and is no part of a baseline. */
  readonly userCount?: number | undefined
}

export type SafetyVerdict =
  | { readonly kind: 'safe'; readonly evidence: readonly EvidenceItem[] }
  | { readonly kind: 'unsafe'; readonly reasons: readonly SafetyReason[]; readonly evidence: readonly EvidenceItem[] }

export interface SafetyReason {
  readonly problem: Problem
  /** False: no override exists, because the facts themselves are missing or wrong. */
  readonly canBeOverridden: boolean
}

/** Whether somebody can certainly get in when single sign-on fails. */
export type BreakGlassVerdict =
  | { readonly kind: 'proved'; readonly username: string; readonly evidence: readonly EvidenceItem[] }
  | { readonly kind: 'not-proved'; readonly problem: Problem }
  /** The plan changes nothing. */
  | { readonly kind: 'not-needed' }

/** Typed by a person, recorded in journal and receipt. `site` must be the host, letter by letter. */
export interface SafetyOverride {
  readonly site: string
  readonly reason: string
}

/** Made by a second person from the plan file; `apply` compares digest, site and person. */
export interface PlanApproval {
  readonly schemaVersion: 1
  readonly kind: 'approval'
  readonly site: string
  readonly digest: PlanDigest
  /** The user whose API key approved. */
  readonly approvedBy: string
  readonly approvedAt: string
}
