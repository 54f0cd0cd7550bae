import { BerElements, tags } from '../protocol/ber.ts'
import type { Entry } from '../directory/entry.ts'

export const PAGED_RESULTS = '1.2.840.113556.1.4.319'

/** What is left of a search that the client reads page by page. */
export interface PagedSearch {
  /** The search it belongs to: a cookie is worth nothing for another one. */
  readonly fingerprint: string
  readonly remaining: readonly Entry[]
  readonly sent: number
  readonly pages: number
}

/** The paged searches of one connection. A few at a time, so that a careless client cannot fill the memory. */
export class PagedSearches {
  readonly #searches = new Map<string, PagedSearch>()
  readonly #most: number
  #lastCookie = 0

  constructor(most = 10) {
    this.#most = most
  }

  keep(search: PagedSearch): Buffer {
    this.#lastCookie += 1
    const cookie = Buffer.alloc(8)
    cookie.writeUInt32LE(this.#lastCookie)
    this.#searches.set(cookie.toString('hex'), search)
    const oldest = this.#searches.keys().next()
    if (this.#searches.size > this.#most && oldest.done === false) this.#searches.delete(oldest.value)
    return cookie
  }

  /** The search behind a cookie, which is used up by that. */
  take(cookie: Buffer, fingerprint: string): PagedSearch | undefined {
    const key = cookie.toString('hex')
    const search = this.#searches.get(key)
    this.#searches.delete(key)
    return search?.fingerprint === fingerprint ? search : undefined
  }
}

/** The value of the request's control (RFC 2696). Throws `MalformedMessageError`. */
export function readPagedResults(value: Buffer): { readonly size: number; readonly cookie: Buffer } {
  const inner = new BerElements(value).elements(tags.sequence)
  return { size: inner.integer(), cookie: inner.content(tags.octetString) }
}
