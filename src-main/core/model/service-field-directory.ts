import type { ProfileDirectory } from '../profile/profile.ts'
import type { FieldValues } from '../service/service-facts.ts'
import {
  type ChosenServerType,
  DEFAULT_TIMEOUT_SECONDS,
  type DirectorySettings,
  usualPort,
  usualUsernameField
} from './directory-settings.ts'
import { valueOf } from './service-field-value.ts'

/**
 * The directory that the service is told to read, as this computer reaches it: the LDAP block of the site or of a single sign-on provider,
 * with the profile's own way there before it. `undefined` when no host is known.
 */
export function siteLdapAsDirectory(
  fields: FieldValues,
  directory?: ProfileDirectory,
  timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS
): DirectorySettings | undefined {
  const told = (name: string): string => textOf(fields, name)
  const host = directory?.host ?? told('ldap_host')
  if (host === '') return undefined
  const toldSecurity = valueOf(fields, 'ldap_secure') === false ? 'none' : 'ldaps'
  const security = directory?.security ?? toldSecurity
  const port = valueOf(fields, 'ldap_port')
  const serverType = serverTypes.get(told('ldap_type')) ?? 'auto'
  return {
    host,
    // The service's names of the others say nothing about how this computer gets there.
    backupHosts: directory?.host === undefined ? [told('ldap_host_2'), told('ldap_host_3')].filter((name) => name !== '') : [],
    // Told for one way of encrypting, a port is wrong for another.
    port: directory?.port ?? (security === toldSecurity && typeof port === 'number' ? port : usualPort(security)),
    security,
    serverType,
    username: told('ldap_username'),
    baseDn: told('ldap_base_dn'),
    usernameField: usernameFieldOf(fields),
    domain: told('ldap_domain').replace(/^@/, ''),
    ...(directory?.caPem === undefined ? {} : { caPem: directory.caPem }),
    allowCleartext: directory?.allowCleartext ?? false,
    timeoutMs: timeoutSeconds * 1000
  }
}

/** The user name field that the service goes by: the one it was told, or the usual one of that kind of directory. */
export function usernameFieldOf(fields: FieldValues): string {
  return textOf(fields, 'ldap_username_field') || usualUsernameField(serverTypes.get(textOf(fields, 'ldap_type')) ?? 'auto')
}

function textOf(fields: FieldValues, name: string): string {
  const value = valueOf(fields, name)
  return typeof value === 'string' ? value.trim() : ''
}

const serverTypes: ReadonlyMap<string, ChosenServerType> = new Map([
  ['active_directory', 'active-directory'],
  ['open_ldap', 'openldap']
])
