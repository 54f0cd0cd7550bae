import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PlanProgress } from '../../core/plan/apply-event.ts'
import type { MadeForecast } from '../../core/plan/forecast.ts'
import type { PreviewDesk, PreviewProgress } from '../../core/preview/preview-desk.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Tell } from '../narrate.ts'
import { directoryFailure, type ForecastFailure, latestOnly, type SyncsToPreview, type SyncToPreview } from './syncs-to-preview.ts'

/** What a plan asks of a desk. */
export type ForecastDesk = Pick<PreviewDesk, 'read' | 'ask' | 'close'>

/** One forecast for each sync, in their order, made at a desk: whatever is large stays there. The desk must have a reader of the site. */
export async function forecastAtDesk(
  desk: ForecastDesk,
  { syncs, ...common }: SyncsToPreview,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<readonly MadeForecast[], ForecastFailure>> {
  const forecasts: MadeForecast[] = []
  for (const sync of syncs) {
    const forecast = await forecastOf(desk, sync, common, tell, signal)
    if (!forecast.ok) return forecast
    forecasts.push(forecast.value)
  }
  return succeed(forecasts)
}

async function forecastOf(
  desk: ForecastDesk,
  { settings, rules }: SyncToPreview,
  { reader, password }: Omit<SyncsToPreview, 'syncs'>,
  tell: Tell<PlanProgress>,
  signal: CancelSignal
): Promise<Result<MadeForecast, ForecastFailure>> {
  const site = reader.address.host
  const view = await desk.read(
    {
      people: { kind: 'live', settings, password },
      users: { kind: 'site', site },
      rules,
      // What a plan has looked at is remembered when it is applied.
      keepAs: undefined,
      appliedLastTime: undefined
    },
    tellSides(tell),
    signal
  )
  if (!view.ok) return fail(failureOf(view.error))
  const { previewId, siteReading, summary } = view.value
  try {
    if (siteReading?.isComplete === false) return fail(usersCut(siteReading.cutBecause ?? 'the reason is not known'))
    await tell({ phase: 'directory', count: summary.people })
    const forecast = await desk.ask(previewId, { kind: 'forecast' }, signal)
    return forecast.ok ? forecast : fail(directoryFailure(forecast.error))
  } finally {
    desk.close(previewId)
  }
}

function tellSides(tell: Tell<PlanProgress>): (progress: PreviewProgress) => void {
  const ofDirectory = latestOnly((count) => tell({ phase: 'directory', count }))
  const ofSite = latestOnly((count) => tell({ phase: 'users', count }))
  return ({ directory, site }) => {
    // One of the two is told, the one that is not over: two numbers in turn would only flicker.
    if (directory.state !== 'done') ofDirectory(directory.people)
    else if (site !== undefined) ofSite(site.users)
  }
}

/** What the service or our way to it says is about the users of the site; anything else is about the directory. */
function failureOf(reason: Problem): ForecastFailure {
  return reason.code.startsWith('service.') ? usersCut(reason.title, reason) : directoryFailure(reason)
}

function usersCut(reason: string, because?: Problem): ForecastFailure {
  return { kind: 'users-cut', problem: problem('plan.read-incomplete', { what: 'the users', reason }, because?.evidence ?? []) }
}
