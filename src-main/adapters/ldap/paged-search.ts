import { PagedResultsControl, SearchRequest as SearchMessage } from 'ldapts'
import type { DirectoryEntry, LdapFailure } from '../../core/model/directory-facts.ts'
import type { SearchFilter } from '../../core/model/search-filter.ts'
import type { SearchOutcome, SearchRequest } from '../../core/ports/directory.ts'
import { EncodedFilter } from './filter-encoding.ts'
import type { LdapConnection, SearchPart } from './ldap-connection.ts'
import { resultFailure } from './ldap-errors.ts'
import { pageCookie } from './response-controls.ts'

/**
 * Searches page by page until the server has no cookie left (RFC 2696). Paging is asked for, not demanded: a server that cannot page
 * answers with everything, which reaches `onPage` in portions of the page size. Entries that came before an error are handed over too.
 */
export async function pagedSearch(connection: LdapConnection, request: SearchRequest, filter: SearchFilter): Promise<SearchOutcome> {
  if (!Number.isInteger(request.pageSize) || request.pageSize < 1) throw new RangeError('A page holds at least one entry.')
  const found = new FoundEntries(request)
  let cookie: Buffer = Buffer.alloc(0)
  let emptyPages = 0
  let pages = 0
  for (;;) {
    const seenBefore = found.seen
    const page = await searchPage(connection, searchMessage(request, filter, cookie), found)
    const isEmpty = found.seen === seenBefore
    if (page.kind !== 'cut' || !isEmpty) pages += 1
    emptyPages = isEmpty ? emptyPages + 1 : 0
    const end = page.kind === 'more' ? endlessCut(connection, emptyPages, page.cookie.equals(cookie)) : page
    if (end !== undefined) return { end, seen: found.seen, pages, references: [...found.references] }
    if (page.kind === 'more') cookie = page.cookie
  }
}

type PageAnswer = { readonly kind: 'more'; readonly cookie: Buffer } | SearchOutcome['end']

async function searchPage(connection: LdapConnection, message: SearchMessage, found: FoundEntries): Promise<PageAnswer> {
  const answer = await connection.exchange(message, 'search', (part) => found.take(part))
  const wanted = found.handOver()
  // The caller may have cancelled from inside `onPage`, on the last page too.
  connection.throwIfCancelled()
  if (!answer.ok) return cut(answer.error)
  if (answer.value === 'stopped') return { kind: 'stopped' }
  if (answer.value.code !== 0) return cut(resultFailure(answer.value))
  if (wanted === 'stop') return { kind: 'stopped' }
  const cookie = pageCookie(answer.value.controls)
  if (cookie === 'malformed') return cut(connection.giveUp('The server’s paging answer cannot be read.'))
  return cookie === undefined || cookie.length === 0 ? { kind: 'complete' } : { kind: 'more', cookie }
}

function cut(failure: LdapFailure): { readonly kind: 'cut'; readonly failure: LdapFailure } {
  return { kind: 'cut', failure }
}

/** Never a size limit, which a server could reach and call success; and no time limit, as our own deadline counts. */
function searchMessage(request: SearchRequest, filter: SearchFilter, cookie: Buffer): SearchMessage {
  return new SearchMessage({
    messageId: 0,
    baseDN: request.base,
    scope: request.scope,
    filter: new EncodedFilter(filter),
    attributes: [...request.attributes],
    timeLimit: 0,
    controls: [new PagedResultsControl({ value: { size: request.pageSize, cookie } })]
  })
}

// Access rules can empty a page, and some servers keep one cookie for a whole search; only the endless repetition is a fault.
const MOST_EMPTY_PAGES = 1000
const MOST_EMPTY_PAGES_WITH_ONE_COOKIE = 20

function endlessCut(connection: LdapConnection, emptyPages: number, isSameCookie: boolean): SearchOutcome['end'] | undefined {
  if (emptyPages < (isSameCookie ? MOST_EMPTY_PAGES_WITH_ONE_COOKIE : MOST_EMPTY_PAGES)) return undefined
  return cut(connection.giveUp(`The server sent ${emptyPages} empty pages in a row and no end of the search.`))
}

class FoundEntries {
  seen = 0
  readonly references = new Set<string>()
  readonly #request: SearchRequest
  #waiting: DirectoryEntry[] = []

  constructor(request: SearchRequest) {
    this.#request = request
  }

  take(part: SearchPart): 'continue' | 'stop' {
    if (part.kind === 'references') {
      for (const uri of part.uris) this.references.add(uri)
      return 'continue'
    }
    this.seen += 1
    this.#waiting.push(part.entry)
    return this.#waiting.length < this.#request.pageSize ? 'continue' : this.handOver()
  }

  handOver(): 'continue' | 'stop' {
    const entries = this.#waiting
    this.#waiting = []
    return entries.length === 0 ? 'continue' : this.#request.onPage(entries)
  }
}
