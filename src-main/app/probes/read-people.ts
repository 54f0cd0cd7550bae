import { peopleAttributes, peopleFilter } from '../../core/directory/filters.ts'
import { PeopleTally } from '../../core/directory/people-tally.ts'
import type { DirectoryProduct } from '../../core/model/directory-facts.ts'
import type { PeopleFacts } from '../../core/model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import type { DirectorySession, SearchOutcome } from '../../core/ports/directory.ts'

/** Active Directory's default page limit; other servers hand out what they like of it. */
export const PAGE_SIZE = 1000
const COUNTED_ENTRIES = 10_000

export interface PeopleReading {
  readonly facts: PeopleFacts
  readonly primaryGroup: { readonly id: string; readonly people: number } | undefined
}

export async function readPeople(
  session: DirectorySession,
  settings: DirectorySettings,
  serverType: ServerType,
  product: DirectoryProduct | undefined
): Promise<PeopleReading> {
  const filter = peopleFilter(serverType, product)
  const attributes = peopleAttributes(settings.usernameField, serverType)
  const tally = new PeopleTally(settings.usernameField, attributes)
  const outcome = await session.search({
    base: settings.baseDn,
    scope: 'sub',
    filter,
    attributes,
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      tally.add(page)
      return 'continue'
    }
  })
  const counted = tally.facts()
  // What the server handed out before it broke off in the middle of a page counts too.
  const count = Math.max(counted.count, outcome.seen)
  const isEmpty = count === 0 && outcome.end.kind === 'complete'
  const facts: PeopleFacts = {
    ...counted,
    count,
    filter,
    end: readEnd(outcome),
    pages: outcome.pages,
    references: outcome.references,
    ...(isEmpty ? { anyEntries: await countEntries(session, settings.baseDn) } : {})
  }
  return { facts, primaryGroup: tally.commonestPrimaryGroup() }
}

export function readEnd(outcome: SearchOutcome): PeopleFacts['end'] {
  return outcome.end.kind === 'cut' ? outcome.end : { kind: 'complete' }
}

async function countEntries(session: DirectorySession, base: string): Promise<number> {
  let count = 0
  await session.search({
    base,
    scope: 'sub',
    filter: '(objectClass=*)',
    attributes: ['1.1'],
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      count += page.length
      return count < COUNTED_ENTRIES ? 'continue' : 'stop'
    }
  })
  return count
}
