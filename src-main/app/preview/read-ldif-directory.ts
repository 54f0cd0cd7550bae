import type { CancelSignal } from '../../core/cancel.ts'
import { counted } from '../../core/catalog/entry.ts'
import type { Problem } from '../../core/errors.ts'
import type { DirectoryEntry } from '../../core/model/directory-facts.ts'
import type { ReadingFacts } from '../../core/preview/directory-snapshot.ts'
import type { PeopleSource } from '../../core/preview/preview-desk.ts'
import { createSnapshotBuilder } from '../../core/preview/snapshot/snapshot-builder.ts'
import { entryViewOf } from '../../core/preview/snapshot/text-entry.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { fileNameOf } from './file-name-of.ts'
import { createFirstPeople } from './first-people.ts'
import { createOtherKind } from './other-ldif-kind.ts'
import { hasMissingPart, isGroup, isPerson, kindAttributes } from './ldif-entries.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import type { PeopleRead, ReadingOptions } from './read-people.ts'

/** A directory out of an LDIF file: the same people and groups that a search of that directory would find. */
export async function readLdifDirectory(
  { offline, clock }: Pick<PreviewDeskPorts, 'offline' | 'clock'>,
  { path, serverType }: Extract<PeopleSource, { readonly kind: 'ldif' }>,
  { rules, progress, now }: ReadingOptions,
  signal: CancelSignal
): Promise<Result<PeopleRead, Problem>> {
  const builder = createSnapshotBuilder({ usernameField: rules.usernameField, serverType, now })
  const first = createFirstPeople(builder.wantedOfPeople, rules.domain)
  const startedMs = clock.monotonicMs()
  const durationMs = (): number => clock.monotonicMs() - startedMs
  let pages = 0
  let inParts: string | undefined
  const other = createOtherKind(serverType)
  const twice: TwiceNamed = { first: undefined, count: 0, where: 'people' }

  function onEntry(entry: DirectoryEntry): void {
    other.see(entry)
    if (isPerson(entry, serverType)) {
      const view = entryViewOf(entry, builder.wantedOfPeople)
      const { people } = builder
      builder.addPerson(view)
      if (builder.people === people) countTwice(twice, 'people', entry)
      else first.add(view)
    }
    if (isGroup(entry, serverType)) {
      const { groups } = builder
      builder.addTextGroup(entry)
      if (builder.groups === groups) countTwice(twice, 'groups', entry)
      if (inParts === undefined && hasMissingPart(entry)) inParts = entry.dn
    }
  }

  function onPiece(): void {
    pages += 1
    const { people, groups, members } = builder
    const perSecond = Math.round(((people + groups) * 1000) / Math.max(1, durationMs()))
    progress.directory({ pages, people, groups, members, perSecond }, first.take())
  }

  const attributes = [...builder.wantedOfPeople, ...builder.wantedOfGroups, ...kindAttributes]
  const read = await offline.readLdif(path, { attributes, onEntry, onPiece }, signal)
  if (read.kind === 'refused') return fail(read.problem)
  // The last entry of a file is known to be whole only at its end.
  const { people, groups, members } = builder
  progress.directory({ pages, people, groups, members }, first.take())
  if (other.isMeant(people, groups)) return fail(other.problemOf(path))
  progress.directoryDone()
  const reading: ReadingFacts = {
    end: endOf(),
    source: { kind: 'ldif', file: fileNameOf(path) },
    startedAt: now.toISOString(),
    durationMs: Math.round(durationMs()),
    pages,
    references: read.references
  }
  return succeed({ snapshot: builder.finish(reading), called: fileNameOf(path), baseDn: undefined, recorded: undefined })

  function endOf(): ReadingFacts['end'] {
    if (read.kind === 'cut') return { kind: 'cut', because: read.problem.cause, where: 'people' }
    if (inParts !== undefined) return { kind: 'cut', because: `The file does not hold all members of ${inParts}.`, where: 'members' }
    if (twice.first === undefined) return { kind: 'complete' }
    const others = twice.count === 1 ? '' : `, and ${counted(twice.count - 1, 'other entry', 'other entries')}`
    return {
      kind: 'cut',
      because: `The file names ${twice.first} more than once${others}, so it is no picture of one moment.`,
      where: twice.where
    }
  }
}

/** Entries that came although they had been there: two exports in one file, mostly. */
interface TwiceNamed {
  first: string | undefined
  count: number
  where: 'people' | 'groups'
}

function countTwice(twice: TwiceNamed, where: TwiceNamed['where'], { dn }: DirectoryEntry): void {
  twice.count += 1
  if (twice.first !== undefined) return
  twice.first = dn
  twice.where = where
}
