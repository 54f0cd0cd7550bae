import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { momentText } from '../../core/model/day-text.ts'
import type { PreviewAhead } from '../../core/preview/ahead/preview-ahead.ts'
import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import type { PeopleSource } from '../../core/preview/preview-desk.ts'
import type { PreviewRun } from '../../core/preview/preview-run.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { assertNever, fail, type Result, succeed } from '../../core/result.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'
import type { ProgressTeller } from './preview-progress.ts'
import { readLdifDirectory } from './read-ldif-directory.ts'
import { readLiveDirectory } from './read-live-directory.ts'

export interface ReadingOptions {
  readonly rules: PreviewRules
  readonly progress: ProgressTeller
  /** When the reading began: accounts have expired, or not, as of that moment. */
  readonly now: Date
  /**
   * What the people will be compared with, as soon as it is there; `undefined` when nothing will be, or when it cannot be read. Never rejects.
   * Absent: nobody is going to judge by these rules, so that nothing is found out for it.
   */
  readonly site?: Promise<SiteUsers | undefined>
}

export interface PeopleRead {
  readonly snapshot: DirectorySnapshot
  /** Host of the directory, file, or moment of the recorded run. */
  readonly called: string
  /** Named in the verdict; `undefined` for what is no directory that answers. */
  readonly baseDn: string | undefined
  /** The run that was read instead of a directory. */
  readonly recorded: PreviewRun | undefined
  /** What was found out meanwhile, for the rules of the reading; absent where reading is quick or judging is. */
  readonly ahead?: PreviewAhead
}

/** The people and groups of a directory, of a file or of an earlier run. Throws `Cancelled`. */
export async function readPeople(
  ports: PreviewDeskPorts,
  source: PeopleSource,
  options: ReadingOptions,
  signal: CancelSignal
): Promise<Result<PeopleRead, Problem>> {
  switch (source.kind) {
    case 'live':
      return readLiveDirectory(ports, source, options, signal)
    case 'ldif':
      return readLdifDirectory(ports, source, options, signal)
    case 'recorded':
      return readRecorded(ports, source.runId, options, signal)
    default:
      return assertNever(source)
  }
}

async function readRecorded(
  { runs }: Pick<PreviewDeskPorts, 'runs'>,
  runId: string,
  { rules, progress }: ReadingOptions,
  signal: CancelSignal
): Promise<Result<PeopleRead, Problem>> {
  const read = await runs.read(runId, signal)
  if (!read.ok) return read
  const { head, directory } = read.value
  const otherField = otherUsernameFieldProblem(head.rules.usernameField, rules)
  if (otherField !== undefined) return fail(otherField)
  const { people, groups } = directory
  progress.directory({ pages: head.reading.pages, people: people.count, groups: groups.count })
  progress.directoryDone()
  const snapshot = { ...directory, reading: { ...head.reading, source: { kind: 'recorded', runId } } } as const
  return succeed({ snapshot, called: momentText(head.at), baseDn: undefined, recorded: read.value })
}

/** Of each person the user name field was kept that the rules named then, and no other. */
export function otherUsernameFieldProblem(kept: string, { usernameField }: PreviewRules): Problem | undefined {
  if (kept.toLowerCase() === usernameField.toLowerCase()) return undefined
  return problem('app.invalid-input', {
    where: 'usernameField',
    message: `the directory was read with ${kept} as user name field, so its users cannot be named by ${usernameField} without reading it again`
  })
}
