import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { siteLdapAsDirectory } from '../../core/model/service-field-directory.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import type { DirectoryToRead } from '../../core/plan/directories-to-read.ts'
import type { Forecast } from '../../core/plan/forecast.ts'
import { mergeForecasts } from '../../core/plan/merge-forecasts.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { BulkDirectoryPort, ClockPort, DirectoryPort, PreviewRunPort } from '../../core/ports.ts'
import type { DirectorySnapshot } from '../../core/preview/directory-snapshot.ts'
import { forecastOfPreview } from '../../core/preview/judge-preview.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import { rulesFromFields, unknownWhenGone } from '../../core/preview/rules-from-fields.ts'
import { runPreview } from '../../core/preview/run-preview.ts'
import { createSiteUserTable } from '../../core/preview/site-user-table.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import type { ProfileDirectory, SafetyLimits } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import { narrate, type Tell } from '../narrate.ts'
import { lastGoodRun } from '../preview/last-good-run.ts'
import { createProgressTeller } from '../preview/preview-progress.ts'
import { readLiveDirectory } from '../preview/read-live-directory.ts'
import { cutProblem } from './read-site-state.ts'

export interface ForecastPorts {
  readonly bulk: BulkDirectoryPort
  /** For a look at the server before anybody signs in. */
  readonly directory: DirectoryPort
  readonly clock: ClockPort
  /** Earlier previews: one of them may know better than the memory of the site how many people there were. */
  readonly previewRuns?: Pick<PreviewRunPort, 'list'> | undefined
}

export interface ForecastRequest {
  readonly reader: FilesReader
  /** What the plan makes the service read anew. None: no directory is read here either. */
  readonly directories: readonly DirectoryToRead[]
  /** How this computer gets to them, when it is another way than the service's. */
  readonly way: ProfileDirectory | undefined
  readonly ldapPassword: Secret | undefined
  readonly memory: SiteMemory | undefined
  readonly limits: SafetyLimits
}

/**
 * What the next sync would do to people: a preview of each directory as the plan leaves its settings, against the users of the site. Reads
 * only; one sign-in to each directory. A problem only when the users of the site could not be read to the end. Throws `Cancelled`.
 */
export function forecastSync(
  ports: ForecastPorts,
  request: ForecastRequest,
  signal: CancelSignal
): AsyncGenerator<PlanProgress, Result<Forecast, Problem>> {
  return narrate((tell) => forecast(ports, request, tell, signal))
}

interface Reading {
  readonly directory: DirectoryToRead
  readonly rules: PreviewRules
  readonly snapshot: DirectorySnapshot
}

/** Why there is no reading that a preview could be made of. `isCut`: it had begun, so that the facts are missing, whoever says otherwise. */
interface NotRead {
  readonly because: string
  readonly isCut: boolean
}

