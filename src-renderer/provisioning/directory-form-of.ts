import { type DirectoryForm, emptyDirectoryForm } from '../../src-main/core/model/directory-form.ts'
import { siteLdapAsDirectory } from '../../src-main/core/model/service-field-directory.ts'
import type { ProfileDirectory } from '../../src-main/core/profile/profile.ts'
import type { FieldValues } from '../../src-main/core/service/service-facts.ts'

/** The LDAP block of a provider as the Directory screen takes it; undefined when it names no host. */
export function directoryFormOf(fields: FieldValues, way: ProfileDirectory | undefined): DirectoryForm | undefined {
  const directory = siteLdapAsDirectory(fields, way)
  if (directory === undefined) return undefined
  const { host, backupHosts, port, security, serverType, username, baseDn, usernameField, domain, caPem, allowCleartext } = directory
  return {
    ...emptyDirectoryForm,
    host,
    backupHost1: backupHosts[0] ?? '',
    backupHost2: backupHosts[1] ?? '',
    port: String(port),
    security,
    serverType,
    username,
    baseDn,
    usernameField,
    domain,
    caPem: caPem ?? '',
    caFileName: caPem === undefined ? '' : 'Certificates of the profile',
    allowCleartext
  }
}
