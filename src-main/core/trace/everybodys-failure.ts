import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { momentText } from '../model/day-text.ts'
import { printableText } from '../report/printable-text.ts'
import { causeOfEntry, isFailure, type ScimEntryCause } from '../scim/log/cause-of-entry.ts'
import { evidenceOf, type ReadScimEntry } from '../scim/log/group-scim-causes.ts'

/** Requests of Entra ID that fail for everybody since some moment, so that nothing arrives for anybody. */
export interface EverybodysFailure {
  readonly kind: ScimEntryCause['kind']
  readonly newest: ReadScimEntry
  readonly count: number
  readonly evidence: readonly EvidenceItem[]
}

/**
 * The newest requests of the log, when they all fail for one reason that has nothing to do with whom they are about, and none has succeeded
 * since. One person’s failures are hers: it takes several people, or requests that are about nobody. `isCut`: the log reaches further back.
 */
export function everybodysFailure(entries: readonly ReadScimEntry[], isCut: boolean): EverybodysFailure | undefined {
  // By the times themselves: that the newest comes first is asked for, and not proved.
  const dated = entries
    .filter(({ entry }) => !Number.isNaN(Date.parse(entry.createdAt)))
    .toSorted((one, other) => Date.parse(other.entry.createdAt) - Date.parse(one.entry.createdAt))
  const [newest] = dated
  if (newest === undefined || !isFailure(newest.entry)) return undefined
  const { id, kind } = causeOfEntry(newest.entry, newest.reading)
  if (!OF_EVERYBODY.has(kind)) return undefined
  const before = dated.findIndex(({ entry, reading }) => !isFailure(entry) || causeOfEntry(entry, reading).id !== id)
  const run = before === -1 ? dated : dated.slice(0, before)
  const people = new Set(run.map(({ view }) => view.person))
  if (run.length < LEAST_IN_A_ROW || (people.size < 2 && !people.has(''))) return undefined
  people.delete('')
  const lastGood = dated.find(({ entry }) => !isFailure(entry) && entry.responseCode !== undefined)
  return { kind, newest, count: run.length, evidence: evidenceOfRun(run, people, lastGood, before === -1 && isCut) }
}

/** What a request is about does not matter to these. */
const OF_EVERYBODY: ReadonlySet<ScimEntryCause['kind']> = new Set([
  'token-refused',
  'not-allowed',
  'search-not-found',
  'too-many',
  'service-error'
])
const LEAST_IN_A_ROW = 3

function evidenceOfRun(
  run: readonly ReadScimEntry[],
  people: ReadonlySet<string>,
  lastGood: ReadScimEntry | undefined,
  isLonger: boolean
): readonly EvidenceItem[] {
  const [newest] = run
  const oldest = run.at(-1)
  if (newest === undefined || oldest === undefined) return []
  const named = [...people].slice(0, MOST_NAMED).map(printableText).join(', ')
  return [
    seen('Failed requests in a row', `${isLonger ? 'at least ' : ''}${String(run.length)}, whomever they are about`),
    seen('First of them', `${momentText(oldest.entry.createdAt)}${isLonger ? ', or earlier' : ''}`),
    seen('Last of them', momentText(newest.entry.createdAt)),
    seen('Last success before', lastGood === undefined ? 'none in the log as it was read' : momentText(lastGood.entry.createdAt)),
    seen('People among them', people.size),
    ...(named === '' ? [] : [seenAboutPeople('Among others', named)]),
    ...evidenceOf(newest)
  ]
}

const MOST_NAMED = 5
