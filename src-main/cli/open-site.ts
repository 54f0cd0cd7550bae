import { connectSite } from '../app/operations/connect-site.ts'
import { problem, type Problem } from '../core/errors.ts'
import { seen } from '../core/evidence.ts'
import { type Result, succeed } from '../core/result.ts'
import { Secret } from '../core/secret.ts'
import type { ConnectedSite, KeyStorage } from '../core/service/connected-site.ts'
import type { FilesService } from '../core/service/files-service.ts'
import { parseSiteAddress, type SiteAddress } from '../core/service/site-address.ts'
import type { SiteMemory } from '../core/service/site-memory.ts'
import type { CliPorts } from './create-cli-ports.ts'
import { askForPassword, readGivenPassword } from './passwords.ts'
import { badUsage, type Refusal, standsInTheWay } from './refusal.ts'
import { keySources, type SecretOptions, twoFromStandardInput } from './secret-sources.ts'
import type { Terminal } from './terminal.ts'

export interface SiteOptions extends SecretOptions {
  readonly site?: string | undefined
}

export interface OpenedSite {
  readonly address: SiteAddress
  readonly service: FilesService
  readonly connected: ConnectedSite
  /** As it was before and with what this look found. */
  readonly memory: SiteMemory
}

export interface HowToOpen {
  /** The site that a profile, plan or receipt names; `--site` may only say the same. */
  readonly named?: string | undefined
  readonly probeWrites?: boolean
  readonly keepKey?: boolean
}

/** Finds site and key, and looks at the site once. Only GET requests, unless `probeWrites`. */
export async function openSite(
  ports: CliPorts,
  options: SiteOptions,
  how: HowToOpen,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<OpenedSite, Refusal>> {
  const twice = twoFromStandardInput(options)
  if (twice !== undefined) return badUsage(twice)
  const address = siteAddress(ports, options, how.named)
  if (!address.ok) return address
  const found = await findKey(ports, options, address.value, terminal, signal)
  if (!found.ok) return found
  const remembered = ports.memory.read(address.value.host)
  const service = ports.services.open(address.value, found.value.key)
  const connected = await connectSite(
    ports,
    { address: address.value, service, probeWrites: how.probeWrites === true, remembered, keyStorage: { kind: 'not-stored' } },
    signal
  )
  if (!connected.ok) return standsInTheWay(connected.error)
  const keyStorage = await storageOf(ports, found.value, address.value, how.keepKey === true)
  const site = { ...connected.value, keyStorage }
  const memory = withoutSecrets(memoryOf(site, remembered, how.probeWrites === true), terminal)
  remember(ports, memory, terminal)
  return succeed({ address: address.value, service, connected: site, memory })
}

/** `--site`, what a file names, or the site that was connected last. */
export function siteAddress(ports: CliPorts, { site }: SiteOptions, named: string | undefined): Result<SiteAddress, Refusal> {
  const typed = site ?? named ?? lastSite(ports)?.origin
  if (typed === undefined) return badUsage('--site is missing, and no site has been connected from this computer yet.')
  const address = parseSiteAddress(typed)
  if (!address.ok) return badUsage(`--site: ${address.error}`)
  const other = named === undefined ? address : parseSiteAddress(named)
  if (other.ok && other.value.host === address.value.host) return address
  return standsInTheWay(problem('plan.profile.other-site', { profile: named ?? '', connected: address.value.host }))
}

/** What is known of a site after a run or a look; that it cannot be kept is no reason to stop. */
export function remember(ports: CliPorts, memory: SiteMemory, terminal: Terminal): void {
  const saved = ports.memory.save(memory)
  if (!saved.ok) terminal.err.lines(`Note: what is known of ${memory.site} now cannot be kept. ${saved.error.cause}`)
}

function lastSite(ports: CliPorts): SiteMemory | undefined {
  return [...ports.memory.list()].sort((a, b) => b.lastConnectedAt.localeCompare(a.lastConnectedAt))[0]
}

interface FoundKey {
  readonly key: Secret
  readonly isFromKeychain: boolean
}

async function findKey(
  ports: CliPorts,
  options: SiteOptions,
  { host }: SiteAddress,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<FoundKey, Refusal>> {
  const given = await readGivenPassword(keySources(options), terminal)
  if (!given.ok) return badUsage(given.error)
  if (given.value !== undefined) return keyOf(given.value, false, terminal)
  const stored = await ports.keychain.read({ kind: 'api-key', site: host })
  if (stored.ok && stored.value !== undefined) {
    terminal.redactor.register(stored.value)
    return keyOf(stored.value, true, terminal)
  }
  const noKeychain = stored.ok ? undefined : stored.error
  if (!terminal.isInteractive) return standsInTheWay(missingKey(host, noKeychain))
  if (noKeychain !== undefined) terminal.err.lines(`Note: ${noKeychain.cause}`)
  return keyOf(await askForPassword(`API key of ${host}`, terminal, signal), false, terminal)
}

/** A key has no spaces; what is copied from a page often brings some along. */
function keyOf(secret: Secret, isFromKeychain: boolean, terminal: Terminal): Result<FoundKey, Refusal> {
  const text = secret.reveal().trim()
  if (text === '') return badUsage('No API key was given.')
  if (/[^\u0021-\u007e]/.test(text)) return badUsage('The API key holds characters that no key has. Copy it again.')
  const key = new Secret(text)
  terminal.redactor.register(key)
  return succeed({ key, isFromKeychain })
}

function missingKey(host: string, noKeychain: Problem | undefined): Problem {
  return problem('service.key.missing', { host }, noKeychain === undefined ? [] : [seen('Keychain', noKeychain.cause)])
}

async function storageOf(ports: CliPorts, found: FoundKey, { host }: SiteAddress, keep: boolean): Promise<KeyStorage> {
  if (found.isFromKeychain) return { kind: 'keychain' }
  if (!keep) return { kind: 'not-stored' }
  const written = await ports.keychain.write({ kind: 'api-key', site: host }, found.key)
  return written.ok ? { kind: 'keychain' } : { kind: 'session-only', problem: written.error }
}

/** What the probe found earlier keeps the moment of that probe. */
function memoryOf(connected: ConnectedSite, before: SiteMemory | undefined, wasProbed: boolean): SiteMemory {
  const { site, origin, name, readAt, strategyWrites, key } = connected
  return {
    site,
    origin,
    name,
    who: key.who,
    lastConnectedAt: readAt,
    strategyWrites: wasProbed && strategyWrites !== 'not-asked' ? { answer: strategyWrites, at: readAt } : before?.strategyWrites,
    peopleLastTime: before?.peopleLastTime,
    ...(before?.scimTokensOf === undefined ? {} : { scimTokensOf: before.scimTokensOf })
  }
}

/** Names that people gave: somebody may have pasted a key into one. */
function withoutSecrets(memory: SiteMemory, { redactor }: Terminal): SiteMemory {
  return { ...memory, name: redactor.redactText(memory.name), who: redactor.redactText(memory.who) }
}
