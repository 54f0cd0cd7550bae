import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { runCommand } from '../../scripts/run-command.mjs'
import { startSlapd } from '../support/slapd.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { compare, type Comparison, timed } from './compare.ts'

const PEOPLE = 5000
const GROUPS = 200
const MEMBERS = 50

/** The whole ladder by the command line against slapd over LDAPS; the reference proves the same by ldapsearch: root entry, who am I, base, people, groups. */
export async function ladderBench(pairs: number): Promise<Comparison> {
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['localhost', '127.0.0.1'], key: 'rsa-2048' })
  await using folder = await temporaryFolder()
  await using slapd = await startSlapd({
    certificate,
    ldif: company(),
    logging: 'off'
  })
  await mkdir(folder.path, { recursive: true })
  const caFile = join(folder.path, 'ca.pem')
  const passwordFile = join(folder.path, 'password')
  await writeFile(caFile, authority.certificatePem)
  await writeFile(passwordFile, slapd.readerPassword, { mode: 0o600 })
  const port = String(slapd.ldapsPort ?? 0)
  const env = { ...process.env, LDAPTLS_CACERT: caFile }
  const signedIn = ['-H', `ldaps://127.0.0.1:${port}`, '-x', '-D', slapd.readerDn, '-y', passwordFile]
  const search = ['-LLL', '-E', 'pr=1000/noprompt', ...signedIn]
  const proofs: readonly (readonly [string, readonly string[]])[] = [
    ['ldapsearch', ['-LLL', '-H', `ldaps://127.0.0.1:${port}`, '-x', '-s', 'base', '-b', '', '*', '+']],
    ['ldapwhoami', signedIn],
    ['ldapsearch', ['-LLL', ...signedIn, '-s', 'base', '-b', slapd.suffix, 'objectClass']],
    ['ldapsearch', [...search, '-b', slapd.suffix, '(objectClass=person)', 'uid', 'mail', 'displayName', 'cn', 'givenName', 'sn']],
    ['ldapsearch', [...search, '-b', slapd.suffix, '(objectClass=groupOfNames)', 'cn', 'member']]
  ]
  const ladder = [
    'out/main/cli.js',
    'check',
    '--json',
    '--host',
    '127.0.0.1',
    '--port',
    port,
    '--username',
    slapd.readerDn,
    '--password-file',
    passwordFile,
    '--base-dn',
    slapd.suffix,
    '--username-field',
    'uid',
    '--ca-file',
    caFile
  ]

  return await compare(
    {
      name: `full ladder against slapd over LDAPS (${String(PEOPLE)} people, ${String(GROUPS)} groups) / the five ldapsearch commands that prove the same`,
      ours: () => timed(() => succeed(process.execPath, ladder, env)),
      reference: () =>
        timed(async () => {
          for (const [command, args] of proofs) await succeed(command, args, env)
        })
    },
    pairs
  )
}

async function succeed(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runCommand(command, args, { env, cwd: projectRoot })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${output.slice(-2000)}`)
}

function company(): string {
  const base = 'dc=corp,dc=example,dc=test'
  const person = (index: number): string => `uid=u${String(index)},ou=people,${base}`
  const people = Array.from({ length: PEOPLE }, (_, index) =>
    [
      `dn: ${person(index)}`,
      'objectClass: inetOrgPerson',
      `uid: u${String(index)}`,
      `cn: Person ${String(index)}`,
      `sn: ${String(index)}`,
      'givenName: Person',
      `displayName: Person ${String(index)}`,
      `mail: u${String(index)}@corp.example.test`
    ].join('\n')
  )
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    [
      `dn: cn=g${String(group)},ou=groups,${base}`,
      'objectClass: groupOfNames',
      `cn: g${String(group)}`,
      ...Array.from({ length: MEMBERS }, (_, member) => `member: ${person((group * MEMBERS + member) % PEOPLE)}`)
    ].join('\n')
  )
  return [...people, ...groups].join('\n\n')
}
