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
  /** `sAMAccountName` or `uid`. */
  readonly attribute: string
  /** How many connections there may be for people. */
  readonly shares: number
  /** What is asked of the first few people beside that attribute, and who is shown them; nothing by default. */
  readonly glimpse?: { readonly attributes: readonly string[]; readonly show: (entry: EntryView) => void }
}

/**
 * Filters that together find what the one filter finds, and no entry twice unless it has several values of the attribute: some prefixes
 * each, and first the one for all that have none of them. One filter when the directory is small, when the attribute has no index for
 * prefixes, or when one of the first people does not show it: what may not be searched would be in none of the parts.
 */
export async function splitPeople(connection: BulkConnection, people: PeopleToSplit): Promise<readonly SearchFilter[]> {
  const whole = [people.filter]
  const values = await sampleValues(connection, people)
  if (values === undefined || !(await hasPrefixIndex(connection, people))) return whole
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
  const answer = await connection.exchange(request, 'search', (message) => {
    const { bytes, values: found } = decoder.decode(message)
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
  await connection.exchange(searchMessage(base, filter, attributes, GLIMPSE_SIZE), 'search', (message) => {
    show(decoder.decode(message))
  })
}

/**
 * A prefix that nobody has is answered at once from an index; without one the server looks at everybody. Asked twice, since a busy machine may be
 * slow once. A wrong guess either way costs time and nobody.
 */
async function hasPrefixIndex(connection: BulkConnection, { base, attribute }: PeopleToSplit): Promise<boolean> {
  const nobody = prefixFilter(attribute, 'zq9xv7kw')
  for (let tries = 0; tries < 2; tries += 1) {
    const oneEntryMs = await timedSearch(connection, searchMessage(base, present, ['1.1'], 1, 'base'))
    const nobodyMs = await timedSearch(connection, searchMessage(base, nobody, ['1.1'], 1))
    if (oneEntryMs === undefined || nobodyMs === undefined) return false
    if (nobodyMs < oneEntryMs * 2 + INDEXED_MS) return true
  }
  return false
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

/** The first filter finds everybody of its share of the prefixes and everybody without any; the others a few prefixes each. */
function partFilters({ filter, attribute, shares }: PeopleToSplit, prefixes: readonly string[]): readonly SearchFilter[] {
  const others = prefixes.slice(Math.floor(prefixes.length / shares))
  const count = Math.min(others.length, (shares - 1) * PARTS_A_SHARE)
  const parts = Array.from({ length: count }, (_, part) => others.filter((_prefix, index) => index % count === part))
  const anyOf = (some: readonly string[]): SearchFilter => ({ kind: 'or', filters: some.map((each) => prefixFilter(attribute, each)) })
  return [and(filter, { kind: 'not', filter: anyOf(others) }), ...parts.map((part) => and(filter, anyOf(part)))]
}

/** More parts than connections: whoever is done early takes another. */
const PARTS_A_SHARE = 2

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
