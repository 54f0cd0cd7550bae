import type { EvidenceItem } from '../evidence.ts'
import type { Problem } from '../errors.ts'
import type { FieldValues, StrategyFacts } from './service-facts.ts'

/** The overview of a site, read with one key at one moment. */
export interface ConnectedSite {
  /** Host: names the site from now on. */
  readonly site: string
  readonly origin: string
  readonly name: string
  readonly customDomain: string | undefined
  readonly readAt: string
  readonly key: KeyView
  /** What keeps this key from doing the work, and what will; the site can be looked at all the same. */
  readonly problems: readonly Problem[]
  readonly siteLdap: FieldValues
  readonly strategies: readonly StrategyView[]
  readonly administrators: readonly AdministratorView[]
  /** Undefined: the list of administrators was read to its end. */
  readonly administratorsCut: Problem | undefined
  readonly strategyWrites: 'accepted' | 'refused' | 'not-asked'
  readonly keyStorage: KeyStorage
}

export interface KeyView {
  /** `anna.admin@corp.example`, or `Key of the whole site`. */
  readonly who: string
  readonly name: string
  readonly permissionSet: string
  readonly expiresAt: string | undefined
  /** One sentence: what it may do here. */
  readonly ability: string
  readonly canWrite: boolean
}

/** `session-only` carries the reason why the keychain could not be used; absent when the person did not want it kept. */
export type KeyStorage =
  { readonly kind: 'keychain' } | { readonly kind: 'session-only'; readonly problem: Problem | undefined } | { readonly kind: 'not-stored' }

export interface StrategyView {
  readonly id: number
  readonly label: string
  readonly protocol: 'saml' | 'oauth' | 'other'
  /** Of Microsoft Entra ID. */
  readonly isEntra: boolean
  /** `SAML with Microsoft Entra ID`. */
  readonly what: string
  readonly enabled: boolean
  readonly userCount: number | undefined
  readonly displayOnLoginPage: boolean | undefined
  readonly ldapProvisioning: boolean
  readonly fields: StrategyFacts['fields']
  readonly scimTokenExpiresAt: string | undefined
  /** Switched off by the service itself, as far as its events tell. */
  readonly problem: Problem | undefined
}

export interface AdministratorView {
  readonly id: number
  readonly username: string
  /** `Password`, `Single sign-on “Entra ID”`, ... */
  readonly signsInBy: string
  readonly lastSeenAt: string | undefined
  /** Whether this person alone would keep the front door open, and why. */
  readonly isBreakGlass: boolean
  readonly evidence: readonly EvidenceItem[]
}
