import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { type SlapdOptions, type SlapdServer, startSlapd } from './slapd.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A small company in a real slapd, for the command line, with a folder for everything that is kept or written. */
export interface PreviewSlapd extends AsyncDisposable {
  readonly slapd: SlapdServer
  readonly caPem: string
  file(name: string): string
  /** The options of `check` that lead there. */
  readonly options: readonly string[]
  /** The password of the account, and the data folder. */
  readonly env: Readonly<Record<string, string>>
  /** The users of a site as a file. */
  users(users: readonly Readonly<Record<string, unknown>>[], name?: string): Promise<string>
}

export const suffix = 'dc=corp,dc=example,dc=test'

/** `anna`, `ben` and `carla` are in the group Staff, Carla by way of the group Guests; `dora` is in none. */
export const companyLdif = [
  ...['anna', 'ben', 'carla', 'dora'].map(personLdif),
  groupLdif('Staff', [`uid=anna,ou=people,${suffix}`, `uid=ben,ou=people,${suffix}`, `cn=Guests,ou=groups,${suffix}`]),
  groupLdif('Guests', [`uid=carla,ou=people,${suffix}`])
]

export function personLdif(uid: string): string {
  const name = uid.charAt(0).toUpperCase() + uid.slice(1)
  return [
    `dn: uid=${uid},ou=people,${suffix}`,
    'objectClass: inetOrgPerson',
    `uid: ${uid}`,
    `cn: ${name} Test`,
    `displayName: ${name} Test`,
    'sn: Test',
    `mail: ${uid}@corp.example`,
    ''
  ].join('\n')
}

export function groupLdif(name: string, members: readonly string[]): string {
  const lines = [`dn: cn=${name},ou=groups,${suffix}`, 'objectClass: groupOfNames', `cn: ${name}`]
  return [...lines, ...members.map((member) => `member: ${member}`), ''].join('\n')
}

/** A user whom the sync of the site manages. */
export function managedUser(id: number, uid: string, changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const name = uid.charAt(0).toUpperCase() + uid.slice(1)
  return {
    id,
    username: uid,
    name: `${name} Test`,
    email: `${uid}@corp.example`,
    disabled: false,
    externally_managed: true,
    authentication_method: 'none',
    sso_strategy_id: null,
    group_ids: '',
    ...changes
  }
}

export async function startPreviewSlapd(options: SlapdOptions = {}): Promise<PreviewSlapd> {
  const authority = await makeAuthority({ commonName: 'Preview Root' })
  const { certificatePem, keyPem } = await issueCertificate(authority, { names: ['localhost', '127.0.0.1'] })
  const slapd = await startSlapd({ certificate: { certificatePem, keyPem }, ldif: companyLdif, ...options })
  const folder = await temporaryFolder()
  const file = (name: string): string => join(folder.path, name)
  await writeFile(file('ca.pem'), authority.certificatePem)
  return {
    slapd,
    caPem: authority.certificatePem,
    file,
    options: [
      ...['--host', '127.0.0.1', '--port', String(slapd.ldapsPort), '--type', 'openldap', '--username', slapd.readerDn],
      ...['--base-dn', slapd.suffix, '--ca-file', file('ca.pem')]
    ],
    env: { ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword, ENTRA_SETUP_USER_DATA: file('data') },
    async users(users, name = 'users.json') {
      await writeFile(file(name), JSON.stringify(users))
      return file(name)
    },
    async [Symbol.asyncDispose]() {
      await slapd.stop()
      await folder[Symbol.asyncDispose]()
    }
  }
}
