import { counted } from '../../catalog/entry.ts'
import type { ScimLogFacts } from '../../service/service-facts.ts'
import type { ScimLogView } from '../scim-views.ts'
import { explainScimEntry } from './explain-scim-entry.ts'
import { groupScimCauses, type ReadScimEntry } from './group-scim-causes.ts'
import { judgeQuarantine } from './judge-quarantine.ts'
import { judgeSilence, type SilenceFacts } from './judge-silence.ts'
import { namesOfLog } from './names-of-log.ts'
import { readScimEntry } from './read-scim-entry.ts'
import type { ScimProviders } from './scim-providers.ts'

export interface ScimLogReading {
  readonly site: string
  readonly readAt: string
  /** By how much the clock of the service is ahead of the one that `readAt` is by; absent: not known. */
  readonly serviceAheadMs?: number | undefined
  readonly since: string
  readonly days: number
  readonly cutBecause: string | undefined
  /** Newest first. */
  readonly entries: readonly ScimLogFacts[]
  readonly providers: ScimProviders
}

/** Most entries that are shown; all of them are counted. */
const MOST_SHOWN = 300

/** The log as it is shown: explained, its failures by cause, and what is wrong although nothing failed. */
export function scimLogView({ site, readAt, serviceAheadMs, since, days, cutBecause, entries, providers }: ScimLogReading): ScimLogView {
  const read = readEntries(entries)
  const { isOn, tokenEndsAt, isByPassword } = providers
  const failures = read.filter(({ view }) => view.isFailure).length
  const people = new Set(read.map(({ view }) => view.person).filter((person) => person !== ''))
  const silence = judgeSilence({ isOn, tokenEndsAt, ...timesOf(entries), now: readAt, serviceAheadMs, days })
  const warnings = [...silence, ...judgeQuarantine(read)]
  return {
    site,
    readAt,
    since,
    cutBecause,
    headline: headlineOf(entries.length, failures, days, isOn, warnings.length > 0),
    counts: { requests: entries.length, failures, people: people.size },
    warnings,
    causes: groupScimCauses(read, { tokenEndsAt, isByPassword, now: readAt }),
    entries: read.slice(0, MOST_SHOWN).map(({ view }) => view)
  }
}

/** Entries with what they mean; who has which number is learned from all of them. */
export function readEntries(entries: readonly ScimLogFacts[]): readonly ReadScimEntry[] {
  const readings = entries.map(readScimEntry)
  const names = namesOfLog(readings)
  return entries.flatMap((entry, index) => {
    const reading = readings[index]
    return reading === undefined ? [] : [{ entry, reading, view: explainScimEntry(entry, names) }]
  })
}

/** By the times themselves: that the newest comes first is asked for, and not proved. */
function timesOf(entries: readonly ScimLogFacts[]): Pick<SilenceFacts, 'newestAt' | 'longestPauseMinutes'> {
  const times = entries
    .map(({ createdAt }) => Date.parse(createdAt))
    .filter((ms) => !Number.isNaN(ms))
    .toSorted((one, other) => other - one)
  const pauses = times.slice(1).map((ms, index) => (times[index] ?? ms) - ms)
  const [newestMs] = times
  return {
    newestAt: newestMs === undefined ? entries[0]?.createdAt : new Date(newestMs).toISOString(),
    longestPauseMinutes: pauses.length === 0 ? undefined : Math.round(pauses.reduce((most, pause) => Math.max(most, pause), 0) / 60_000)
  }
}

function headlineOf(requests: number, failures: number, days: number, isOn: boolean, isWarned: boolean): string {
  const span = days === 1 ? 'the last day' : `the last ${String(days)} days`
  if (requests === 0) return isOn ? `Entra ID has asked for nothing in ${span}.` : `No request in ${span}, and SCIM is not switched on.`
  const failed = failures === 0 ? 'none of them failed' : counted(failures, 'of them failed', 'of them failed')
  return `${counted(requests, 'request', 'requests')} in ${span}, ${failed}.${isWarned ? ' Something needs attention.' : ''}`
}
