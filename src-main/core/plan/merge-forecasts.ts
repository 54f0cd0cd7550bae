import type { MadeForecast } from './forecast.ts'
import { comparableUsername } from './username.ts'

export interface SyncForecast {
  /** As people call it: `sync of the site`. */
  readonly sync: string
  readonly forecast: MadeForecast
}

/** What several syncs together would do. `peopleLastTime` is that of all together, which no single one of them knows. */
export function mergeForecasts(syncs: readonly SyncForecast[], peopleLastTime: number | undefined): MadeForecast {
  const forecasts = syncs.map(({ forecast }) => forecast)
  const changeHands = forecasts.flatMap(({ changeHands: names = [] }) => names).sort()
  const cut = syncs.find(({ forecast }) => !forecast.isComplete)
  return {
    kind: 'made',
    isComplete: cut === undefined,
    because: cut === undefined || syncs.length === 1 ? cut?.forecast.because : `${capitalised(cut.sync)}: ${cut.forecast.because ?? ''}`,
    ...(cut?.forecast.cut === undefined ? {} : { cut: cut.forecast.cut }),
    peopleInDirectory: sum(forecasts.map(({ peopleInDirectory }) => peopleInDirectory)),
    peopleLastTime,
    managedUsers: sum(forecasts.map(({ managedUsers }) => managedUsers)),
    wouldLose: forecasts.flatMap(({ wouldLose }) => wouldLose).sort(),
    // Whoever is in one of the directories has been found.
    notFound: (forecasts[0]?.notFound ?? []).filter((name) => forecasts.every(({ notFound }) => isAmong(name, notFound))),
    ...(changeHands.length === 0 ? {} : { changeHands }),
    assumptions: mergedAssumptions(syncs)
  }
}

/** What holds for all is said once, the rest with the sync that it is about. */
function mergedAssumptions(syncs: readonly SyncForecast[]): readonly string[] {
  const isShared = (sentence: string): boolean => syncs.every(({ forecast }) => forecast.assumptions.includes(sentence))
  return syncs.flatMap(({ sync, forecast }, index) =>
    forecast.assumptions.flatMap((sentence) => {
      if (isShared(sentence)) return index === 0 ? [sentence] : []
      return [`${capitalised(sync)}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`]
    })
  )
}

function isAmong(name: string, names: readonly string[]): boolean {
  return names.some((other) => comparableUsername(other) === comparableUsername(name))
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
