import type { ProbePorts } from '../../../src-main/app/probes/create-host-probes.ts'
import { Cancelled, type CancelSignal } from '../../../src-main/core/cancel.ts'
import type { ConnectAnswer, DirectoryEntry, LdapFailure, NameAnswer } from '../../../src-main/core/model/directory-facts.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { TlsLook } from '../../../src-main/core/model/tls-facts.ts'
import type { BindAnswer, DirectorySession } from '../../../src-main/core/ports/directory.ts'
import { fail, type Result, succeed } from '../../../src-main/core/result.ts'
import { certificate, openedTls, settings } from '../core/checks/fake-probes.ts'
import { entry, searchAnswer } from '../core/directory/fake-session.ts'

/** The moment at which every test runs. */
export const nowMs = Date.parse('2026-11-21T12:00:00.000Z')

export const domain = 'DC=corp,DC=example'

/** How one host behaves; a healthy domain controller unless a test says otherwise. */
export interface FakeHost {
  readonly name?: NameAnswer
  readonly connect?: (address: string, port: number) => ConnectAnswer
  readonly tls?: TlsLook
  readonly bind?: (name: string, password: string) => Result<BindAnswer, LdapFailure>
  readonly session?: Partial<DirectorySession>
  readonly people?: readonly DirectoryEntry[]
  readonly rootDse?: Readonly<Record<string, string | readonly string[]>>
  /** Called before anything is asked of a session of this host. */
  readonly onAsked?: (what: string) => void
}

export interface FakeWorld {
  readonly ports: ProbePorts
  /** `verified dc1.corp.example`, in order. */
  readonly opened: string[]
  /** `dc1.corp.example svc-files@corp.example Correct-Horse-1`: everything that a server got to see of passwords. */
  readonly binds: string[]
  /** How many sessions are open at this moment. */
  openSessions(): number
}

export const worldSettings: DirectorySettings = { ...settings, host: 'dc1.corp.example', backupHosts: [] }

export function fakeWorld(hosts: Readonly<Record<string, FakeHost>>): FakeWorld {
  const opened: string[] = []
  const binds: string[] = []
  const open = new Set<DirectorySession>()
  const hostOf = (host: string): FakeHost => hosts[host] ?? {}
  let clockMs = 0

  const ports: ProbePorts = {
    network: {
      resolve: async (host) => hostOf(host).name ?? { kind: 'resolved', ipv4: ['203.0.113.5'], ipv6: [], isLiteral: false },
      resolveService: async () => [],
      connect: async (address, port) =>
        Object.values(hosts)
          .map((host) => host.connect?.(address, port))
          .find((answer) => answer !== undefined) ?? { kind: 'connected', address, port, durationMs: 1 }
    },
    tls: { look: async ({ host }) => hostOf(host).tls ?? tlsFor(host) },
    directory: {
      async open({ host }, trust, signal) {
        opened.push(`${trust} ${host}`)
        const session = sessionOf(host, hostOf(host), binds, signal, () => open.delete(session))
        open.add(session)
        return succeed(session)
      }
    },
    clock: { now: () => nowMs, monotonicMs: () => (clockMs += 1) }
  }
  return { ports, opened, binds, openSessions: () => open.size }
}

/** TLS of a server whose certificate names it. */
export function tlsFor(host: string): TlsLook {
  const named = { ...certificate, names: [{ kind: 'dns', value: host }] } as const
  return { ...openedTls, chain: { ...openedTls.chain, certificates: [named, ...openedTls.chain.certificates.slice(1)] } }
}

export function person(name: string, attributes: Readonly<Record<string, string>> = {}): DirectoryEntry {
  return entry(`CN=${name},${domain}`, {
    sAMAccountName: name,
    mail: `${name}@corp.example`,
    displayName: name,
    primaryGroupID: '513',
    ...attributes
  })
}

/** Active Directory's answer to a wrong password. */
export const wrongPassword: LdapFailure = {
  kind: 'result',
  code: 49,
  name: 'invalidCredentials',
  text: '80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v4563',
  matchedDn: '',
  subCode: '52e'
}

function sessionOf(host: string, behaviour: FakeHost, binds: string[], signal: CancelSignal, onClose: () => void): DirectorySession {
  const people = behaviour.people ?? [person('ada'), person('bob')]
  const asked = <A extends readonly unknown[], T>(what: string, answer: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      behaviour.onAsked?.(what)
      // As the real one: a socket that is gone answers nobody.
      if (signal.aborted) throw new Cancelled()
      return answer(...args)
    }
  }
  const session: DirectorySession = {
    bind: async (name, password) => {
      binds.push(`${host} ${name} ${password.reveal()}`)
      return behaviour.bind?.(name, password.reveal()) ?? succeed({})
    },
    whoAmI: async () => succeed('u:CORP\\svc-files'),
    read: async (dn) => readOf(dn, host, behaviour),
    search: async (request) => {
      const wanted = /\(sAMAccountName=([^)]*)\)/.exec(request.filter)?.[1]
      if (request.filter.includes('objectClass=group')) return searchAnswer([])(request)
      return searchAnswer(wanted === undefined ? people : people.filter(({ dn }) => dn.startsWith(`CN=${wanted},`)))(request)
    },
    close: onClose,
    ...behaviour.session
  }
  return {
    bind: asked('bind', session.bind),
    whoAmI: asked('whoAmI', session.whoAmI),
    read: asked('read', session.read),
    search: asked('search', session.search),
    close: session.close
  }
}

function readOf(dn: string, host: string, behaviour: FakeHost): Result<DirectoryEntry | undefined, LdapFailure> {
  if (dn === '') {
    return succeed(
      entry('', {
        namingContexts: [domain],
        defaultNamingContext: domain,
        dnsHostName: host,
        supportedCapabilities: ['1.2.840.113556.1.4.800'],
        ...behaviour.rootDse
      })
    )
  }
  if (dn.toLowerCase() === domain.toLowerCase())
    return succeed(entry(domain, { objectClass: ['top', 'domain'], lockoutThreshold: '5', lockOutObservationWindow: '-18000000000' }))
  const known = behaviour.people?.find((each) => each.dn === dn)
  return known === undefined ? fail({ kind: 'result', code: 32, name: 'noSuchObject', text: '', matchedDn: domain }) : succeed(known)
}
