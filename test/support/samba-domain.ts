import { Client, ResultCodeError } from 'ldapts'
import { runCommand } from '../../scripts/run-command.mjs'
import { sambaBaseDn, sambaDnsDomain, sambaUsersDn, type SambaAccount } from './samba-accounts.ts'
import type { SambaFacts } from './samba.ts'
import { change, userEntry } from './samba-seed.ts'

type Database = Pick<SambaFacts, 'databasePath'>

/** Adds entries, as the system: no access rule applies. The running server sees them at once. */
export function ldbAdd(database: Database, ldif: string): Promise<void> {
  return ldb('ldbadd', database, ldif)
}

/** Applies changes (`changetype: modify`, `add`, `delete`), as the system. */
export function ldbModify(database: Database, ldif: string): Promise<void> {
  return ldb('ldbmodify', database, ldif)
}

/** Replaces single-valued attributes of one entry. */
export function ldbReplace(database: Database, dn: string, attributes: Readonly<Record<string, string>>): Promise<void> {
  return ldbModify(database, change(dn, attributes))
}

/** The one value of an attribute of an entry. Throws when there is none. */
export async function attributeOf({ databasePath }: Database, dn: string, attribute: string): Promise<string> {
  const { code, output } = await runCommand('ldbsearch', ['-H', databasePath, '-s', 'base', '-b', dn, attribute])
  const value = new RegExp(`^${attribute}: (.*)$`, 'm').exec(output)?.[1]
  if (code !== 0 || value === undefined) throw new Error(`${dn} has no ${attribute}:\n${output}`)
  return value
}

let createdUsers = 0

/**
 * Makes an enabled user for one test, gone when disposed of. Name and password are made up unless given; `attributes` replaces single-valued
 * ones afterwards, as `{ accountExpires: '132000000000000000' }` (701), `{ pwdLastSet: '0' }` (773), `{ userAccountControl: '514' }` (533).
 */
export async function createUser(
  database: Database,
  user: {
    readonly name?: string
    readonly password?: string
    readonly mail?: string
    readonly attributes?: Readonly<Record<string, string>>
  } = {}
): Promise<SambaAccount & AsyncDisposable> {
  createdUsers += 1
  const name = user.name ?? `made-${process.pid}-${createdUsers}`
  const account: SambaAccount = {
    dn: `CN=${name},${sambaUsersDn}`,
    sAMAccountName: name,
    userPrincipalName: `${name}@${sambaDnsDomain}`,
    password: user.password ?? 'Made-Up-Secret-1',
    mail: user.mail ?? `${name}@${sambaDnsDomain}`
  }
  // In one call: opening the database is what takes the time.
  await ldbModify(database, `${userEntry(account)}\n${user.attributes === undefined ? '' : change(account.dn, user.attributes)}`)
  return { ...account, [Symbol.asyncDispose]: () => ldbModify(database, `dn: ${account.dn}\nchangetype: delete\n`) }
}

export interface PasswordSettings {
  /** 0: accounts are never locked out. */
  readonly lockoutThreshold?: number
  /** Days; 0: passwords never expire. */
  readonly maximumAgeDays?: number
  readonly minimumLength?: number
}

/** Changes the domain's password settings for everybody; disposing of the result puts the old ones back. */
export async function setPasswordSettings(database: Database, settings: PasswordSettings): Promise<AsyncDisposable> {
  const wanted = {
    ...(settings.lockoutThreshold === undefined ? {} : { lockoutThreshold: String(settings.lockoutThreshold) }),
    ...(settings.maximumAgeDays === undefined
      ? {}
      : { maxPwdAge: settings.maximumAgeDays === 0 ? never : String(-settings.maximumAgeDays * dayTicks) }),
    ...(settings.minimumLength === undefined ? {} : { minPwdLength: String(settings.minimumLength) })
  }
  const before: Record<string, string> = {}
  for (const name of Object.keys(wanted)) before[name] = await attributeOf(database, sambaBaseDn, name)
  await ldbReplace(database, sambaBaseDn, wanted)
  return { [Symbol.asyncDispose]: () => ldbReplace(database, sambaBaseDn, before) }
}

// Of 100 ns each, negative for a duration.
const dayTicks = 24 * 60 * 60 * 10_000_000
const never = '-9223372036854775808'

/** The server's own answer to one bind: code 0, or the result code and the server's text with its `data 52e`. */
export async function bindTo(
  facts: SambaFacts,
  name: string,
  password: string,
  transport: 'ldaps' | 'starttls' | 'plain' = 'ldaps'
): Promise<{ readonly code: number; readonly text: string }> {
  const tls = { ca: facts.caPem, servername: facts.serverName }
  const client =
    transport === 'ldaps'
      ? new Client({ url: `ldaps://${facts.host}:${facts.ldapsPort}`, tlsOptions: tls, timeout: 10_000, connectTimeout: 10_000 })
      : new Client({ url: `ldap://${facts.host}:${facts.ldapPort}`, timeout: 10_000, connectTimeout: 10_000 })
  try {
    // Without a host, Node checks the certificate against localhost when the socket leads to an address.
    if (transport === 'starttls') await client.startTLS({ ...tls, host: facts.serverName })
    await client.bind(name, password)
    return { code: 0, text: '' }
  } catch (error) {
    if (error instanceof ResultCodeError) return { code: error.code, text: error.message }
    throw error
  } finally {
    await client.unbind()
  }
}

async function ldb(program: string, { databasePath }: Database, ldif: string): Promise<void> {
  const { code, output } = await runCommand(program, ['-H', databasePath], { input: ldif })
  // It exits with 0 after LDIF that it could not parse, with everything before it done.
  if (code !== 0 || output.includes('Failed to parse')) throw new Error(`${program} failed (${code}):\n${output}`)
}
