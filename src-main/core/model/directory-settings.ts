/** How to reach a directory and what to read there: the fields of Files.com's LDAP form, plus what this application needs to test them. */
export interface DirectorySettings {
  readonly host: string
  readonly backupHosts: readonly string[]
  readonly port: number
  readonly security: Security
  readonly serverType: ChosenServerType
  readonly username: string
  /** Empty only while suggestions are being looked for. */
  readonly baseDn: string
  readonly usernameField: string
  /** Suffix that Files.com appends to user names; empty when none. */
  readonly domain: string
  /** Certificates trusted for this directory in addition to this computer's own, PEM. */
  readonly caPem?: string
  readonly allowCleartext: boolean
  /** Deadline of each single network step. */
  readonly timeoutMs: number
}

export type Security = 'ldaps' | 'starttls' | 'none'
export type ServerType = 'active-directory' | 'openldap'
export type ChosenServerType = ServerType | 'auto'

export const securities: readonly Security[] = ['ldaps', 'starttls', 'none']
export const chosenServerTypes: readonly ChosenServerType[] = ['auto', 'active-directory', 'openldap']

export const securityText: Readonly<Record<Security, string>> = {
  ldaps: 'LDAPS (encrypted from the first byte)',
  starttls: 'StartTLS (encrypted after a first plain step)',
  none: 'None (readable on the network)'
}

export const serverTypeText: Readonly<Record<ChosenServerType, string>> = {
  auto: 'Find out',
  'active-directory': 'Active Directory',
  openldap: 'OpenLDAP'
}

export const DEFAULT_TIMEOUT_SECONDS = 10

export function usualPort(security: Security): number {
  return security === 'ldaps' ? 636 : 389
}

export function usualUsernameField(serverType: ChosenServerType): string {
  return serverType === 'openldap' ? 'uid' : 'sAMAccountName'
}
