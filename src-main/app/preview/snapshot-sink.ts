import type { BulkSink } from '../../core/ports/bulk-directory.ts'
import type { PreviewAhead } from '../../core/preview/ahead/preview-ahead.ts'
import type { WrittenSource } from '../../core/preview/snapshot/member-log.ts'
import type { SnapshotBuilder } from '../../core/preview/snapshot/snapshot-builder.ts'
import { wantedIndex } from '../../core/preview/snapshot/wanted-attributes.ts'
import type { FirstPeople } from './first-people.ts'
import type { ProgressTeller } from './preview-progress.ts'

/** Puts what is read in bulk into a snapshot, entry by entry; after each page, what can be found out about its people is. */
export function createSnapshotSink(builder: SnapshotBuilder, first: FirstPeople, progress: ProgressTeller, ahead?: PreviewAhead): BulkSink {
  const sources = memberAttributes.flatMap(({ attribute, source }) => {
    const index = wantedIndex(builder.wantedOfGroups, attribute)
    return index === -1 ? [] : [{ index, source }]
  })
  let hasGlimpsed = false
  return {
    glimpse(entry) {
      hasGlimpsed = true
      first.add(entry)
      // Before anybody counts as read.
      if (first.isFull) progress.directory({}, first.take())
    },
    person(entry) {
      builder.addPerson(entry)
      // Whoever was seen ahead comes again.
      if (!hasGlimpsed) first.add(entry)
    },
    group: (entry) => builder.addGroup(entry),
    members(group, { bytes, values }) {
      for (const { index, source } of sources) builder.addMembers(group, source, bytes, values[index] ?? [])
    },
    progress({ pages, people, groups, members, entriesPerSecond }) {
      progress.directory({ pages, people, groups, members, perSecond: entriesPerSecond }, first.take())
      ahead?.onPage()
    }
  }
}

const memberAttributes: readonly { readonly attribute: string; readonly source: WrittenSource }[] = [
  { attribute: 'member', source: 'member' },
  { attribute: 'uniqueMember', source: 'unique-member' },
  { attribute: 'memberUid', source: 'member-uid' }
]
