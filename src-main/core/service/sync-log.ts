import { CHANGE_RECORD_START } from '../plan/change-record.ts'
import { momentText } from '../model/day-text.ts'
import { printableText } from '../report/printable-text.ts'
import type { ExternalEventFacts } from './service-facts.ts'

/** How earlier syncs ended, in the site's own words. */
export interface SyncLog {
  readonly site: string
  readonly readAt: string
  /** ISO 8601. */
  readonly since: string
  readonly days: number
  /** One sentence. */
  readonly headline: string
  /** A sentence; absent: these are all since then. */
  readonly cutBecause: string | undefined
  /** Newest first. */
  readonly entries: readonly SyncLogEntry[]
  /** Entries of the same log that programs have left there: they are no syncs. */
  readonly ofPrograms: number
}

export interface SyncLogEntry {
  readonly id: number
  /** ISO 8601; empty: the site does not say. */
  readonly at: string
  /** In the service's word: `success`, `failure`, `partial_failure`, `in_progress`, `skipped`. */
  readonly status: string
  readonly verdict: 'good' | 'partly' | 'bad' | 'neutral'
  /** The service's word for the kind of entry; none of a sync is documented. */
  readonly kind: string
  /** What the entry says, line by line. About people. */
  readonly lines: readonly string[]
  /** Lines that are not shown. */
  readonly moreLines: number
}

export interface SyncLogFacts {
  readonly site: string
  readonly readAt: string
  readonly since: string
  readonly days: number
  readonly cutBecause: string | undefined
  readonly events: readonly ExternalEventFacts[]
}

/** What programs leave by the interface is no sync, and neither is our own change record, which is known by its first words. */
export function isOfProgram({ eventType, body }: ExternalEventFacts): boolean {
  return eventType === 'client_log' || body.startsWith(CHANGE_RECORD_START)
}

/** Pure. By the times themselves: that the newest comes first is asked for, and not proved. */
export function syncLog({ site, readAt, since, days, cutBecause, events }: SyncLogFacts): SyncLog {
  const ofSyncs = events.filter((event) => !isOfProgram(event))
  const entries = ofSyncs.map(entryOf).toSorted((one, other) => timeOf(other) - timeOf(one))
  const ofPrograms = events.length - ofSyncs.length
  return { site, readAt, since, days, headline: headlineOf(entries, days, cutBecause !== undefined), cutBecause, entries, ofPrograms }
}

const verdicts: Readonly<Partial<Record<string, SyncLogEntry['verdict']>>> = { success: 'good', partial_failure: 'partly', failure: 'bad' }

function entryOf({ id, createdAt, status, eventType, body }: ExternalEventFacts): SyncLogEntry {
  const lines = body.split(/\r?\n/).filter((line) => line.trim() !== '')
  return {
    id,
    at: createdAt,
    status: printableText(status),
    verdict: verdicts[status] ?? 'neutral',
    kind: printableText(eventType),
    lines: lines.slice(0, MOST_LINES).map((line) => printableText(line).slice(0, MOST_CHARACTERS)),
    moreLines: Math.max(0, lines.length - MOST_LINES)
  }
}

const MOST_LINES = 30
const MOST_CHARACTERS = 500

/** What has no readable time stands last. */
function timeOf({ at }: SyncLogEntry): number {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? -1 : ms
}

function headlineOf(entries: readonly SyncLogEntry[], days: number, isCut: boolean): string {
  const span = days === 1 ? 'the last day' : `the last ${String(days)} days`
  if (entries.length === 0)
    return isCut ? `No sync was found in what could be read of ${span}.` : `The external log of the site tells of no sync in ${span}.`
  const ended = entries.filter(({ verdict }) => verdict !== 'neutral')
  const failed = ended.filter(({ verdict }) => verdict === 'bad').length
  const partly = ended.filter(({ verdict }) => verdict === 'partly').length
  const count = `${isCut ? 'At least ' : ''}${String(entries.length)} ${entries.length === 1 ? 'entry' : 'entries'} in ${span}`
  const faults = [...(failed === 0 ? [] : [`${String(failed)} failed`]), ...(partly === 0 ? [] : [`${String(partly)} failed in part`])]
  const how = faults.length === 0 ? 'none failed' : faults.join(', ')
  const streak = ended.findIndex(({ verdict }) => verdict !== 'bad')
  const inARow = streak === -1 ? ended.length : streak
  const last = ended.find(({ verdict, at }) => verdict === 'good' && !Number.isNaN(Date.parse(at)))
  const lastGood = last === undefined ? 'None succeeded.' : `The last success was at ${momentText(last.at)}.`
  return `${count}, ${how}.${inARow > 1 ? ` The newest ${String(inARow)} failed one after the other.` : ''} ${lastGood}`
}
