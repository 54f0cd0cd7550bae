import { checkADirectory, type CheckedDirectory, type DirectoryToCheck } from '../../support/check-a-directory.ts'
import { sambaAccounts, sambaUsersDn } from '../../support/samba-accounts.ts'
import type { SambaFacts } from '../../support/samba.ts'
import { lookupOf } from '../tls/tls-server.ts'

/** Said of every domain controller here: the library of Debian's Samba still offers TLS 1.0. */
export const offersOldTls = 'warn ldap.tls-opens ldap.tls.old-versions-offered'

/**
 * The whole ladder against the domain controller: LDAPS by its name, the reader, and a small part of the domain, unless told otherwise.
 * `findings` are without `offersOldTls`, which one scenario looks at.
 */
export async function checkSamba(samba: SambaFacts, settings: DirectoryToCheck = {}): Promise<CheckedDirectory> {
  const checked = await checkADirectory({
    host: samba.serverName,
    lookup: lookupOf(samba.serverName),
    port: samba.ldapsPort,
    security: 'ldaps',
    caPem: samba.caPem,
    publicAuthorities: [samba.caPem],
    serverType: 'active-directory',
    username: sambaAccounts.reader.userPrincipalName,
    password: sambaAccounts.reader.password,
    baseDn: sambaUsersDn,
    usernameField: 'sAMAccountName',
    timeoutMs: 20_000,
    ...settings
  })
  return { ...checked, findings: checked.findings.filter((finding) => finding !== offersOldTls) }
}
