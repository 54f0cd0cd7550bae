import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { neverCancelled } from '../../src-main/core/cancel.ts'
import { groupAttributes, groupsFilter, peopleAttributes, peopleFilter } from '../../src-main/core/directory/filters.ts'
import type { DirectorySettings } from '../../src-main/core/model/directory-settings.ts'
import type { BulkRequest, BulkSink } from '../../src-main/core/ports/bulk-directory.ts'
import { Secret } from '../../src-main/core/secret.ts'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../scripts/run-command.mjs'
import { startSlapd, type SlapdServer } from '../support/slapd.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { compare, type Comparison, timed } from './compare.ts'
import { generateDirectory } from './directory-generator.ts'

export interface BulkBenchOptions {
  readonly users: number
  readonly groups: number
  readonly connections: BulkRequest['connections']
  readonly security: 'ldaps' | 'none'
}

/**
 * People and groups read in bulk, in a process of our own whose time counts from the first connection on; the reference is ldapsearch of the same
 * attributes, people and then groups, pages of 1,000. The most memory of ours stands in the name.
 */
export async function bulkReaderBench(
  pairs: number,
  { users, groups, connections, security }: BulkBenchOptions = { users: 100_000, groups: 5_000, connections: 2, security: 'ldaps' }
): Promise<Comparison> {
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], key: 'rsa-2048' })
  await using folder = await temporaryFolder()
  await using slapd = await startSlapd({
    certificate,
    ldif: entriesOf(users, groups),
    logging: 'off'
  })
  await mkdir(folder.path, { recursive: true })
  const caFile = join(folder.path, 'ca.pem')
  await writeFile(caFile, authority.certificatePem)
  const settings = settingsFor(slapd, security, authority.certificatePem)
  const peaksMb: number[] = []
  const comparison = await compare(
    {
      name: `bulk reading of ${String(users)} people and ${String(groups)} groups (${security}, ${String(connections)} connections) / ldapsearch of the same`,
      ours: async () => {
        const read = await readInOwnProcess({ settings, password: slapd.readerPassword, connections })
        if (read.people !== users || read.groups !== groups || read.end !== 'complete')
          throw new Error(`Not all was read: ${JSON.stringify(read)}`)
        peaksMb.push(read.peakMemoryMb)
        return read.milliseconds
      },
      reference: () => timed(() => ldapsearchBoth(slapd, settings, caFile))
    },
    pairs
  )
  return { ...comparison, name: `${comparison.name} (peak memory ${String(Math.max(...peaksMb))} MB)` }
}

interface OwnReading {
  readonly settings: DirectorySettings
  readonly password: string
  readonly connections: BulkRequest['connections']
}

interface ReadOnce {
  readonly milliseconds: number
  readonly people: number
  readonly groups: number
  readonly parts: number
  readonly end: string
  readonly peakMemoryMb: number
}

/** Runs in the process of its own: reads everything once and prints what it took. */
export async function readOnce({ settings, password, connections }: OwnReading): Promise<void> {
  let group = 0
  const sink: BulkSink = {
    person: () => undefined,
    group: () => (group += 1),
    members: () => undefined,
    progress: () => undefined
  }
  const request: BulkRequest = {
    settings,
    password: new Secret(password),
    people: { filter: peopleFilter('openldap', undefined), attributes: peopleAttributes('uid', 'openldap') },
    groups: { filter: groupsFilter('openldap'), attributes: groupAttributes('openldap') },
    connections
  }
  const startedMs = performance.now()
  const result = await createBulkDirectory().read(request, sink, neverCancelled)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const { people, groups, parts, end } = result.value
  const milliseconds = performance.now() - startedMs
  const peakMemoryMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ milliseconds, people, groups, parts, end: end.kind, peakMemoryMb } satisfies ReadOnce))
}

async function readInOwnProcess(reading: OwnReading): Promise<ReadOnce> {
  const program = `import { readOnce } from ${JSON.stringify(import.meta.url)}; await readOnce(JSON.parse(process.argv[1]))`
  const stdout = await succeed(projectNode(), ['--input-type=module', '-e', program, JSON.stringify(reading)])
  return JSON.parse(stdout) as ReadOnce
}

async function ldapsearchBoth(slapd: SlapdServer, { security, port }: DirectorySettings, caFile: string): Promise<void> {
  const url = `${security === 'ldaps' ? 'ldaps' : 'ldap'}://${slapd.host}:${String(port)}`
  const signedIn = [
    '-LLL',
    '-o',
    'ldif-wrap=no',
    '-E',
    'pr=1000/noprompt',
    '-H',
    url,
    '-x',
    '-D',
    slapd.readerDn,
    '-w',
    slapd.readerPassword
  ]
  const search = async (filter: string, attributes: readonly string[]): Promise<void> => {
    const command = ['ldapsearch', ...signedIn, '-b', slapd.suffix, filter, ...attributes]
    await succeed('sh', ['-c', '"$@" > /dev/null', 'sh', ...command], { ...process.env, LDAPTLS_CACERT: caFile })
  }
  await search(peopleFilter('openldap', undefined), peopleAttributes('uid', 'openldap'))
  await search(groupsFilter('openldap'), groupAttributes('openldap'))
}

function settingsFor(slapd: SlapdServer, security: 'ldaps' | 'none', caPem: string): DirectorySettings {
  return {
    host: slapd.host,
    backupHosts: [],
    port: security === 'ldaps' ? (slapd.ldapsPort ?? 0) : slapd.port,
    security,
    serverType: 'openldap',
    username: slapd.readerDn,
    baseDn: slapd.suffix,
    usernameField: 'uid',
    domain: '',
    caPem,
    allowCleartext: true,
    timeoutMs: 30_000
  }
}

/** Without the entries that every slapd of the tests has by itself. */
function entriesOf(users: number, groups: number): string {
  const parts: string[] = []
  generateDirectory({ users, groups }, (ldif) => {
    if (!ldif.includes('objectClass: dcObject')) parts.push(ldif)
  })
  return parts.join('')
}

async function succeed(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { code, output, stdout } = await runCommand(command, args, { cwd: projectRoot, env })
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output.slice(-2000)}`)
  return stdout
}
