import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { installLine, openLdapPackages } from '../../scripts/debian-packages.mjs'
import { shortTemporaryFolder } from '../../scripts/project-paths.mjs'
import { findProgram, runCommand } from '../../scripts/run-command.mjs'
import { dieWithParent } from '../../scripts/die-with-parent.mjs'
import { freePorts } from './free-ports.ts'
import { ownFolder } from './own-folder.ts'
import { baseLdif, slapdConfig, type SlapdIdentity } from './slapd-config.ts'

export type TlsVersion = '1.0' | '1.1' | '1.2' | '1.3'

export interface SlapdOptions {
  /** Default `dc=corp,dc=example,dc=test`. Begins with `dc=`, `o=` or `ou=`; the entry itself, `ou=people` and `ou=groups` below it are made. */
  readonly suffix?: string
  /** LDIF texts loaded before the server answers (by slapadd; with `memberOf` by ldapadd, so that the overlay sees them). */
  readonly ldif?: string | readonly string[]
  /**
   * Turns on LDAPS (its own port) and StartTLS. `chainPem` is sent after the certificate. `caPem` is what the server itself trusts; when it
   * holds the issuer and there is no `chainPem`, GnuTLS sends that issuer along, so leave it out to play a server with an incomplete chain.
   */
  readonly certificate?: { readonly certificatePem: string; readonly keyPem: string; readonly chainPem?: string; readonly caPem?: string }
  /** The only TLS versions the server speaks. Default: what its library allows (1.2 and 1.3 on Debian 12). */
  readonly tlsVersions?: readonly TlsVersion[]
  /** A `security` directive, as `ssf=128`, `tls=1` (everything needs TLS) or `simple_bind=128` (only binds do): less answers code 13. */
  readonly security?: string
  /** The most entries the reader gets from one search: code 4 beyond. A number limits paged searches to the same total. Default: no limit. */
  readonly readerSizeLimit?:
    | number
    | { readonly soft: number | 'unlimited'; readonly hard: number | 'unlimited'; readonly pagedTotal: number | 'unlimited' | 'disabled' }
  /** Keeps `memberOf` on people (overlay memberof, groupOfNames). Default false, as on most servers. */
  readonly memberOf?: boolean
  /** Attributes of the default policy of overlay ppolicy, as `{ pwdMaxFailure: '3', pwdLockout: 'TRUE' }`. A locked account answers like a wrong password, plus the ppolicy control. */
  readonly passwordPolicy?: Readonly<Record<string, string>>
  /** `refused`: anonymous binds give code 48 (inappropriateAuthentication), unauthenticated operations code 8 (strongerAuthRequired). Default `allowed`. */
  readonly anonymous?: 'allowed' | 'refused'
  /** slapd.conf `access to` rules instead of: everyone reads everything but `userPassword`. */
  readonly accessRules?: string
  /** Schema files by name; default core, cosine, inetorgperson, nis. Debian also has `msuser` (sAMAccountName and its family), `dyngroup`, `misc`, ... */
  readonly schemas?: readonly string[]
  /** slapd.conf lines before the database, as `referral ldap://other.test` or an own `attributetype`. */
  readonly globalConfig?: string
  /** slapd.conf lines at the end of the database section, as further overlays or `timelimit 1`. */
  readonly databaseConfig?: string
  /** `operations` (default) keeps one line per connection, bind and search for `log()`; `off` is for measuring. */
  readonly logging?: 'operations' | 'off'
}

export interface SlapdServer extends AsyncDisposable {
  /** `127.0.0.1`. */
  readonly host: string
  readonly port: number
  /** Only with a certificate. */
  readonly ldapsPort: number | undefined
  /** `ldap://host:port`. */
  readonly url: string
  /** `ldapi://...`: a unix socket that `security` lets through; for ldap-utils only. */
  readonly controlUrl: string
  readonly suffix: string
  readonly peopleDn: string
  readonly groupsDn: string
  readonly rootDn: string
  readonly rootPassword: string
  /** An ordinary account: the one a customer would give us. */
  readonly readerDn: string
  readonly readerPassword: string
  readonly pid: number
  /** Adds entries, or applies changes when the LDIF says `changetype:`. Throws with ldapmodify's words. */
  add(ldif: string): Promise<void>
  /** What slapd has logged so far: `conn=1000 op=0 BIND dn="..." method=128`, `... RESULT tag=97 err=49 ...`. */
  log(): string
  stop(): Promise<void>
}

const startLimitMs = 10_000
const logLimit = 10_000_000

/**
 * Starts an OpenLDAP server of its own: temporary folder, free ports on 127.0.0.1, own configuration.
 * Throws with the line that installs slapd when it is missing, and with slapd's own words when it does not start.
 */
