import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PreviewAhead } from '../../core/preview/ahead/preview-ahead.ts'
import type { PreviewRequest } from '../../core/preview/preview-desk.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { ReadData } from './judge-data.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import { readAtOnce } from './read-at-once.ts'
import { readPeople, type ReadingOptions } from './read-people.ts'
import { readUsers } from './read-site-users.ts'

export type BothSides = Pick<ReadData, 'snapshot' | 'site' | 'directoryCalled' | 'siteCalled' | 'baseDn' | 'now'> & {
  /** When the run was recorded whose people these are; earlier runs are those before it. */
  readonly recordedAt: string | undefined
  readonly ahead: PreviewAhead | undefined
}

/**
 * Directory and site at the same time, the site's list first, because it is the slower one: a page of it takes longer than many of a directory.
 * When one side cannot be read the other is ended, and both are over before this answers. Throws `Cancelled`.
 */
export async function readBothSides(
  ports: PreviewDeskPorts,
  { people: peopleSource, users: usersSource }: Pick<PreviewRequest, 'people' | 'users'>,
  options: Omit<ReadingOptions, 'site'>,
  signal: CancelSignal
): Promise<Result<BothSides, Problem>> {
  if (usersSource.kind === 'recorded' && peopleSource.kind !== 'recorded')
    return fail(problem('app.invalid-input', { where: 'users', message: 'users of a recorded run go with the people of that run' }))
  const read = await readAtOnce(
    signal,
    (ended) => readUsers(ports, usersSource, options.rules.managedBy, options.progress, ended),
    (ended, reading) => {
      const site = reading.then((users) => (users === undefined || users.users === 'of-the-run' ? undefined : users.users))
      return readPeople(ports, peopleSource, { ...options, site }, ended)
    }
  )
  if (!read.ok) return read
  const [users, people] = read.value
  const { recorded } = people
  const isOfTheRun = users.users === 'of-the-run'
  const usersOfSite = users.users === 'of-the-run' ? recorded?.users : users.users
  return succeed({
    snapshot: people.snapshot,
    site: usersOfSite,
    directoryCalled: people.called,
    siteCalled: isOfTheRun ? (usersOfSite === undefined ? undefined : recorded?.head.site) : users.called,
    baseDn: people.baseDn,
    now: recorded === undefined ? options.now : new Date(recorded.head.at),
    recordedAt: recorded?.head.at,
    ahead: people.ahead
  })
}
