import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startSlapd, type SlapdServer } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type DirectoryCounts, generateDirectory } from '../directory-generator.ts'

/** A real slapd over LDAPS with the generator's data, and the site's users in a file. */
export interface BenchWorld extends AsyncDisposable {
  readonly slapd: SlapdServer
  readonly settings: DirectorySettings
  readonly password: string
  readonly usersFile: string
  readonly caFile: string
  readonly folder: string
  readonly counts: DirectoryCounts
}

export interface WorldSize {
  readonly users: number
  readonly groups: number
  readonly seed: number
}

export const LARGE: WorldSize = { users: 100_000, groups: 5_000, seed: 42 }
export const SMALL: WorldSize = { users: 10_000, groups: 500, seed: 43 }

export async function startBenchWorld({ users, groups, seed }: WorldSize): Promise<BenchWorld> {
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], key: 'rsa-2048' })
  const ldif: string[] = []
  const made = generateDirectory({ users, groups, seed }, (text) => {
    // The entries that every slapd of the tests has by itself.
    if (!text.includes('objectClass: dcObject')) ldif.push(text)
  })
  const folder = await temporaryFolder()
  await mkdir(folder.path, { recursive: true })
  const slapd = await startSlapd({ certificate, ldif: ldif.join(''), logging: 'off' })
  const inFolder = (name: string): string => join(folder.path, name)
  await writeFile(inFolder('users.json'), JSON.stringify(made.siteUsers))
  await writeFile(inFolder('ca.pem'), authority.certificatePem)
  return {
    slapd,
    settings: {
      host: slapd.host,
      backupHosts: [],
      port: slapd.ldapsPort ?? 0,
      security: 'ldaps',
      serverType: 'openldap',
      username: slapd.readerDn,
      baseDn: slapd.suffix,
      usernameField: 'uid',
      domain: '',
      caPem: authority.certificatePem,
      allowCleartext: false,
      timeoutMs: 60_000
    },
    password: slapd.readerPassword,
    usersFile: inFolder('users.json'),
    caFile: inFolder('ca.pem'),
    folder: folder.path,
    counts: made.counts,
    async [Symbol.asyncDispose]() {
      await slapd.stop()
      await folder[Symbol.asyncDispose]()
    }
  }
}
