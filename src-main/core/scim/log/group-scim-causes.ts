import type { EvidenceItem } from '../../evidence.ts'
import { seen, seenAboutPeople } from '../../evidence.ts'
import { momentText } from '../../model/day-text.ts'
import { printableText } from '../../report/printable-text.ts'
import type { ScimLogFacts } from '../../service/service-facts.ts'
import type { ScimCause, ScimLogEntryView } from '../scim-views.ts'
import { type CauseFacts, causeOfEntry, causeProblem, isFailure, wordsOfFailure, type ScimEntryCause } from './cause-of-entry.ts'
import type { ScimEntryReading } from './read-scim-entry.ts'

export interface ReadScimEntry {
  readonly entry: ScimLogFacts
  readonly reading: ScimEntryReading
  readonly view: ScimLogEntryView
}

/** The failures of a log by their cause, most of them first. `entries`: newest first. */
export function groupScimCauses(
  entries: readonly ReadScimEntry[],
  about: Pick<CauseFacts, 'tokenEndsAt' | 'isByPassword' | 'now'>
): readonly ScimCause[] {
  const groups = new Map<string, { readonly cause: ScimEntryCause; readonly entries: ReadScimEntry[] }>()
  for (const each of entries) {
    if (!isFailure(each.entry)) continue
    const cause = causeOfEntry(each.entry, each.reading)
    const group = groups.get(cause.id)
    if (group === undefined) groups.set(cause.id, { cause, entries: [each] })
    else group.entries.push(each)
  }
  return [...groups.values()]
    .map(({ cause, entries: failures }) => causeView(cause, failures, about))
    .toSorted((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1))
}

function causeView(
  { id, kind }: ScimEntryCause,
  failures: readonly ReadScimEntry[],
  about: Pick<CauseFacts, 'tokenEndsAt' | 'isByPassword' | 'now'>
): ScimCause {
  const [newest] = failures
  const dates = failures.map(({ entry }) => entry.createdAt).toSorted()
  const people = [...new Set(failures.map(({ view }) => view.person).filter((person) => person !== ''))]
  const facts = {
    ...about,
    count: failures.length,
    status: newest?.entry.responseCode ?? 0,
    words: newest === undefined ? '' : wordsOfFailure(newest.reading),
    evidence: newest === undefined ? [] : evidenceOf(newest)
  }
  return {
    id,
    problem: causeProblem(kind, facts),
    count: failures.length,
    firstAt: dates[0] ?? '',
    lastAt: dates.at(-1) ?? '',
    people: people.slice(0, MOST_PEOPLE)
  }
}

const MOST_PEOPLE = 10

/** Of one entry of the log. */
export function evidenceOf({ entry, view }: ReadScimEntry): readonly EvidenceItem[] {
  return [
    seen('Entry', `number ${String(entry.id)}, ${timeText(entry.createdAt)}`),
    seenAboutPeople('Request', `${view.method} ${view.path}`),
    seen('Status', entry.responseCode ?? 'not written down'),
    ...(view.person === '' ? [] : [seenAboutPeople('Person', view.person)]),
    ...(view.response === '' ? [] : [seenAboutPeople('Answer', view.response.replace(/\s+/g, ' ').slice(0, 500))])
  ]
}

/** What the log says may be no date at all. */
export function timeText(createdAt: string): string {
  return Number.isNaN(Date.parse(createdAt)) ? printableText(createdAt) : momentText(createdAt)
}
