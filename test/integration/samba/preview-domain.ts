import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { DirectorySnapshot } from '../../../src-main/core/preview/directory-snapshot.ts'
import { type PrintedEntry, searchByLdapsearch } from '../../support/ldapsearch.ts'
import { type LiveRequest, readLiveSnapshot } from '../../support/live-snapshot.ts'
import type { PlainGroup, PlainPerson } from '../../support/plain-snapshot.ts'
import { sambaAccounts, sambaBaseDn } from '../../support/samba-accounts.ts'
import type { SambaFacts } from '../../support/samba.ts'
import { lookupOf } from '../tls/tls-server.ts'

/** The domain as a preview reads it: over LDAPS, by the name on the certificate, as an ordinary account. */
export function sambaSettings(samba: SambaFacts, more: Partial<DirectorySettings> = {}): LiveRequest['settings'] {
  return {
    host: samba.serverName,
    backupHosts: [],
    port: samba.ldapsPort,
    security: 'ldaps',
    username: sambaAccounts.reader.userPrincipalName,
    baseDn: sambaBaseDn,
    usernameField: 'sAMAccountName',
    domain: '',
    caPem: samba.caPem,
    allowCleartext: false,
    timeoutMs: 20_000,
    ...more,
    serverType: 'active-directory'
  }
}

export async function readDomain(samba: SambaFacts, connections: 1 | 2 | 4 = 1, more: Partial<DirectorySettings> = {}) {
  return await readLiveSnapshot({
    settings: sambaSettings(samba, more),
    password: sambaAccounts.reader.password,
    connections,
    options: { lookup: lookupOf(samba.serverName) }
  })
}

/** What ldapsearch sees with the same account. It verifies nothing, as the name of the server resolves nowhere. */
export async function searchDomain(samba: SambaFacts, filter: string, attributes: readonly string[]): Promise<readonly PrintedEntry[]> {
  const { reader } = sambaAccounts
  return await searchByLdapsearch(
    ['-H', `ldaps://${samba.host}:${String(samba.ldapsPort)}`, '-D', reader.userPrincipalName, '-w', reader.password],
    sambaBaseDn,
    filter,
    attributes,
    { ...process.env, LDAPTLS_REQCERT: 'never' }
  )
}

/** People and groups as ldapsearch printed them, memberships as the server itself derives them (`memberOf`), in the rows of a snapshot. */
export interface PrintedDomain {
  readonly people: readonly PlainPerson[]
  readonly groups: readonly PlainGroup[]
  /** `person in group`, by name, direct ones and primary groups. */
  readonly memberships: readonly string[]
}

export async function printedDomain(samba: SambaFacts, snapshot: DirectorySnapshot): Promise<PrintedDomain> {
  // Another filter than the one of previews, so that one proves the other.
  const people = await searchDomain(samba, '(&(objectCategory=person)(objectClass=user))', [
    ...Object.keys(columns),
    ...stateAttributes,
    'memberOf',
    'primaryGroupID'
  ])
  const groups = await searchDomain(samba, '(objectCategory=group)', ['cn', 'memberOf', 'primaryGroupToken'])
  const dnOfToken = new Map(groups.map(({ dn, values }) => [first(values, 'primaryGroupToken'), dn]))
  const groupsOf = new Map(
    people.map(({ dn, values }) => [dn, [...(values.get('memberof') ?? []), dnOfToken.get(first(values, 'primaryGroupID')) ?? '']])
  )
  const groupsAbove = new Map(groups.map(({ dn, values }) => [dn, values.get('memberof') ?? []]))
  const personDns = Array.from({ length: snapshot.people.count }, (_, row) => snapshot.people.text(row, 'dn'))
  const groupDns = Array.from({ length: snapshot.groups.count }, (_, row) => snapshot.groups.dn(row))
  const byDn = new Map(people.map((entry) => [entry.dn, entry.values]))
  const rowsIn = (dns: readonly string[], above: ReadonlyMap<string, readonly string[]>, group: string): readonly number[] =>
    dns.flatMap((dn, row) => (above.get(dn)?.includes(group) === true ? [row] : []))
  return {
    people: personDns.map((dn) => plainPerson(byDn.get(dn) ?? new Map())),
    groups: groupDns.map((dn) => ({
      dn,
      name: first(groups.find((group) => group.dn === dn)?.values ?? new Map(), 'cn'),
      people: rowsIn(personDns, groupsOf, dn),
      groups: rowsIn(groupDns, groupsAbove, dn)
    })),
    memberships: [...groupsOf].flatMap(([dn, above]) => above.map((group) => `${dn} in ${group}`)).sort()
  }
}

/** What an entry of a person is called in a snapshot, by attribute. */
export const columns = {
  sAMAccountName: 'username',
  mail: 'mail',
  displayName: 'displayName',
  cn: 'commonName',
  givenName: 'givenName',
  sn: 'surname',
  userPrincipalName: 'principalName'
} as const

const stateAttributes = ['userAccountControl', 'msDS-User-Account-Control-Computed', 'accountExpires']

type Values = PrintedEntry['values']

function plainPerson(values: Values): PlainPerson {
  const texts = Object.entries(columns).map(([attribute, column]) => [column, first(values, attribute)] as const)
  return { ...Object.fromEntries(texts), state: stateOf(values) }
}

/** The bits of Windows, worked out by big integers and by hand. */
function stateOf(values: Values): number {
  const computed = Number(first(values, 'msDS-User-Account-Control-Computed'))
  const ends = BigInt(first(values, 'accountExpires') || '0')
  const nowTicks = (BigInt(Date.now()) + 11_644_473_600_000n) * 10_000n
  const isDisabled = (Number(first(values, 'userAccountControl')) & 2) !== 0
  const isExpired = ends !== 0n && ends < nowTicks
  return (isDisabled ? 1 : 0) + (isExpired ? 2 : 0) + ((computed & 0x10) === 0 ? 0 : 4) + ((computed & 0x80_0000) === 0 ? 0 : 8)
}

function first(values: Values, attribute: string): string {
  return values.get(attribute.toLowerCase())?.[0] ?? ''
}
