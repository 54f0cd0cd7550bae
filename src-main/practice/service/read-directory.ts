import { connect as connectPlain, Socket } from 'node:net'
import { connect as connectSecured } from 'node:tls'
import { Client, type Entry, ResultCodeError } from 'ldapts'
import { groupsFilter, peopleFilter } from '../../core/directory/filters.ts'
import type { ServerType } from '../../core/model/directory-settings.ts'
import { dnKey, parseDn } from '../directory/distinguished-name.ts'

export interface DirectoryToRead {
  readonly serverType: ServerType
  /** First the main host, then its backups. */
  readonly hosts: readonly string[]
  readonly port: number
  readonly isSecure: boolean
  /** `false` takes any certificate. */
  readonly isVerified: boolean
  readonly caPem: string | undefined
  readonly baseDn: string
  readonly username: string
  readonly password: string
  readonly usernameField: string
  /** For each answer. */
  readonly timeoutMs: number
}

export interface DirectoryPerson {
  readonly dn: string
  /** What the user name field holds. */
  readonly login: string | undefined
  readonly mail: string | undefined
  readonly name: string | undefined
  readonly isDisabled: boolean
  /** Names of the groups that list this person; nested and primary groups are not followed, since that is documented nowhere. */
  readonly groups: readonly string[]
}

export type DirectoryReading =
  | { readonly kind: 'read'; readonly host: string; readonly people: readonly DirectoryPerson[] }
  /** One sentence for each host that was tried. */
  | { readonly kind: 'failed'; readonly reasons: readonly string[] }

/** Reads all people and their groups over real LDAP. A host that cannot be reached is followed by the next; a refusal ends it, and so does the signal, by cutting the connection. */
export async function readDirectory(directory: DirectoryToRead, signal: AbortSignal): Promise<DirectoryReading> {
  const reasons: string[] = []
  for (const host of directory.hosts) {
    if (signal.aborted) break
    const client = openClient(directory, host, signal)
    try {
      await client.bind(directory.username, directory.password)
      return { kind: 'read', host, people: await readPeople(client, directory) }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      reasons.push(`${host}:${directory.port}: ${error.message.trim()}`)
      if (error instanceof ResultCodeError && !BUSY_OR_UNAVAILABLE.includes(error.code)) return { kind: 'failed', reasons }
    } finally {
      // A connection that is broken already cannot be ended more gently than it was.
      await client.unbind().catch((error: unknown) => {
        if (!(error instanceof Error)) throw error
      })
    }
  }
  return { kind: 'failed', reasons }
}

const BUSY_OR_UNAVAILABLE: readonly number[] = [51, 52]
const PAGE_SIZE = 500

function openClient(directory: DirectoryToRead, host: string, signal: AbortSignal): Client {
  const urlHost = host.includes(':') ? `[${host}]` : host
  return new Client({
    url: `${directory.isSecure ? 'ldaps' : 'ldap'}://${urlHost}:${directory.port}`,
    // Without them ldapts waits for ever.
    timeout: directory.timeoutMs,
    connectTimeout: directory.timeoutMs,
    // Accounts of Active Directory sign in with a principal name, which is no DN.
    strictDN: false,
    createConnection: cutBy(signal, connectPlain),
    createSecureConnection: cutBy(signal, connectSecured),
    ...(directory.isSecure
      ? { tlsOptions: { rejectUnauthorized: directory.isVerified, ...(directory.caPem === undefined ? {} : { ca: [directory.caPem] }) } }
      : {})
  })
}

/** The same function, whose sockets end with the signal: ldapts itself cannot be stopped while it connects. */
function cutBy<T extends typeof connectPlain | typeof connectSecured>(signal: AbortSignal, connect: T): T {
  return new Proxy(connect, {
    apply(target, self, values: unknown[]): unknown {
      const socket: unknown = Reflect.apply(target, self, values)
      if (socket instanceof Socket) {
        const cut = (): unknown => socket.destroy(new Error('The service has ended.'))
        signal.addEventListener('abort', cut, { once: true })
        socket.once('close', () => signal.removeEventListener('abort', cut))
      }
      return socket
    }
  })
}

async function readPeople(client: Client, directory: DirectoryToRead): Promise<readonly DirectoryPerson[]> {
  const isActiveDirectory = directory.serverType === 'active-directory'
  const { searchEntries } = await client.search(directory.baseDn, {
    scope: 'sub',
    filter: peopleFilter(directory.serverType, undefined),
    attributes: [
      directory.usernameField,
      'mail',
      'displayName',
      'cn',
      ...(isActiveDirectory ? ['userAccountControl', 'memberOf'] : ['uid'])
    ],
    paged: { pageSize: PAGE_SIZE }
  })
  const groupsByMember = isActiveDirectory ? undefined : await readGroups(client, directory)
  return searchEntries.map((entry) => ({
    dn: entry.dn,
    login: texts(entry, directory.usernameField)[0],
    mail: texts(entry, 'mail')[0],
    name: texts(entry, 'displayName')[0] ?? texts(entry, 'cn')[0],
    isDisabled: (Number(texts(entry, 'userAccountControl')[0] ?? '0') & ACCOUNT_DISABLED) !== 0,
    groups:
      groupsByMember === undefined
        ? texts(entry, 'memberOf').map(firstName)
        : [...(groupsByMember.get(keyOf(entry.dn)) ?? []), ...texts(entry, 'uid').flatMap((uid) => groupsByMember.get(`uid ${uid}`) ?? [])]
  }))
}

const ACCOUNT_DISABLED = 0x2

/** Group names by the DN of the member, or by `uid NAME` for groups that list plain names. */
async function readGroups(client: Client, directory: DirectoryToRead): Promise<ReadonlyMap<string, readonly string[]>> {
  const { searchEntries } = await client.search(directory.baseDn, {
    scope: 'sub',
    filter: groupsFilter(directory.serverType),
    attributes: ['cn', 'member', 'uniqueMember', 'memberUid'],
    paged: { pageSize: PAGE_SIZE }
  })
  const groups = new Map<string, string[]>()
  for (const entry of searchEntries) {
    const members = [
      ...texts(entry, 'member').map(keyOf),
      ...texts(entry, 'uniqueMember').map(keyOf),
      ...texts(entry, 'memberUid').map((uid) => `uid ${uid}`)
    ]
    for (const member of members) groups.set(member, [...(groups.get(member) ?? []), texts(entry, 'cn')[0] ?? firstName(entry.dn)])
  }
  return groups
}

/** Servers may write the name of an attribute as they like. */
function texts(entry: Entry, attribute: string): readonly string[] {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase())
  const value = name === undefined ? [] : entry[name]
  return (Array.isArray(value) ? value : [value]).flatMap((one) => (one === undefined ? [] : [String(one)])).filter((text) => text !== '')
}

function keyOf(dn: string): string {
  const parsed = parseDn(dn)
  return parsed === undefined ? dn : dnKey(parsed)
}

function firstName(dn: string): string {
  return parseDn(dn)?.[0]?.[0]?.value ?? dn
}
