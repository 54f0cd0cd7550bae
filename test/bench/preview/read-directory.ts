import { createBulkDirectory } from '../../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { groupsFilter, peopleFilter } from '../../../src-main/core/directory/filters.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type { BulkRequest } from '../../../src-main/core/ports/bulk-directory.ts'
import { createPreviewAhead, type PreviewAhead } from '../../../src-main/core/preview/ahead/preview-ahead.ts'
import type { ReadingFacts } from '../../../src-main/core/preview/directory-snapshot.ts'
import type { WrittenSource } from '../../../src-main/core/preview/snapshot/member-log.ts'
import { createSnapshotBuilder, type SnapshotBuilder } from '../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import type { SiteUsers } from '../../../src-main/core/preview/site-users.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { benchRules } from './bench-rules.ts'

export interface DirectoryInput {
  readonly settings: DirectorySettings
  readonly password: string
  readonly connections: BulkRequest['connections']
  readonly pageSize?: number
  readonly rangesInFlight?: number
}

export interface DirectoryRead {
  /** Not finished yet. */
  readonly builder: SnapshotBuilder
  /** What was found out meanwhile for `benchRules`. */
  readonly ahead: PreviewAhead
  readonly facts: ReadingFacts
  readonly parts: number
  readonly readMs: number
  /** From the first connection, signing in included, to the first people. */
  readonly firstRowsMs: number
}

/** A whole directory into a snapshot, as the desk reads it. `site`: when its users are there. */
export async function readDirectory(
  { settings, password, connections, ...options }: DirectoryInput,
  site?: Promise<SiteUsers | undefined>
): Promise<DirectoryRead> {
  const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date() })
  const ahead = createPreviewAhead(builder, benchRules)
  void site?.then((users) => {
    if (users !== undefined) ahead.useSite(users)
  })
  const attributes = ['member', 'uniqueMember', 'memberUid'].map((name) => builder.wantedOfGroups.indexOf(name))
  let firstRowsMs = NaN
  const startedMs = performance.now()
  const sawPeople = (): void => {
    if (Number.isNaN(firstRowsMs)) firstRowsMs = performance.now() - startedMs
  }
  const read = await createBulkDirectory(options).read(
    {
      settings,
      password: new Secret(password),
      people: { filter: peopleFilter('openldap', undefined), attributes: builder.wantedOfPeople },
      groups: { filter: groupsFilter('openldap'), attributes: builder.wantedOfGroups },
      connections
    },
    {
      glimpse: sawPeople,
      person: (entry) => void builder.addPerson(entry),
      group: (entry) => builder.addGroup(entry),
      members: (group, { bytes, values }) => {
        sources.forEach((source, index) => {
          builder.addMembers(group, source, bytes, values[attributes[index] ?? -1] ?? [])
        })
      },
      progress: ({ people }) => {
        if (people > 0) sawPeople()
        ahead.onPage()
      }
    },
    neverCancelled
  )
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  const readMs = performance.now() - startedMs
  const { end, parts, references, pages } = read.value
  const facts: ReadingFacts = {
    end: end.kind === 'complete' ? end : { kind: 'cut', because: end.cut.because, where: end.cut.where },
    source: { kind: 'live', host: settings.host },
    startedAt: new Date().toISOString(),
    durationMs: Math.round(readMs),
    pages,
    references
  }
  return { builder, ahead, facts, parts, readMs, firstRowsMs }
}

const sources: readonly WrittenSource[] = ['member', 'unique-member', 'member-uid']
