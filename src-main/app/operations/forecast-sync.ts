import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { siteLdapAsDirectory } from '../../core/model/service-field-directory.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import { type DirectoryToRead, NOBODYS_PROVIDER } from '../../core/plan/directories-to-read.ts'
import type { Forecast, MadeForecast } from '../../core/plan/forecast.ts'
import { mergeForecasts } from '../../core/plan/merge-forecasts.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { PreviewRunPort } from '../../core/ports/store.ts'
import { lastGoodRun, peopleLastTime } from '../../core/preview/last-good-run.ts'
import { rulesFromFields, unknownWhenGone } from '../../core/preview/rules-from-fields.ts'
import type { ProfileDirectory, SafetyLimits } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import { narrate, type Tell } from '../narrate.ts'
import { forecastAtDesk, type ForecastDesk } from './forecast-at-desk.ts'
import { type ForecastHerePorts, forecastHere } from './forecast-here.ts'
import type { ForecastFailure, SyncsToPreview, SyncToPreview } from './syncs-to-preview.ts'

export interface ForecastPorts extends ForecastHerePorts {
  /** Where previews are made when this process has better things to do; absent: they are made here. */
  readonly desk?: (() => ForecastDesk) | undefined
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
 * only. A problem only when the users of the site could not be read to the end. Throws `Cancelled`.
 */
export function forecastSync(
  ports: ForecastPorts,
  request: ForecastRequest,
  signal: CancelSignal
): AsyncGenerator<PlanProgress, Result<Forecast, Problem>> {
  return narrate((tell) => forecast(ports, request, tell, signal))
}

async function forecast(
  ports: ForecastPorts,
  request: ForecastRequest,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<Forecast, Problem>> {
  if (request.directories.length === 0) return succeed({ kind: 'not-needed' })
  const toPreview = syncsToPreview(request)
  if (!toPreview.ok) return succeed({ kind: 'not-made', because: toPreview.error })
  const { syncs } = toPreview.value
  const previewed =
    ports.desk === undefined
      ? await forecastHere(ports, toPreview.value, tell, signal)
      : await forecastAtDesk(ports.desk(), toPreview.value, tell, signal)
  if (!previewed.ok) return withoutPreview(previewed.error)
  const forecasts = syncs.flatMap(({ directory }, index) => withItsName(directory, previewed.value[index]))
  return succeed(mergeForecasts(forecasts, await countedLastTime(ports, request, syncs)))
}

/** The error is why no directory may be asked, as a sentence. */
function syncsToPreview({ reader, directories, way, ldapPassword, limits }: ForecastRequest): Result<SyncsToPreview, string> {
  if (ldapPassword === undefined || ldapPassword.isEmpty) return fail('No password of the service account was given.')
  const syncs: SyncToPreview[] = []
  let account: string | undefined
  for (const directory of directories) {
    const settings = siteLdapAsDirectory(directory.fields, way)
    if (settings === undefined || settings.baseDn === '') return fail('The settings name no directory, or no place in it.')
    // A password is shown to nobody else, and tried with no other account: each wrong try counts there.
    if (account !== undefined && account !== comparableUsername(settings.username))
      return fail(`The password that was given is that of ${account}, and one of the directories is read with another account.`)
    account = comparableUsername(settings.username)
    syncs.push({ directory, settings, rules: { ...rulesFromFields(directory), limits } })
  }
  return succeed({ reader, syncs, password: ldapPassword })
}

function withoutPreview(failure: ForecastFailure): Result<Forecast, Problem> {
  switch (failure.kind) {
    case 'users-cut':
      return fail(failure.problem)
    case 'not-begun':
      return succeed({ kind: 'not-made', because: failure.because })
    case 'cut':
      return succeed({ ...nothingKnown, because: failure.because })
  }
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

function withItsName(directory: DirectoryToRead, made: MadeForecast | undefined): Parameters<typeof mergeForecasts>[0] {
  if (made === undefined) throw new TypeError('Each sync has its forecast')
  const { targetId } = directory
  const sync =
    targetId === undefined
      ? 'sync of the site'
      : targetId === NOBODYS_PROVIDER
        ? 'sync of the new provider'
        : `sync of single sign-on ${String(targetId)}`
  return [{ sync, forecast: { ...made, assumptions: [...made.assumptions, ...undocumented(directory)] } }]
}

function undocumented(directory: DirectoryToRead): readonly string[] {
  const told = unknownWhenGone(directory)
  return told === undefined
    ? []
    : [`What Files.com does with users who are gone is set to “${told}”, which is not documented; they count as people who lose access.`]
}

/**
 * Of the last plan that was applied or the last good preview, whichever is newer. Previews are of one sync each; what several have counted
 * together only a plan knows.
 */
async function countedLastTime(
  { previewRuns }: ForecastPorts,
  { reader, memory }: ForecastRequest,
  [sync, another]: readonly SyncToPreview[]
): Promise<number | undefined> {
  const applied = memory?.peopleLastTime
  if (previewRuns === undefined || sync === undefined || another !== undefined) return applied?.count
  const heads = await previewRuns.list(reader.address.host)
  return peopleLastTime(applied, heads.ok ? lastGoodRun(heads.value, sync.rules.managedBy) : undefined)
}
