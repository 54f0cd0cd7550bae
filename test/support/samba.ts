import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync, closeSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { installLine, sambaPackages } from '../../scripts/debian-packages.mjs'
import { isRoot, shortTemporaryFolder } from '../../scripts/project-paths.mjs'
import { findProgram, runCommand } from '../../scripts/run-command.mjs'
import { isAlive } from '../../scripts/with-lock.mjs'
import { dieWithParent } from '../../scripts/die-with-parent.mjs'
import { listeningPort } from './free-ports.ts'
import {
  sambaAccounts,
  sambaAdministratorPassword,
  sambaDnsDomain,
  sambaGroups,
  sambaNetbiosName,
  sambaRealm,
  sambaServerName,
  sambaShortLockoutThreshold
} from './samba-accounts.ts'
import { attributeOf, bindTo, ldbAdd, ldbModify } from './samba-domain.ts'
import { seedChangesLdif, seedLdif } from './samba-seed.ts'

/** How to reach the domain controller; plain data, so that vitest can hand it from its global setup to the tests. */
export interface SambaFacts {
  /** `127.0.0.1`; it is not on the certificate, so connect with `serverName`. */
  readonly host: string
  /** The one name on the certificate: dc.corp.example.test. It resolves nowhere outside the namespace. */
  readonly serverName: string
  /** Stands for 389: a plain bind answers code 8; StartTLS works. */
  readonly ldapPort: number
  /** Stands for 636. */
  readonly ldapsPort: number
  /** Stands for 3268. */
  readonly globalCatalogPort: number
  /** Stands for 3269. */
  readonly globalCatalogTlsPort: number
  /** The authority that issued the server's certificate. */
  readonly caPem: string
  /** sam.ldb, for ldb-tools: goes past the server and its access rules. */
  readonly databasePath: string
}

export interface SambaServer extends AsyncDisposable {
  readonly facts: SambaFacts
  stop(): Promise<void>
}

const startLimitMs = 60_000

/**
 * Provisions, seeds (samba-accounts.ts) and starts a real Samba domain controller in a network namespace of its own, with its ports relayed
 * to free ones of 127.0.0.1. Takes some ten seconds: tests share one per run (`useSamba`). Everything ends with the process that
 * started it, however that ends. Throws with the line that installs what is missing.
 */
export async function startSamba(): Promise<SambaServer> {
  requirePrograms()
  await removeFoldersOfTheDead()
  const folder = await mkdtemp(join(shortTemporaryFolder(), `${folderPrefix}${process.pid}-`))
  try {
    const caPem = await provision(folder)
    const databasePath = join(folder, 'dc', 'private', 'sam.ldb')
    await seed(databasePath)
    const { child, ports } = await startInNamespace(folder)
    const [ldapPort = 0, ldapsPort = 0, globalCatalogPort = 0, globalCatalogTlsPort = 0] = ports
    const facts = {
      host: '127.0.0.1',
      serverName: sambaServerName,
      ldapPort,
      ldapsPort,
      globalCatalogPort,
      globalCatalogTlsPort,
      caPem,
      databasePath
    }
    await lockOut(facts)
    const stop = async (): Promise<void> => {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    }
    return { facts, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const folderPrefix = 'samba-dc-'

// Of a run that was killed; its processes went with it, its files stayed.
async function removeFoldersOfTheDead(): Promise<void> {
  const parent = shortTemporaryFolder()
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true })
  }
}

async function provision(folder: string): Promise<string> {
  // An own empty configuration, or the computer's /etc/samba/smb.conf would flow into the domain's.
  await writeFile(join(folder, 'base.conf'), '')
  await writeFile(join(folder, 'hosts'), `127.0.0.1 localhost ${sambaServerName} dc ${sambaDnsDomain}\n`)
  await mustSucceed('samba-tool', [
    'domain',
    'provision',
    `--configfile=${join(folder, 'base.conf')}`,
    `--targetdir=${join(folder, 'dc')}`,
    `--realm=${sambaRealm}`,
    `--domain=${sambaNetbiosName}`,
    '--host-name=dc',
    '--host-ip=127.0.0.1',
    `--adminpass=${sambaAdministratorPassword}`,
    '--server-role=dc',
    '--dns-backend=SAMBA_INTERNAL',
    '--option=interfaces=lo',
    '--option=bind interfaces only=yes'
  ])
  return installCertificate(join(folder, 'dc', 'private', 'tls'))
}

async function installCertificate(folder: string): Promise<string> {
  const authority = await makeAuthority({ commonName: 'Corp Example Test CA', key: 'rsa-2048' })
  const certificate = await issueCertificate(authority, { names: [sambaServerName], key: 'rsa-2048' })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'ca.pem'), authority.certificatePem)
  await writeFile(join(folder, 'cert.pem'), certificate.certificatePem)
  // Samba refuses a key that others can read.
  await writeFile(join(folder, 'key.pem'), certificate.keyPem, { mode: 0o600 })
  return authority.certificatePem
}

async function seed(databasePath: string): Promise<void> {
  await ldbAdd({ databasePath }, seedLdif())
  const sid = await attributeOf({ databasePath }, sambaGroups.primary, 'objectSid')
  await ldbModify({ databasePath }, seedChangesLdif(sid.slice(sid.lastIndexOf('-') + 1)))
}

async function startInNamespace(folder: string): Promise<{ child: ChildProcess; ports: number[] }> {
  const logFile = join(folder, 'samba.log')
  const log = openSync(logFile, 'a')
  // The process namespace makes the end certain: the kernel kills all in it with its first process.
  const namespaces = [
    '--net',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
    ...(isRoot() ? [] : ['--user', '--map-root-user'])
  ]
  const inside = [process.execPath, fileURLToPath(new URL('samba-namespace.ts', import.meta.url)), folder]
  const child = spawn(...dieWithParent('unshare', [...namespaces, ...inside]), {
    stdio: ['ignore', log, log, 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' }
  })
  closeSync(log)
  try {
    await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(startLimitMs) }), endedTooSoon(child)])
    const ports = []
    for (const port of [389, 636, 3268, 3269]) ports.push(await handOverListener(child, port))
    return { child, ports }
  } catch (error) {
    await end(child)
    throw new Error(`Samba did not start:\n${readFileSync(logFile, 'utf8').slice(-4000)}`, { cause: error })
  }
}

async function endedTooSoon(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`The domain controller ended with exit code ${code}`)
}

async function handOverListener(child: ChildProcess, port: number): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const ownPort = listeningPort(listener)
  await new Promise<void>((resolve, reject) => child.send(port, listener, (error) => (error === null ? resolve() : reject(error))))
  listener.close()
  return ownPort
}

async function lockOut(facts: SambaFacts): Promise<void> {
  for (let tries = 0; tries < sambaShortLockoutThreshold; tries += 1)
    await bindTo(facts, sambaAccounts.lockedOut.userPrincipalName, 'wrong')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function mustSucceed(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(program, args)
  if (code !== 0) throw new Error(`${program} ${args.slice(0, 2).join(' ')} failed (${code}):\n${output}`)
}

function requirePrograms(): void {
  const missing = ['samba', 'samba-tool', 'ldbadd', 'ldbmodify', 'ldbsearch', 'ip', 'unshare', 'mount'].filter(
    (name) => findProgram(name) === undefined
  )
  if (!isRoot())
    throw new Error('These tests need root: a domain controller has fixed ports, and gets a network namespace of its own for them.')
  if (missing.length > 0) throw new Error(`These tests need ${missing.join(', ')}. On Debian, as root: ${installLine(sambaPackages)}`)
}
