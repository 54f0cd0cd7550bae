import { countsAsAttempt } from '../../core/checks/bind-problem.ts'
import type { BindProbe, PersonProbes } from '../../core/checks/probes.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { ROOT_DSE_ATTRIBUTES, rootDseFacts } from '../../core/directory/root-dse-facts.ts'
import type { LdapFailure, RootDseFacts } from '../../core/model/directory-facts.ts'
import type { AccountFacts } from '../../core/model/directory-readings.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import { serverTypeOf } from '../../core/model/server-type.ts'
import type { DirectoryPort, DirectorySession } from '../../core/ports/directory.ts'
import type { NetworkPort, TlsPort } from '../../core/ports/network.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import { once } from './once.ts'
import type { PasswordLedger } from './password-ledger.ts'
import { readAccount } from './read-account.ts'
import { readBase } from './read-base.ts'
import { readGroups } from './read-groups.ts'
import { readIdentity } from './read-identity.ts'
import { readLimits } from './read-limits.ts'
import { readPeople } from './read-people.ts'
import { lookUpServices } from './look-up-services.ts'
import { explainPerson } from './explain-person.ts'
import { tryPerson } from './try-person.ts'

export interface ProbePorts {
  readonly network: NetworkPort
  readonly tls: TlsPort
  readonly directory: DirectoryPort
  readonly clock: ClockPort
}

export interface PersonToCheck {
  readonly username: string
  readonly password?: Secret
}

export interface ProbeInput {
  readonly settings: DirectorySettings
  readonly password: Secret
  readonly ledger: PasswordLedger
  /** Id of the rung that signs in on this host, for the ledger. */
  readonly bindCheckId: string
  readonly now: string
  /** The person to explain; with a password also to try. */
  readonly person?: PersonToCheck
}

/** Probes for one host, and `close` for the connections they opened. */
export function createHostProbes(
  ports: ProbePorts,
  input: ProbeInput,
  signal: CancelSignal
): { readonly probes: PersonProbes; close(): void } {
  const { settings } = input
  const { host, port, timeoutMs, security } = settings
  const target = { host, port, security, timeoutMs, ...(settings.caPem === undefined ? {} : { caPem: settings.caPem }) }
  const opened: DirectorySession[] = []
  let signedIn: DirectorySession | undefined

  async function open(trust: 'verified' | 'unverified'): Promise<Result<DirectorySession, LdapFailure>> {
    const session = await ports.directory.open(target, trust, signal)
    if (session.ok) opened.push(session.value)
    return session
  }

  /** The guest connection reads the root entry before anybody trusts the certificate: nothing secret goes over it. */
  const guest = once(() => open('unverified'))

  const name = once(() => ports.network.resolve(host, timeoutMs, signal))

  const rootDse = once(async (): Promise<Result<RootDseFacts, LdapFailure>> => {
    const session = await guest()
    if (!session.ok) return session
    const answer = await session.value.read('', ROOT_DSE_ATTRIBUTES)
    if (!answer.ok) return answer
    if (answer.value === undefined || answer.value.attributes.size === 0)
      return fail({ kind: 'result', code: 0, name: 'success', text: 'an answer without the entry', matchedDn: '' })
    return succeed(rootDseFacts(answer.value))
  })

  const root = async (): Promise<RootDseFacts | undefined> => {
    const answer = await rootDse()
    return answer.ok ? answer.value : undefined
  }

  const serverType = once(async () => {
    if (settings.serverType !== 'auto') return settings.serverType
    const facts = await root()
    return (facts === undefined ? undefined : serverTypeOf(facts)) ?? 'openldap'
  })

  const bind = once(async (): Promise<BindProbe> => {
    if (input.password.isEmpty) return { kind: 'not-sent', because: 'empty-password' }
    if (security === 'none' && !settings.allowCleartext) return { kind: 'not-sent', because: 'cleartext-not-allowed' }
    if (input.ledger.refusedBy !== undefined) return { kind: 'refused-elsewhere', ...input.ledger.refusedBy }
    const session = await open('verified')
    if (!session.ok) return { kind: 'not-opened', failure: session.error }
    const startedMs = ports.clock.monotonicMs()
    const answer = await session.value.bind(settings.username, input.password)
    if (answer.ok) {
      signedIn = session.value
      return { kind: 'bound', answer: answer.value, durationMs: ports.clock.monotonicMs() - startedMs }
    }
    if (countsAsAttempt(answer.error)) input.ledger.refusedBy = { host, checkId: input.bindCheckId }
    return { kind: 'refused', failure: answer.error }
  })

  async function session(): Promise<DirectorySession> {
    await bind()
    if (signedIn === undefined) throw new TypeError('This probe must wait for ldap.bind-accepted')
    return signedIn
  }

  const peopleReading = once(async () => readPeople(await session(), settings, await serverType(), (await root())?.product))
  const account = once(async () => {
    const facts = await readAccount(await session(), settings.username, await root())
    return withPolicyWarnings(facts, await bind(), input.now)
  })

  const probes: PersonProbes = {
    settings,
    now: input.now,
    name,
    services: once(() => lookUpServices(ports.network, settings, signal)),
    connections: once(async () => {
      const answer = await name()
      const addresses = answer.kind === 'resolved' ? [...answer.ipv4, ...answer.ipv6] : []
      return Promise.all(addresses.map((address) => ports.network.connect(address, port, timeoutMs, signal)))
    }),
    tls: once(() => ports.tls.look({ ...target, mode: security === 'starttls' ? 'starttls' : 'tls' }, signal)),
    rootDse,
    serverType,
    bind,
    hasSignedIn: async () => signedIn !== undefined,
    identity: once(async () => readIdentity(await session(), async () => okOrUndefined(await guest()), await root())),
    account,
    base: once(async () => readBase(await session(), settings.baseDn, await root())),
    people: once(async () => (await peopleReading()).facts),
    groups: once(async () => readGroups(await session(), settings, await serverType(), (await peopleReading()).primaryGroup)),
    limits: once(async () => readLimits(await session(), await root())),
    explanation: once(async () => {
      if (input.person === undefined) throw new TypeError('No person was given')
      const facts = await root()
      const tools = {
        session: await session(),
        settings,
        serverType: await serverType(),
        product: facts?.product,
        root: facts,
        now: input.now
      }
      return explainPerson(input.person.username, tools)
    }),
    person: once(async () => {
      const { username, password } = input.person ?? {}
      if (username === undefined || password === undefined) throw new TypeError('No person with a password was given')
      const person = { username, password }
      return tryPerson(person, {
        session: await session(),
        settings,
        serverType: await serverType(),
        product: (await root())?.product,
        account: await account(),
        open: () => open('verified')
      })
    })
  }
  return { probes, close: () => opened.forEach((each) => each.close()) }
}

/** OpenLDAP's password policy speaks of the password's end in its answer to the sign-in, and nowhere else. */
function withPolicyWarnings(facts: AccountFacts, bound: BindProbe, now: string): AccountFacts {
  if (bound.kind !== 'bound') return facts
  const { passwordEndsInSeconds, graceLoginsLeft } = bound.answer
  return {
    ...facts,
    ...(passwordEndsInSeconds === undefined
      ? {}
      : { passwordEnds: new Date(Date.parse(now) + passwordEndsInSeconds * 1000).toISOString() }),
    ...(graceLoginsLeft === undefined ? {} : { passwordEnds: now, graceSignInsLeft: graceLoginsLeft })
  }
}

function okOrUndefined<T, E>(result: Result<T, E>): T | undefined {
  return result.ok ? result.value : undefined
}
