import { expect } from 'vitest'
import { createBulkDirectory } from '../../../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { neverCancelled, type CancelSignal } from '../../../../src-main/core/cancel.ts'
import type { DirectorySettings } from '../../../../src-main/core/model/directory-settings.ts'
import type { BulkEnd, BulkProgress, BulkRefusal, BulkRequest, BulkSink } from '../../../../src-main/core/ports/bulk-directory.ts'
import type { EntryView } from '../../../../src-main/core/preview/snapshot/entry-view.ts'
import type { Result } from '../../../../src-main/core/result.ts'
import { Secret } from '../../../../src-main/core/secret.ts'

export const peopleAttributes = ['uid', 'cn', 'mail', 'givenName', 'sn', 'sAMAccountName'] as const
export const groupAttributes = ['cn', 'member', 'uniqueMember', 'memberUid'] as const

/** `name: value` lines, sorted: two readings of one entry are equal when these are. */
export type PlainEntry = readonly string[]

export interface BulkReadingSeen {
  readonly result: Result<BulkEnd, BulkRefusal>
  /** By DN. */
  readonly people: ReadonlyMap<string, PlainEntry>
  readonly groups: ReadonlyMap<string, PlainEntry>
  readonly progress: readonly BulkProgress[]
}

export interface BulkReadOptions {
  readonly settings: Partial<DirectorySettings> & { readonly host: string; readonly port: number }
  readonly password?: string
  readonly request?: Partial<BulkRequest>
  readonly pageSize?: number
  readonly signal?: CancelSignal
  readonly onPerson?: () => void
  readonly onProgress?: (progress: BulkProgress) => void
}

/** Reads everything into memory, as texts, each entry by its DN; expects that no name comes twice. */
export async function readInBulk({
  settings,
  password = 'Reader-Secret-1',
  request,
  pageSize = 100,
  signal = neverCancelled,
  onPerson = () => undefined,
  onProgress = () => undefined
}: BulkReadOptions): Promise<BulkReadingSeen> {
  const people = new Map<string, PlainEntry>()
  const groups: { readonly dn: string; readonly lines: string[] }[] = []
  const progress: BulkProgress[] = []
  const wanted: Omit<BulkRequest, 'settings' | 'password'> = {
    people: { filter: '(objectClass=person)', attributes: peopleAttributes },
    groups: { filter: '(|(objectClass=group)(objectClass=groupOfNames)(objectClass=posixGroup))', attributes: groupAttributes },
    connections: 1,
    ...request
  }
  const sink: BulkSink = {
    person: (entry) => {
      onPerson()
      const dn = dnOf(entry)
      expect(people.has(dn)).toBe(false)
      people.set(dn, linesOf(entry, wanted.people.attributes).sort())
    },
    group: (entry) => groups.push({ dn: dnOf(entry), lines: linesOf(entry, wanted.groups.attributes) }) - 1,
    members: (group, entry) => groups[group]?.lines.push(...linesOf(entry, wanted.groups.attributes)),
    progress: (each) => {
      progress.push(each)
      onProgress(each)
    }
  }
  const all: BulkRequest = { settings: { ...usualSettings, ...settings }, password: new Secret(password), ...wanted }
  const result = await createBulkDirectory({ pageSize }).read(all, sink, signal)
  return { result, people, groups: new Map(groups.map(({ dn, lines }) => [dn, lines.sort()])), progress }
}

const usualSettings: Omit<DirectorySettings, 'host' | 'port'> = {
  backupHosts: [],
  security: 'none',
  serverType: 'openldap',
  username: 'cn=reader,dc=corp,dc=example,dc=test',
  baseDn: 'dc=corp,dc=example,dc=test',
  usernameField: 'uid',
  domain: '',
  allowCleartext: true,
  timeoutMs: 5_000
}

function dnOf({ bytes, dnStart, dnEnd }: EntryView): string {
  return Buffer.from(bytes.subarray(dnStart, dnEnd)).toString('utf8')
}

function linesOf({ bytes, values }: EntryView, attributes: readonly string[]): string[] {
  const lines: string[] = []
  for (const [index, positions] of values.entries()) {
    for (let at = 0; at < positions.length; at += 2) {
      const value = Buffer.from(bytes.subarray(positions[at], positions[at + 1])).toString('utf8')
      lines.push(`${attributes[index]?.toLowerCase() ?? ''}: ${value}`)
    }
  }
  return lines
}
