import { PagedResultsControl, SearchRequest as SearchMessage } from 'ldapts'
import type { CancelSignal } from '../../../core/cancel.ts'
import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import type { SearchFilter } from '../../../core/model/search-filter.ts'
import type { Result } from '../../../core/result.ts'
import { MalformedBytes } from '../ber.ts'
import { EncodedFilter } from '../filter-encoding.ts'
import { resultFailure } from '../ldap-errors.ts'
import { pageCookie } from '../response-controls.ts'
import type { ServerResult } from '../server-message.ts'
import type { BulkConnection } from './bulk-connection.ts'

/** Decodes one entry; may throw `MalformedBytes`. `known`: it brought nothing new. `stop`: no more of this search is wanted. */
export type TakeEntry = (bytes: Buffer, start: number, end: number) => 'new' | 'known' | 'stop'

export interface PagesRequest {
  readonly base: string
  readonly filter: SearchFilter
  readonly attributes: readonly string[]
  readonly pageSize: number
  readonly take: TakeEntry
  readonly onPage: () => void
}

export type PagesEnd =
  { readonly kind: 'complete' } | { readonly kind: 'stopped' } | { readonly kind: 'cut'; readonly failure: LdapFailure }

/**
 * Reads a search page by page (RFC 2696). The next page is asked for before this one is decoded, so that server and client work at the same time.
 * Whatever ended the search, entries that came before it have been taken.
 */
export async function readPages(connection: BulkConnection, request: PagesRequest, signal: CancelSignal): Promise<PagesEnd> {
  let page = new Page(connection, request, signal)
  let waiting = ask(connection, request, Buffer.alloc(0), page)
  let lastCookie: Buffer = Buffer.alloc(0)
  let barrenPages = 0
  for (;;) {
    const answer = await waiting
    const next = nextStep(connection, answer)
    const arrived = page
    if (next.kind === 'more') {
      page = new Page(connection, request, signal)
      waiting = ask(connection, request, next.cookie, page)
    }
    arrived.decode()
    if (arrived.size > 0) request.onPage()
    if (arrived.isStopped) return { kind: 'stopped' }
    if (arrived.failure !== undefined) return cut(arrived.failure)
    if (next.kind !== 'more') return next
    barrenPages = arrived.isBarren ? barrenPages + 1 : 0
    const most = next.cookie.equals(lastCookie) ? MOST_BARREN_PAGES_WITH_ONE_COOKIE : MOST_BARREN_PAGES
    if (barrenPages >= most) {
      return cut(connection.giveUp(`The server sent ${barrenPages} pages in a row without a new entry and no end of the search.`))
    }
    lastCookie = next.cookie
  }
}

// Access rules can empty a page, and some servers keep one cookie for a whole search; only the endless repetition is a fault.
const MOST_BARREN_PAGES = 1000
const MOST_BARREN_PAGES_WITH_ONE_COOKIE = 20

/** Decoded before its end comes: a page of large groups would fill the memory otherwise. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024

const NO_BYTES = Buffer.alloc(0)

class Page {
  size = 0
  isBarren = true
  isStopped = false
  failure: LdapFailure | undefined
  readonly #connection: BulkConnection
  readonly #request: PagesRequest
  readonly #signal: CancelSignal
  /** By message: what it lies in, and from where to where. */
  #messages: Buffer[] = []
  #bounds: number[] = []
  #keptBytes = 0

  constructor(connection: BulkConnection, request: PagesRequest, signal: CancelSignal) {
    this.#connection = connection
    this.#request = request
    this.#signal = signal
  }

  readonly add = (bytes: Buffer, start: number, end: number): void => {
    this.size += 1
    this.#messages.push(bytes)
    this.#bounds.push(start, end)
    this.#keptBytes += end - start
    if (this.#keptBytes > MOST_KEPT_BYTES) this.decode()
  }

  /** What nobody can read, and what nobody wants any more, ends the connection. */
  decode(): void {
    const messages = this.#messages
    const bounds = this.#bounds
    this.#messages = []
    this.#bounds = []
    this.#keptBytes = 0
    for (let index = 0; index < messages.length; index += 1) {
      const bytes = messages[index] ?? NO_BYTES
      if (this.isStopped || this.#signal.aborted) return
      const start = bounds[2 * index] ?? 0
      const end = bounds[2 * index + 1] ?? 0
      const outcome = this.#take(bytes, start, end)
      if (outcome === 'new') this.isBarren = false
      if (outcome === 'stop') this.#stop()
      if (outcome === 'malformed') {
        this.failure = this.#connection.giveUpMalformed(bytes.subarray(start, end))
        return
      }
    }
  }

  #stop(): void {
    this.isStopped = true
    this.#connection.close()
  }

  #take(bytes: Buffer, start: number, end: number): 'new' | 'known' | 'stop' | 'malformed' {
    try {
      return this.#request.take(bytes, start, end)
    } catch (problem) {
      if (problem instanceof MalformedBytes) return 'malformed'
      this.#connection.close()
      throw problem
    }
  }
}

type NextStep = { readonly kind: 'more'; readonly cookie: Buffer } | PagesEnd

function nextStep(connection: BulkConnection, answer: Result<ServerResult, LdapFailure>): NextStep {
  if (!answer.ok) return cut(answer.error)
  if (answer.value.code !== 0) return cut(resultFailure(answer.value))
  const cookie = pageCookie(answer.value.controls)
  if (cookie === 'malformed') return cut(connection.giveUp('The server’s paging answer cannot be read.'))
  return cookie === undefined || cookie.length === 0 ? { kind: 'complete' } : { kind: 'more', cookie }
}

function cut(failure: LdapFailure): PagesEnd {
  return { kind: 'cut', failure }
}

/** Never a size limit, which a server could reach and call success; and no time limit, as our own deadline counts. */
function ask(
  connection: BulkConnection,
  { base, filter, attributes, pageSize }: PagesRequest,
  cookie: Buffer,
  page: Page
): Promise<Result<ServerResult, LdapFailure>> {
  const message = new SearchMessage({
    messageId: 0,
    baseDN: base,
    scope: 'sub',
    filter: new EncodedFilter(filter),
    attributes: [...attributes],
    timeLimit: 0,
    controls: [new PagedResultsControl({ value: { size: pageSize, cookie } })]
  })
  return connection.exchange(message, 'search', page.add)
}
