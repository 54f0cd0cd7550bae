import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync, closeSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { installLine, sambaPackages } from '../../scripts/debian-packages.mjs'
import { isRoot, shortTemporaryFolder } from '../../scripts/project-paths.mjs'
import { findProgram } from '../../scripts/run-command.mjs'
import { dieWithParent } from '../../scripts/die-with-parent.mjs'
import { listeningPort } from './free-ports.ts'
import { sambaAccounts, sambaDnsDomain, sambaServerName, sambaShortLockoutThreshold } from './samba-accounts.ts'
import { ownFolder } from './own-folder.ts'
import { bindTo } from './samba-domain.ts'
import { copyDomain } from './samba-template.ts'

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

const startLimitMs = 120_000

/**
 * Starts a real Samba domain controller, filled as samba-accounts.ts says, in a network namespace of its own, with its ports relayed to free
 * ones of 127.0.0.1. Takes three seconds, or some ten when the domain has to be made: tests share one per run (`useSamba`). Everything ends with the process that
 * started it, however that ends. Throws with the line that installs what is missing.
 */
export async function startSamba(): Promise<SambaServer> {
  requirePrograms()
  const folder = await ownFolder(shortTemporaryFolder(), 'samba-dc')
  try {
    await copyDomain(folder)
    const databasePath = join(folder, 'dc', 'private', 'sam.ldb')
    const caPem = await installCertificate(join(folder, 'dc', 'private', 'tls'))
    await writeFile(join(folder, 'hosts'), `127.0.0.1 localhost ${sambaServerName} dc ${sambaDnsDomain}\n`)
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

async function installCertificate(folder: string): Promise<string> {
  const authority = await makeAuthority({ commonName: 'Corp Example Test CA', key: 'rsa-2048' })
  const certificate = await issueCertificate(authority, { names: [sambaServerName], key: 'rsa-2048' })
  await writeFile(join(folder, 'ca.pem'), authority.certificatePem)
  await writeFile(join(folder, 'cert.pem'), certificate.certificatePem)
  // Samba refuses a key that others can read.
  await writeFile(join(folder, 'key.pem'), certificate.keyPem, { mode: 0o600 })
  return authority.certificatePem
}

async function startInNamespace(folder: string): Promise<{ child: ChildProcess; ports: number[] }> {
  const logFile = join(folder, 'samba.log')
  const log = openSync(logFile, 'a')
  // The process namespace makes the end certain: the kernel kills all in it with its first process.
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
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
  await once(child, 'exit')
  throw new Error(`The domain controller ended with exit code ${child.exitCode}`)
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

function requirePrograms(): void {
  const missing = ['samba', 'samba-tool', 'ldbadd', 'ldbmodify', 'ldbsearch', 'ip', 'unshare', 'mount'].filter(
    (name) => findProgram(name) === undefined
  )
  if (!isRoot())
    throw new Error('These tests need root: a domain controller has fixed ports, and gets a network namespace of its own for them.')
  if (missing.length > 0) throw new Error(`These tests need ${missing.join(', ')}. On Debian, as root: ${installLine(sambaPackages)}`)
}
