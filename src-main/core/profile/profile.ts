import type { SamlSource } from '../saml/saml-source.ts'
import type { FieldValue } from '../service/service-facts.ts'

/** The version that this application writes. Older ones are migrated when they are read; newer ones are refused. */
export const PROFILE_VERSION = 2

/**
 * What a site shall look like, as a file without secrets. Only what is named is managed: a field that is absent is left as it is, `null`
 * in the file (`undefined` here would mean absent, so it is the empty text `''`) empties it.
 */
export interface Profile {
  readonly schemaVersion: typeof PROFILE_VERSION
  readonly name: string
  /** As typed: subdomain, address or custom domain. */
  readonly site: string
  /** How this computer reaches the same directory, when that differs from what Files.com is told; for the forecast. */
  readonly directory: ProfileDirectory | undefined
  readonly siteLdap: WantedFields | undefined
  readonly strategies: readonly WantedStrategy[]
  /** The connection to Microsoft Entra ID by SAML. */
  readonly saml: WantedSaml | undefined
  /** The connection to Microsoft Entra ID by OAuth. */
  readonly oauth: WantedOauth | undefined
  readonly users: readonly WantedUser[]
  /** Groups of the site that get another name. */
  readonly groups: readonly WantedGroup[]
  readonly safety: SafetyLimits
}

/** Service field names (`ldap_host`) to wanted values. `ldap_password: "set"` asks for the password, which comes from the keychain, a file, or a prompt. */
export type WantedFields = Readonly<Record<string, Exclude<FieldValue, undefined>>>

export interface WantedStrategy {
  readonly id: number
  readonly fields: WantedFields
}

export interface WantedSaml {
  /** Number of the provider; absent: the Entra ID provider with this display name, which is made when the site has none. */
  readonly strategyId: number | undefined
  readonly displayName: string
  /** Absent: whatever is stored stays (only for a provider that exists). */
  readonly source: SamlSource | undefined
  readonly enabled: boolean | undefined
  readonly showOnLoginPage: boolean | undefined
  /** Provisioning and whatever else of the provider is managed along with it. */
  readonly fields: WantedFields
}

export interface WantedOauth {
  /** Number of the provider; absent: the Entra ID provider with this display name, which is made when the site has none. */
  readonly strategyId: number | undefined
  readonly displayName: string
  readonly tenantId: string
  readonly clientId: string
  /** Whether tenant, client and secret shall be entered (again): nothing of it can be read back, so a plan cannot find that out. */
  readonly entersCredentials: boolean
  /** The day (`2027-11-30`) on which the client secret ends, for the reminder; Files.com has no place for it. */
  readonly secretEndsOn: string | undefined
  readonly enabled: boolean | undefined
  readonly showOnLoginPage: boolean | undefined
  /** Provisioning and whatever else of the provider is managed along with it. */
  readonly fields: WantedFields
}

export interface WantedUser {
  /** The name that the user has now. */
  readonly username: string
  /** Absent: left as it is. */
  readonly authenticationMethod: string | undefined
  readonly ssoStrategyId: number | undefined
  /** Removes second factors when going from password to single sign-on. */
  readonly clear2fa: boolean
  readonly newUsername: string | undefined
  readonly newEmail: string | undefined
}

export interface WantedGroup {
  /** Number of the group; absent: the one with this name. */
  readonly id: number | undefined
  /** The name that the group has now. */
  readonly name: string
  readonly newName: string
}

export interface ProfileDirectory {
  readonly host: string | undefined
  readonly port: number | undefined
  readonly security: 'ldaps' | 'starttls' | 'none' | undefined
  readonly caPem: string | undefined
  readonly allowCleartext: boolean
}

export interface SafetyLimits {
  /** Most people that may be disabled or removed by the next sync. */
  readonly mostDisabled: number
  /** The same in percent of the people the sync manages now. */
  readonly mostDisabledPercent: number
  /** The directory may not hold fewer than this share of the people found by the last good run. */
  readonly leastPeoplePercent: number
  /** User names that may never be disabled, removed or moved. */
  readonly protectedUsers: readonly string[]
  /** User names that the directory must always hold: when one is missing, something is wrong with the reading. */
  readonly mustBeFound: readonly string[]
  /** Apply takes a plan only with a second person's approval. */
  readonly needsApproval: boolean
}

export const usualSafetyLimits: SafetyLimits = {
  mostDisabled: 10,
  mostDisabledPercent: 5,
  leastPeoplePercent: 70,
  protectedUsers: [],
  mustBeFound: [],
  needsApproval: false
}

/** A profile as it is kept and edited in the window; the LDAP password is not in it. */
export type StoredProfile = Profile