async function forecast(
  ports: ForecastPorts,
  request: ForecastRequest,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<Forecast, Problem>> {
  if (request.directories.length === 0) return succeed({ kind: 'not-needed' })
  const now = new Date(ports.clock.now())
  const readings = await readDirectories(ports, request, now, tell, signal)
  if (!readings.ok) {
    const { because, isCut } = readings.error
    return succeed(isCut ? { ...nothingKnown, because } : { kind: 'not-made', because })
  }
  const site = await readUsers(request.reader, tell, signal)
  if (!site.ok) return site
  const syncs = readings.value.map(({ directory, rules, snapshot }) => {
    const made = forecastOfPreview(runPreview(snapshot, site.value, rules, { now }))
    return { sync: syncName(directory), forecast: { ...made, assumptions: [...made.assumptions, ...undocumented(directory)] } }
  })
  return succeed(mergeForecasts(syncs, await peopleLastTime(ports, request, readings.value)))
}

const nothingKnown = {
  kind: 'made',
  isComplete: false,
  cut: 'directory',
  peopleInDirectory: 0,
  peopleLastTime: undefined,
  managedUsers: 0,
  wouldLose: [],
  notFound: [],
  assumptions: []
} as const

async function readDirectories(
  ports: ForecastPorts,
  { directories, way, ldapPassword, limits }: ForecastRequest,
  now: Date,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<readonly Reading[], NotRead>> {
  if (ldapPassword === undefined || ldapPassword.isEmpty) return notBegun('No password of the service account was given.')
  const readings: Reading[] = []
  let account: string | undefined
  for (const directory of directories) {
    const settings = siteLdapAsDirectory(directory.fields, way)
    if (settings === undefined || settings.baseDn === '') return notBegun('The settings name no directory, or no place in it.')
    // A password is shown to nobody else, and tried with no other account: each wrong try counts there.
    if (account !== undefined && account !== comparableUsername(settings.username))
      return notBegun(`The password that was given is that of ${account}, and one of the directories is read with another account.`)
    account = comparableUsername(settings.username)
    const rules = { ...rulesFromFields(directory), limits }
    const tellLatest = latestOnly((count) => tell({ phase: 'directory', count }))
    const progress = createProgressTeller((seen) => tellLatest(seen.directory.people), ports.clock, false)
    const source = { kind: 'live', settings, password: ldapPassword } as const
    // One connection: each one more would sign in once more.
    const read = await readLiveDirectory({ ...ports, connections: 1 }, source, { rules, progress, now }, signal)
    // A password that one directory refused is not shown to the next: each try counts against the account.
    if (!read.ok) return fail(notRead(read.error))
    const { snapshot } = read.value
    await tell({ phase: 'directory', count: snapshot.people.count })
    readings.push({ directory, rules, snapshot })
  }
  return succeed(readings)
}

function notBegun(because: string): Result<never, NotRead> {
  return fail({ because, isCut: false })
}

function notRead({ code, title, cause }: Problem): NotRead {
  return { because: `${title}. ${cause}`, isCut: AFTER_SIGN_IN.test(code) }
}

/** What only a search can meet: until then nothing of the directory has been seen. */
const AFTER_SIGN_IN = /^ldap\.(?:base\.|users\.|no-answer$|connection-closed$)/

/**
 * Of the last plan that was applied or the last good preview, whichever is newer. Previews are of one sync each; what several have counted
 * together only a plan knows.
 */
async function peopleLastTime(
  { previewRuns }: ForecastPorts,
  { reader, memory }: ForecastRequest,
  readings: readonly Reading[]
): Promise<number | undefined> {
  const applied = memory?.peopleLastTime
  const [reading, another] = readings
  if (previewRuns === undefined || reading === undefined || another !== undefined) return applied?.count
  const heads = await previewRuns.list(reader.address.host)
  const run = heads.ok ? lastGoodRun(heads.value, reading.rules.managedBy) : undefined
  const isNewer = run !== undefined && (applied === undefined || run.at > applied.at)
  return isNewer ? run.summary.peopleInScope : applied?.count
}

/** Who is in which group of the site decides about nobody's access, so the names of the groups are not read. */
async function readUsers(reader: FilesReader, tell: Tell<PlanProgress>, signal: CancelSignal): Promise<Result<SiteUsers, Problem>> {
  const table = createSiteUserTable()
  const pages = reader.users({}, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') return succeed(table.finish({ isComplete: true, cutBecause: undefined }, new Map()))
      return fail(cutProblem(page.value.failure, reader.address.host, 'the users'))
    }
    table.add(page.value)
    await tell({ phase: 'users', count: table.count })
  }
}

/** Passes a number on when the one before it has been taken; those between are out of date by then. */
function latestOnly(pass: (count: number) => Promise<void>): (count: number) => void {
  let isWaiting = false
  return (count) => {
    if (isWaiting) return
    isWaiting = true
    void pass(count).then(() => (isWaiting = false))
  }
}

function undocumented(directory: DirectoryToRead): readonly string[] {
  const told = unknownWhenGone(directory)
  return told === undefined
    ? []
    : [`What Files.com does with users who are gone is set to “${told}”, which is not documented; they count as people who lose access.`]
}

function syncName({ targetId }: DirectoryToRead): string {
  return targetId === undefined ? 'sync of the site' : `sync of single sign-on ${String(targetId)}`
}
