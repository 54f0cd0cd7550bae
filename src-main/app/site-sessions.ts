import { type Problem, problem } from '../core/errors.ts'
import { seen } from '../core/evidence.ts'
import type { KeychainPort } from '../core/ports/secrets.ts'
import type { SiteMemoryPort } from '../core/ports/store.ts'
import type { Redactor } from '../core/redact.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import type { Secret } from '../core/secret.ts'
import type { ConnectedSite } from '../core/service/connected-site.ts'
import type { FilesService, FilesServicePort } from '../core/service/files-service.ts'
import type { SiteAddress } from '../core/service/site-address.ts'
import type { SiteMemory } from '../core/service/site-memory.ts'

/** What is known of a session's site beyond this moment: from the file, or for a practice site, which no file knows, from its last look. */
export function memoryOf(session: SiteSession, memory: SiteMemoryPort): SiteMemory | undefined {
  const { address, connected, isPractice } = session
  if (!isPractice || connected === undefined) return memory.read(address.host)
  const { site, origin, name, readAt, strategyWrites } = connected
  return {
    site,
    origin,
    name,
    who: connected.key.who,
    lastConnectedAt: readAt,
    strategyWrites: strategyWrites === 'not-asked' ? undefined : { answer: strategyWrites, at: readAt },
    peopleLastTime: undefined
  }
}

/** A site that can be talked to: its key stays in this process. */
export interface SiteSession {
  readonly address: SiteAddress
  readonly key: Secret
  readonly service: FilesService
  /** Gone with the application, and never remembered. */
  readonly isPractice: boolean
  /** What the last look at the site found; absent while nobody has looked since the start. */
  readonly connected: ConnectedSite | undefined
}

export interface SiteSessions {
  /** A session with this key, which is not kept until `keep`. */
  open(address: SiteAddress, key: Secret, isPractice: boolean): SiteSession
  keep(session: SiteSession): void
  /** The session of a site, made from the remembered address and the keychain when this process has none yet. */
  find(site: string): Promise<Result<SiteSession, Problem>>
  has(site: string): boolean
  /** The session of a site that `find` or `keep` has brought already. */
  known(site: string): SiteSession | undefined
  forget(site: string): void
}

interface SessionPorts {
  readonly services: FilesServicePort
  readonly keychain: KeychainPort
  readonly memory: SiteMemoryPort
  readonly redactor: Redactor
}

export function createSiteSessions(ports: SessionPorts): SiteSessions {
  const sessions = new Map<string, SiteSession>()

  function open(address: SiteAddress, key: Secret, isPractice: boolean): SiteSession {
    ports.redactor.register(key)
    return { address, key, service: ports.services.open(address, key), isPractice, connected: undefined }
  }

  return {
    open,
    keep: (session) => void sessions.set(session.address.host, session),
    async find(site) {
      const known = sessions.get(site)
      if (known !== undefined) return succeed(known)
      const remembered = ports.memory.read(site)
      if (remembered === undefined) return fail(problem('service.site.not-connected', {}))
      const key = await ports.keychain.read({ kind: 'api-key', site })
      // Whether the keychain is empty or cannot be used: there is no key, and it has to be typed.
      if (!key.ok || key.value === undefined)
        return fail(problem('service.key.missing', { host: site }, key.ok ? [] : [seen('Keychain', key.error.cause)]))
      const session = open({ origin: remembered.origin, host: site }, key.value, false)
      sessions.set(site, session)
      return succeed(session)
    },
    has: (site) => sessions.has(site),
    known: (site) => sessions.get(site),
    forget: (site) => void sessions.delete(site)
  }
}
