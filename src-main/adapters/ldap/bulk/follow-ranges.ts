import { SearchRequest as SearchMessage } from 'ldapts'
import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import type { EntryView } from '../../../core/preview/snapshot/entry-view.ts'
import { EncodedFilter } from '../filter-encoding.ts'
import { resultFailure } from '../ldap-errors.ts'
import type { BulkConnection } from './bulk-connection.ts'
import { EntryDecoder } from './entry-decoder.ts'

/** An attribute of a group of which only the first values have come. */
export interface OpenRange {
  readonly group: number
  readonly dn: string
  /** Index of the wanted attribute. */
  readonly attribute: number
  /** Position of the first value that is missing. */
  readonly next: number
}

export interface RangesRequest {
  readonly attributes: readonly string[]
  readonly take: (group: number, entry: EntryView) => void
  readonly onCut: (cut: { readonly because: string; readonly failure?: LdapFailure }) => void
  /** A server without an end is left after this many. */
  readonly mostValues?: number
  /** Base reads that wait for an answer at one time. Answers to reads without a page control may overlap on one connection. */
  readonly mostInFlight?: number
}

const USUAL_IN_FLIGHT = 16

/** Fetches the rest of each attribute that came in parts (MS-ADTS 3.1.1.3.1.3.3), each up to the end mark `*` or a cut of its own. */
export async function followRanges(connection: BulkConnection, open: readonly OpenRange[], request: RangesRequest): Promise<void> {
  const { mostInFlight = USUAL_IN_FLIGHT } = request
  const decoder = new EntryDecoder(request.attributes)
  const waiting = open.values()
  const fetchSome = async (): Promise<void> => {
    for (const range of waiting) await fetchRest(connection, range, decoder, request)
  }
  await Promise.all(Array.from({ length: Math.min(mostInFlight, open.length) }, fetchSome))
}

async function fetchRest(connection: BulkConnection, range: OpenRange, decoder: EntryDecoder, request: RangesRequest): Promise<void> {
  const name = request.attributes[range.attribute] ?? ''
  const { mostValues = 5_000_000 } = request
  const stuck = (what: string): void => {
    request.onCut({ because: `The server does not finish ${name} of ${range.dn}: ${what}.` })
  }
  let next: number | undefined = range.next
  while (next !== undefined) {
    const asked: number = next
    const answers: RangePart[] = []
    const answer = await connection.exchange(rangeMessage(range.dn, `${name};range=${asked}-*`), 'search', (bytes, start, end) => {
      answers.push(takePart(decoder.decode(bytes, start, end), range, asked, request))
    })
    if (!answer.ok || answer.value.code !== 0) {
      const failure = answer.ok ? resultFailure(answer.value) : answer.error
      request.onCut({ because: `The rest of ${name} of ${range.dn}, from value ${asked + 1} on, was not read`, failure })
      return
    }
    const taken = answers[0] ?? UNANSWERED
    if (taken.kind === 'unanswered') {
      stuck(`;range=${asked}-* was not answered`)
      return
    }
    if (taken.kind === 'barren') {
      stuck(`;range=${asked}-* brought no values`)
      return
    }
    next = taken.next
    if (next !== undefined && next >= mostValues) {
      stuck('there is no end of it')
      return
    }
  }
}

type RangePart =
  { readonly kind: 'unanswered' } | { readonly kind: 'barren' } | { readonly kind: 'taken'; readonly next: number | undefined }

const UNANSWERED: RangePart = { kind: 'unanswered' }

/** Runs while the bytes are there: the view is used again for the next answer. */
function takePart(entry: EntryView, { group, attribute }: OpenRange, asked: number, { take }: RangesRequest): RangePart {
  const range = entry.ranges.find((each) => each.attribute === attribute)
  if (range === undefined || range.first !== asked) return UNANSWERED
  const isEmpty = (entry.values[attribute] ?? []).length === 0
  if (range.last !== undefined && (range.last < asked || isEmpty)) return { kind: 'barren' }
  take(group, entry)
  return { kind: 'taken', next: range.last === undefined ? undefined : range.last + 1 }
}

function rangeMessage(dn: string, attribute: string): SearchMessage {
  return new SearchMessage({
    messageId: 0,
    baseDN: dn,
    scope: 'base',
    filter: new EncodedFilter({ kind: 'present', attribute: 'objectClass' }),
    attributes: [attribute],
    timeLimit: 0
  })
}
