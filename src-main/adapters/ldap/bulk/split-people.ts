import { performance } from 'node:perf_hooks'
import { SearchRequest as SearchMessage } from 'ldapts'
import type { SearchFilter } from '../../../core/model/search-filter.ts'
import type { EntryView } from '../../../core/preview/snapshot/entry-view.ts'
import { EncodedFilter } from '../filter-encoding.ts'
import type { BulkConnection } from './bulk-connection.ts'
import { choosePrefixes } from './choose-prefixes.ts'
import { EntryDecoder } from './entry-decoder.ts'

export interface PeopleToSplit {
  readonly base: string
  readonly filter: SearchFilter
  /** `sAMAccountName`, `uid`, `mail`, ... */
  readonly attribute: string
  /** How many connections there may be for people. */
  readonly shares: number
  /** What is asked of the first few people beside that attribute, and who is shown them; nothing by default. */
  readonly glimpse?: { readonly attributes: readonly string[]; readonly show: (entry: EntryView) => void }
  /** Called when there are so many people that several connections pay, before it is known how they are shared. */
  readonly onMany?: () => void
}

/**
 * Filters that together find what the one filter finds, and no entry twice unless it has several values of the attribute: some prefixes
 * each, and first the one for all that have none of them. One filter when the directory is small, when the attribute has no index for
 * prefixes, or when one of the first people does not show it: what may not be searched would be in none of the parts.
 */
export async function splitPeople(connection: BulkConnection, people: PeopleToSplit): Promise<readonly SearchFilter[]> {
  const whole = [people.filter]
  // Sent together, as all the questions of one depth are below: on a long line a round trip costs more than an answer.
  const sample = sampleValues(connection, people)
  const nobody = looksIndexed(connection, people)
  const values = await sample
  if (values === undefined || !((await nobody) || (await hasPrefixIndex(connection, people)))) return whole
  people.onMany?.()
  const askForMany = (prefixes: readonly string[]): Promise<ReadonlySet<string>> => prefixesOfMany(connection, people, prefixes)
  const shortest = people.attribute.toLowerCase() === 'uid' ? SHORTEST_INDEXED : 1
  const prefixes = await choosePrefixes({ values, askForMany }, people.shares * PREFIXES_A_SHARE, shortest)
  return prefixes.length < people.shares ? whole : partFilters(people, prefixes)
}

/** slapd indexes the beginnings of values from two characters on. */
const SHORTEST_INDEXED = 2
const PREFIXES_A_SHARE = 3
const SAMPLE_SIZE = 500

/** Lower-case values of some people; `undefined` when these are all there are, or when one has none to see. */
async function sampleValues(connection: BulkConnection, people: PeopleToSplit): Promise<readonly string[] | undefined> {
  const values: string[] = []
  let hidden = 0
  const { attribute, glimpse } = people
  // At the same time: none of these searches is paged, and the server answers them in order.
  const glimpsed = glimpse === undefined ? undefined : glimpseAt(connection, people, glimpse)
  const decoder = new EntryDecoder([attribute])
  const request = searchMessage(people.base, people.filter, [attribute], SAMPLE_SIZE)
  const answer = await connection.exchange(request, 'search', (message, from, to) => {
    const { bytes, values: found } = decoder.decode(message, from, to)
    const [start, end] = found[0] ?? []
    if (start === undefined || end === undefined) hidden += 1
    else values.push(bytes.toString('latin1', start, end).toLowerCase())
  })
  await glimpsed
  const hasMore = answer.ok && answer.value.code === SIZE_LIMIT_EXCEEDED
  return hasMore && hidden === 0 && values.length > 0 ? values : undefined
}

const SIZE_LIMIT_EXCEEDED = 4
const GLIMPSE_SIZE = 50

/** A failure says nothing here that the searches which follow do not say. */
async function glimpseAt(
  connection: BulkConnection,
  { base, filter }: PeopleToSplit,
  { attributes, show }: NonNullable<PeopleToSplit['glimpse']>
): Promise<void> {
  const decoder = new EntryDecoder(attributes)
  await connection.exchange(searchMessage(base, filter, attributes, GLIMPSE_SIZE), 'search', (message, from, to) => {
    show(decoder.decode(message, from, to))
  })
}

/**
 * A prefix that nobody has is answered at once from an index; without one the server looks at everybody. Asked at the same time as for one entry, so that
 * the line counts for both.
 */
