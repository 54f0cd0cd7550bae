import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { counted } from '../../core/catalog/entry.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { UsersSource } from '../../core/preview/preview-desk.ts'
import { SeenIds } from '../../core/preview/seen-ids.ts'
import { createSiteUserTable } from '../../core/preview/site-user-table.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import { type FilesReader, type ReadEnd } from '../../core/service/files-service.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { fileNameOf } from './file-name-of.ts'
import { followCancel } from './follow-cancel.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import type { ProgressTeller } from './preview-progress.ts'

export interface UsersRead {
  /** `of-the-run`: to be taken from the recorded run. */
  readonly users: SiteUsers | 'of-the-run' | undefined
  /** Host of the site, or file; absent when nothing is compared, and for a recorded run. */
  readonly called: string | undefined
}

/** The users of a site, of a file, or of nobody. Throws `Cancelled`. */
export async function readUsers(
  ports: Pick<PreviewDeskPorts, 'readerOf' | 'offline'>,
  source: UsersSource,
  managedBy: PreviewRules['managedBy'],
  progress: ProgressTeller,
  signal: CancelSignal
): Promise<Result<UsersRead, Problem>> {
  switch (source.kind) {
    case 'site': {
      const reader = ports.readerOf(source.site)
      if (reader === undefined) return fail(problem('service.site.not-connected', {}))
      const users = await readSiteUsers(reader, progress, signal)
      return users.ok ? succeed({ users: users.value, called: reader.address.host }) : users
    }
    case 'file': {
      const users = await ports.offline.readUsersFile(source.path, unsaidFor(managedBy), signal)
      if (!users.ok) return users
      progress.site({ pages: 1, users: users.value.count })
      progress.siteDone()
      return succeed({ users: users.value, called: fileNameOf(source.path) })
    }
    case 'recorded':
      return succeed({ users: 'of-the-run', called: undefined })
    case 'none':
      return succeed({ users: undefined, called: undefined })
    default:
      return assertNever(source)
  }
}

/** A list that says nothing about signing in is made to be compared: its users count as this sync's. */
function unsaidFor(managedBy: PreviewRules['managedBy']) {
  const ssoStrategyId = managedBy.kind === 'strategy' ? managedBy.id : undefined
  return { authenticationMethod: '', ssoStrategyId, externallyManaged: true }
}

/**
 * A page at a time, of which only the columns of the preview stay. Users whose list breaks off, and groups whose names are not all there, are
 * an incomplete reading; the problem is why not one user was read.
 */
async function readSiteUsers(reader: FilesReader, progress: ProgressTeller, signal: CancelSignal): Promise<Result<SiteUsers, Problem>> {
  const own = followCancel(signal)
  const { host } = reader.address
  try {
    const table = createSiteUserTable()
    const reading = endingTheOther(
      readUserPages(reader, table, progress, own.signal),
      own.abort,
      ({ end }) => end.kind === 'cut' && table.count === 0
    )
    const naming = endingTheOther(readGroupNames(reader, own.signal), own.abort, () => false)
    const [users, groups] = await Promise.allSettled([reading, naming])
    throwIfCancelled(signal)
    if (users.status === 'rejected') throw users.reason
    const { end: endOfUsers, twice } = users.value
    if (endOfUsers.kind === 'cut' && table.count === 0)
      return fail(serviceProblem(endOfUsers.failure, { host, action: 'read the users of the site' }))
    if (groups.status === 'rejected') throw groups.reason
    const { names, end: endOfGroups } = groups.value
    progress.siteDone()
    return succeed(table.finish(readingOf(host, { end: endOfUsers, count: table.count, twice }, endOfGroups), names))
  } finally {
    own.release()
  }
}

/** Of two readings that belong together: when this one fails, nobody needs the other. */
async function endingTheOther<T>(work: Promise<T>, abort: () => void, hasFailed: (value: T) => boolean): Promise<T> {
  let isNeeded = false
  try {
    const value = await work
    isNeeded = !hasFailed(value)
    return value
  } finally {
    if (!isNeeded) abort()
  }
}

async function readUserPages(
  reader: FilesReader,
  table: ReturnType<typeof createSiteUserTable>,
  progress: ProgressTeller,
  signal: CancelSignal
): Promise<{ readonly end: ReadEnd; readonly twice: number }> {
  const pages = reader.users({}, signal)
  const seen = new SeenIds()
  let twice = 0
  for (let count = 1; ; count += 1) {
    const page = await pages.next()
    if (page.done === true) return { end: page.value, twice }
    const users = page.value.filter(({ id }) => seen.add(id))
    twice += page.value.length - users.length
    table.add(users)
    progress.site({ pages: count, users: table.count })
  }
}

async function readGroupNames(
  reader: FilesReader,
  signal: CancelSignal
): Promise<{ readonly names: ReadonlyMap<number, string>; readonly end: ReadEnd }> {
  const names = new Map<number, string>()
  const pages = reader.groups(signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return { names, end: page.value }
    for (const { id, name } of page.value) names.set(id, name)
  }
}

function readingOf(
  host: string,
  users: { readonly end: ReadEnd; readonly count: number; readonly twice: number },
  groups: ReadEnd
): { readonly isComplete: boolean; readonly cutBecause: string | undefined } {
  const { end, count, twice } = users
  if (end.kind === 'cut') {
    const reason = titleOf(end.failure, host, 'read the users of the site')
    return { isComplete: false, cutBecause: `their list broke off after ${count.toLocaleString('en-US')}: ${reason}` }
  }
  // Somebody moved up while the list was read; then somebody else may have moved where nobody looked any more.
  if (twice > 0)
    return {
      isComplete: false,
      cutBecause: `their list changed while it was read: it named ${counted(twice, 'user', 'users')} twice, so others may be missing`
    }
  if (groups.kind === 'cut') {
    const reason = titleOf(groups.failure, host, 'read the groups of the site')
    return { isComplete: false, cutBecause: `not all names of their groups could be read: ${reason}` }
  }
  return { isComplete: true, cutBecause: undefined }
}

function titleOf(failure: ServiceFailure, host: string, action: string): string {
  return serviceProblem(failure, { host, action }).title
}