export async function startSlapd(options: SlapdOptions = {}): Promise<SlapdServer> {
  const program = requiredProgram('slapd')
  const folder = await ownFolder(shortTemporaryFolder(), 'slapd')
  try {
    const suffix = options.suffix ?? 'dc=corp,dc=example,dc=test'
    const identity = { folder, suffix, rootDn: `cn=root,${suffix}`, rootPassword: 'Root-Secret-1', readerDn: `cn=reader,${suffix}` }
    await prepare(program, identity, options)
    const server = await startOnFreePorts(program, identity, options)
    if (options.memberOf === true) for (const ldif of ldifTexts(options)) await server.add(ldif)
    return server
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const readerPassword = 'Reader-Secret-1'

async function prepare(program: string, identity: SlapdIdentity, options: SlapdOptions): Promise<void> {
  const inFolder = (name: string): string => join(identity.folder, name)
  await mkdir(inFolder('data'))
  if (options.certificate !== undefined) {
    const { certificatePem, keyPem, chainPem = '', caPem } = options.certificate
    await writeFile(inFolder('certificate.pem'), certificatePem + chainPem)
    await writeFile(inFolder('key.pem'), keyPem, { mode: 0o600 })
    if (caPem !== undefined) await writeFile(inFolder('ca.pem'), caPem)
  }
  const usesGnuTls = options.tlsVersions !== undefined && (await runCommand('ldd', [program])).stdout.includes('gnutls')
  await writeFile(inFolder('slapd.conf'), slapdConfig(identity, options, usesGnuTls))
  await mustSucceed(program, ['-Ttest', '-u', '-f', inFolder('slapd.conf')])
  // With the memberof overlay the entries are added later through the server: slapadd goes past overlays.
  const texts = [baseLdif(identity, readerPassword, options), ...(options.memberOf === true ? [] : ldifTexts(options))]
  await mustSucceed(program, ['-Tadd', '-q', '-f', inFolder('slapd.conf')], texts.join('\n\n'))
}

function ldifTexts(options: SlapdOptions): readonly string[] {
  if (options.ldif === undefined) return []
  return typeof options.ldif === 'string' ? [options.ldif] : options.ldif
}

// Another process may take a port between our look and slapd's bind; then slapd ends at once, and we look again.
async function startOnFreePorts(program: string, identity: SlapdIdentity, options: SlapdOptions): Promise<SlapdServer> {
  for (let tries = 1; ; tries += 1) {
    const [port = 0, tlsPort = 0] = await freePorts(2)
    const ldapsPort = options.certificate === undefined ? undefined : tlsPort
    const socketPath = join(identity.folder, 'ldapi')
    const controlUrl = `ldapi://${encodeURIComponent(socketPath)}`
    const urls = [`ldap://127.0.0.1:${port}`, ...(ldapsPort === undefined ? [] : [`ldaps://127.0.0.1:${ldapsPort}`]), controlUrl]
    const level = options.logging === 'off' ? '0' : 'stats'
    const child = spawn(...dieWithParent(program, ['-f', join(identity.folder, 'slapd.conf'), '-h', urls.join(' '), '-d', level]), {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let logged = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (logged.length < logLimit) logged += text
    })
    try {
      await untilItAnswers(child, socketPath, () => logged)
    } catch (error) {
      await end(child)
      if (tries < 5 && /bind.*(Address already in use|errno=98)/i.test(logged)) continue
      throw error
    }
    return describe(child, identity, { port, ldapsPort, controlUrl }, () => logged)
  }
}

function describe(
  child: ChildProcess,
  identity: SlapdIdentity,
  listening: { readonly port: number; readonly ldapsPort: number | undefined; readonly controlUrl: string },
  log: () => string
): SlapdServer {
  const { folder, suffix, rootDn, rootPassword, readerDn } = identity
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  const add = async (ldif: string): Promise<void> => {
    await mustSucceed('ldapmodify', ['-a', '-x', '-H', listening.controlUrl, '-D', rootDn, '-w', rootPassword], ldif)
  }
  return {
    host: '127.0.0.1',
    ...listening,
    url: `ldap://127.0.0.1:${listening.port}`,
    suffix,
    peopleDn: `ou=people,${suffix}`,
    groupsDn: `ou=groups,${suffix}`,
    rootDn,
    rootPassword,
    readerDn,
    readerPassword,
    pid: child.pid ?? 0,
    add,
    log,
    stop,
    [Symbol.asyncDispose]: stop
  }
}

// The unix socket lies in our own folder, so whoever answers there is our slapd; and slapd listens on all its addresses before it answers on any.
async function untilItAnswers(child: ChildProcess, socketPath: string, log: () => string): Promise<void> {
  const deadline = Date.now() + startLimitMs
  while (!(await answersBind(socketPath))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`slapd ended while starting:\n${log()}`)
    if (Date.now() > deadline) throw new Error(`slapd did not answer within ${startLimitMs} ms:\n${log()}`)
    await delay(2)
  }
}

// An anonymous bind in BER (RFC 4511, 4.2). Any answer will do, a refusal too.
const anonymousBind = Buffer.from('300c020101600702010304008000', 'hex')

function answersBind(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => socket.write(anonymousBind))
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  // Nothing in its folder is worth an orderly end, which would wait for open connections.
  child.kill('SIGKILL')
  await ended
}

async function mustSucceed(program: string, args: readonly string[], input?: string): Promise<void> {
  const { code, output } = await runCommand(program, args, input === undefined ? {} : { input })
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} failed (${code}):\n${output}`)
}

function requiredProgram(name: string): string {
  const program = findProgram(name)
  if (program === undefined) throw new Error(`These tests need a real ${name}. On Debian, as root: ${installLine(openLdapPackages)}`)
  return program
}