async function looksIndexed(connection: BulkConnection, people: PeopleToSplit): Promise<boolean> {
  const [oneEntryMs, nobodyMs] = await Promise.all([
    timedSearch(connection, oneEntryMessage(people)),
    timedSearch(connection, nobodyMessage(people))
  ])
  return oneEntryMs !== undefined && nobodyMs !== undefined && nobodyMs - oneEntryMs < INDEXED_MS
}

/** Asked once more, one after the other, since a busy machine may be slow once. A wrong guess either way costs time and nobody. */
async function hasPrefixIndex(connection: BulkConnection, people: PeopleToSplit): Promise<boolean> {
  const oneEntryMs = await timedSearch(connection, oneEntryMessage(people))
  const nobodyMs = await timedSearch(connection, nobodyMessage(people))
  return oneEntryMs !== undefined && nobodyMs !== undefined && nobodyMs < oneEntryMs * 2 + INDEXED_MS
}

function oneEntryMessage({ base }: PeopleToSplit): SearchMessage {
  return searchMessage(base, present, ['1.1'], 1, 'base')
}

function nobodyMessage({ base, attribute }: PeopleToSplit): SearchMessage {
  return searchMessage(base, prefixFilter(attribute, 'zq9xv7kw'), ['1.1'], 1)
}

const present: SearchFilter = { kind: 'present', attribute: 'objectClass' }
const INDEXED_MS = 30

async function timedSearch(connection: BulkConnection, message: SearchMessage): Promise<number | undefined> {
  const startedMs = performance.now()
  const answer = await connection.exchange(message, 'search', () => undefined)
  return answer.ok && answer.value.code === 0 ? performance.now() - startedMs : undefined
}

/** Which prefixes at least `MANY` people have; all asked at once, as none of these searches is paged. */
async function prefixesOfMany(
  connection: BulkConnection,
  people: PeopleToSplit,
  prefixes: readonly string[]
): Promise<ReadonlySet<string>> {
  const many = new Set<string>()
  await Promise.all(
    prefixes.map(async (prefix) => {
      let count = 0
      // Whoever else has the attribute is few; the filter for people would make a server fetch its long list of them for each question.
      const filter = prefixFilter(people.attribute, prefix)
      await connection.exchange(searchMessage(people.base, filter, ['1.1'], MANY), 'search', () => {
        count += 1
      })
      if (count >= MANY) many.add(prefix)
    })
  )
  return many
}

const MANY = 20

/**
 * The first filter finds everybody of some prefixes and everybody without any; the others a few prefixes each. For the first the server looks at every
 * entry, so it gets less than its share and never much more; the rest is for whoever is done, the large ones first.
 */
function partFilters({ filter, attribute, shares }: PeopleToSplit, prefixes: readonly string[]): readonly SearchFilter[] {
  const largestFirst = [...prefixes].sort((one, other) => one.length - other.length)
  const most = (largestFirst.reduce((sum, prefix) => sum + likelySize(prefix), 0) / shares) * FIRST_SHARE
  const others: string[] = []
  let first = 0
  for (const prefix of largestFirst) {
    const size = likelySize(prefix)
    if (first + size / 2 <= most) first += size
    else others.push(prefix)
  }
  const count = Math.min(others.length, shares * PARTS_A_SHARE)
  const parts = Array.from({ length: count }, (_, part) => others.filter((_prefix, index) => index % count === part))
  const anyOf = (some: readonly string[]): SearchFilter => ({ kind: 'or', filters: some.map((each) => prefixFilter(attribute, each)) })
  return [and(filter, { kind: 'not', filter: anyOf(others) }), ...parts.map((part) => and(filter, anyOf(part)))]
}

/** More parts than connections: whoever is done early takes another. */
const PARTS_A_SHARE = 3
const FIRST_SHARE = 0.75

/** A guess: each further character leaves a tenth, as it does where people are numbered. */
function likelySize(prefix: string): number {
  return 10 ** -prefix.length
}

function and(...filters: readonly SearchFilter[]): SearchFilter {
  return { kind: 'and', filters }
}

function prefixFilter(attribute: string, prefix: string): SearchFilter {
  return { kind: 'substring', attribute, first: [...Buffer.from(prefix)], middle: [], last: [] }
}

/** The size limit is what these searches are about: they look at some people and count none. */
function searchMessage(
  base: string,
  filter: SearchFilter,
  attributes: readonly string[],
  sizeLimit: number,
  scope: 'base' | 'sub' = 'sub'
): SearchMessage {
  return new SearchMessage({
    messageId: 0,
    baseDN: base,
    scope,
    filter: new EncodedFilter(filter),
    attributes: [...attributes],
    sizeLimit,
    timeLimit: 0
  })
}
