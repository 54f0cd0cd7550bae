import { dayText } from '../model/day-text.ts'
import { printableText } from '../report/printable-text.ts'
import type { OwnedFacts } from '../service/service-facts.ts'
import { type OwnedKind, ownedWords } from '../model/owned-kinds.ts'
import type { OwnedPart } from './owned-views.ts'

/** How the reading of one kind ended. */
export interface OwnedReading {
  readonly items: readonly OwnedFacts[]
  /** A sentence: why there may be more; absent: that was all. */
  readonly cutBecause: string | undefined
  /** Nothing was read at all. */
  readonly isNotRead: boolean
}

/** What one person owns of one kind. `toldCount`: what the account itself says. `now`: ISO 8601. */
export function ownedPart(
  kind: OwnedKind,
  userId: number,
  reading: OwnedReading,
  { source, toldCount, now }: { readonly source: string; readonly toldCount: number | undefined; readonly now: string }
): OwnedPart {
  const checked = ofUser(reading, userId)
  const { items, cutBecause, isNotRead } = checked
  const hidden = cutBecause === undefined && toldCount !== undefined && toldCount > items.length ? toldCount : undefined
  const because =
    cutBecause ??
    (hidden === undefined ? '' : `The account says ${String(hidden)}, and the list shows ${String(items.length)} of them to this API key.`)
  return {
    kind,
    state: isNotRead ? 'not-read' : because === '' ? 'read' : 'cut',
    count: Math.max(items.length, hidden ?? 0),
    ended: items.filter((item) => isOver(item, now)).length,
    things: items.slice(0, MOST_THINGS).map((item) => ({ id: item.id, name: nameOf(kind, item), facts: factsOf(item, now) })),
    source,
    because
  }
}

/** A list that was asked for one user and names another one was not filtered: then nothing of it can be believed. */
export function ofUser(reading: OwnedReading, userId: number): OwnedReading {
  return reading.items.some((item) => item.userId !== undefined && item.userId !== userId)
    ? { items: [], isNotRead: true, cutBecause: 'The site answered with what belongs to somebody else, so the answer proves nothing.' }
    : reading
}

const MOST_THINGS = 20

function isOver({ expiresAt, isOff }: OwnedFacts, now: string): boolean {
  return isOff === true || Date.parse(expiresAt ?? '') <= Date.parse(now)
}

function nameOf(kind: OwnedKind, { name, id }: OwnedFacts): string {
  const text = printableText(name).trim().slice(0, MOST_CHARACTERS)
  return text === '' ? `${ownedWords[kind].one} ${String(id)}` : text
}

const MOST_CHARACTERS = 120

function factsOf(item: OwnedFacts, now: string): string {
  const { variety, isOff, createdAt, expiresAt, lastUsedAt } = item
  const ends = Date.parse(expiresAt ?? '') <= Date.parse(now) ? 'ended' : 'ends'
  return [
    printableText(variety).slice(0, MOST_CHARACTERS),
    isOff === true ? 'switched off' : '',
    dated('made', createdAt),
    dated(ends, expiresAt),
    dated('last used', lastUsedAt)
  ]
    .filter((text) => text !== '')
    .join(', ')
}

function dated(what: string, at: string | undefined): string {
  return at === undefined || Number.isNaN(Date.parse(at)) ? '' : `${what} ${dayText(at)}`
}
