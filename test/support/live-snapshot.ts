import { type BulkOptions, createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { readLdif } from '../../src-main/adapters/ldif/read-ldif.ts'
import { neverCancelled } from '../../src-main/core/cancel.ts'
import { groupsFilter, peopleFilter } from '../../src-main/core/directory/filters.ts'
import { valuesOf } from '../../src-main/core/model/directory-facts.ts'
import type { DirectorySettings, ServerType } from '../../src-main/core/model/directory-settings.ts'
import type { BulkEnd, BulkRequest } from '../../src-main/core/ports/bulk-directory.ts'
import type { ReadingFacts } from '../../src-main/core/preview/directory-snapshot.ts'
import { type ColumnarSnapshot, createSnapshotBuilder } from '../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { writtenSources } from '../../src-main/core/preview/snapshot/member-log.ts'
import { wantedIndex } from '../../src-main/core/preview/snapshot/wanted-attributes.ts'
import { Secret } from '../../src-main/core/secret.ts'

export interface LiveRequest {
  readonly settings: DirectorySettings & { readonly serverType: ServerType }
  readonly password: string
  readonly connections?: BulkRequest['connections']
  readonly options?: BulkOptions
  /** What `expired` is measured against. */
  readonly now?: Date
}

/** A whole directory as a preview keeps it, read over LDAP. Throws when it could not be opened. */
export async function readLiveSnapshot(request: LiveRequest): Promise<{ readonly snapshot: ColumnarSnapshot; readonly end: BulkEnd }> {
  const { settings, password, connections = 1, options = {}, now = new Date() } = request
  const { serverType, usernameField } = settings
  const builder = createSnapshotBuilder({ usernameField, serverType, now })
  const places = writtenSources.map((source) => ({ source, index: wantedIndex(builder.wantedOfGroups, attributeOf[source]) }))
  const result = await createBulkDirectory(options).read(
    {
      settings,
      password: new Secret(password),
      people: { filter: peopleFilter(serverType, undefined), attributes: builder.wantedOfPeople },
      groups: { filter: groupsFilter(serverType), attributes: builder.wantedOfGroups },
      connections
    },
    {
      person: (entry) => void builder.addPerson(entry),
      group: (entry) => builder.addGroup(entry),
      members: (group, entry) => {
        for (const { source, index } of places) if (index >= 0) builder.addMembers(group, source, entry.bytes, entry.values[index] ?? [])
      },
      progress: () => undefined
    },
    neverCancelled
  )
  if (!result.ok) throw new TypeError(JSON.stringify(result.error))
  const { end } = result.value
  const reading = end.kind === 'complete' ? end : { kind: 'cut' as const, because: end.cut.because, where: end.cut.where }
  return { snapshot: builder.finish({ ...facts, end: reading, source: { kind: 'live', host: result.value.host } }), end: result.value }
}

/** The same from an export in LDIF: people and groups by their object classes. */
export async function readLdifSnapshot(
  path: string,
  {
    usernameField,
    serverType,
    below = '',
    now = new Date()
  }: { readonly usernameField: string; readonly serverType: ServerType; readonly below?: string; readonly now?: Date }
): Promise<ColumnarSnapshot> {
  const builder = createSnapshotBuilder({ usernameField, serverType, now })
  const end = await readLdif(
    path,
    (entry) => {
      if (!entry.dn.toLowerCase().endsWith(below.toLowerCase())) return
      const classes = valuesOf(entry, 'objectclass').map((name) => name.toLowerCase())
      if (classes.some((name) => peopleClasses.includes(name))) builder.addTextPerson(entry)
      if (classes.some((name) => groupClasses.includes(name))) builder.addTextGroup(entry)
    },
    neverCancelled
  )
  if (end.kind !== 'complete') throw new TypeError(JSON.stringify(end))
  return builder.finish({ ...facts, end: { kind: 'complete' }, source: { kind: 'ldif', file: path } })
}

const attributeOf = { member: 'member', 'unique-member': 'uniqueMember', 'member-uid': 'memberUid' } as const
const peopleClasses = ['inetorgperson', 'person', 'posixaccount']
const groupClasses = ['groupofnames', 'groupofuniquenames', 'posixgroup']
const facts: Pick<ReadingFacts, 'startedAt' | 'durationMs' | 'pages' | 'references'> = {
  startedAt: '2026-11-22T00:00:00.000Z',
  durationMs: 1,
  pages: 1,
  references: 0
}
