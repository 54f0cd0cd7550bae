/** Plain facts read from a directory and its network, as adapters report them and checks judge them. */

export type NameAnswer =
  | { readonly kind: 'resolved'; readonly ipv4: readonly string[]; readonly ipv6: readonly string[]; readonly isLiteral: boolean }
  | { readonly kind: 'failed'; readonly code: 'not-found' | 'temporary' | 'timed-out'; readonly text: string }

export interface ServiceRecord {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

export type ConnectAnswer =
  | { readonly kind: 'connected'; readonly address: string; readonly port: number; readonly durationMs: number }
  | {
      readonly kind: 'failed'
      readonly address: string
      readonly port: number
      readonly reason: ConnectFailureReason
      readonly text: string
    }

export type ConnectFailureReason = 'refused' | 'timed-out' | 'reset' | 'unreachable' | 'not-permitted' | 'other'

export type LdapFailure =
  /**
   * The server answered with a result code. `subCode` says more about a refused sign-in: Active Directory's `data 52e` as `52e`, lower-case;
   * `80090346` for channel binding; `ppolicy-expired`, `ppolicy-locked`, `ppolicy-must-change` or `ppolicy-other` of OpenLDAP's password policy.
   */
  | {
      readonly kind: 'result'
      readonly code: number
      readonly name: string
      readonly text: string
      readonly matchedDn: string
      readonly subCode?: string
      readonly referrals?: readonly string[]
    }
  | { readonly kind: 'timed-out'; readonly during: 'connect' | 'tls' | 'operation'; readonly timeoutMs: number }
  | { readonly kind: 'closed'; readonly text: string }
  | { readonly kind: 'network'; readonly reason: ConnectFailureReason; readonly text: string }
  | { readonly kind: 'tls'; readonly code: string; readonly text: string }
  | { readonly kind: 'start-tls-refused'; readonly code: number; readonly text: string }
  /** The bytes are no LDAP: another protocol or a broken server. `firstBytes` as hexadecimal, at most 16. */
  | { readonly kind: 'not-ldap'; readonly firstBytes: string }
  | { readonly kind: 'bad-filter'; readonly text: string }

/** Attribute names in lower case; a ranged attribute keeps its option (`member;range=0-1499`). */
export interface DirectoryEntry {
  readonly dn: string
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

export function valuesOf(entry: DirectoryEntry, attribute: string): readonly string[] {
  return entry.attributes.get(attribute.toLowerCase()) ?? []
}

export function valueOf(entry: DirectoryEntry, attribute: string): string | undefined {
  return valuesOf(entry, attribute)[0]
}

export type DirectoryProduct = 'windows-active-directory' | 'samba-active-directory' | 'ad-lds' | 'openldap' | 'other'

export const productText: Readonly<Record<DirectoryProduct, string>> = {
  'windows-active-directory': 'Active Directory (Windows)',
  'samba-active-directory': 'Active Directory (Samba)',
  'ad-lds': 'AD LDS',
  openldap: 'OpenLDAP',
  other: 'another LDAP server'
}

export interface RootDseFacts {
  readonly product: DirectoryProduct
  readonly vendor?: string
  readonly namingContexts: readonly string[]
  readonly defaultNamingContext?: string
  readonly rootDomainNamingContext?: string
  readonly configurationNamingContext?: string
  readonly dnsHostName?: string
  readonly domainFunctionality?: string
  readonly offersStartTls: boolean
  readonly offersPaging: boolean
  readonly offersWhoAmI: boolean
  readonly supportedControls: readonly string[]
  readonly isGlobalCatalogReady?: boolean
}
