import { describe, expect, it } from 'vitest'
import { PagedSearches } from '../../../src-main/practice/server/paged-searches.ts'

describe('PagedSearches', () => {
  const search = { fingerprint: 'a', remaining: [], sent: 0, pages: 1 }

  it('knows a cookie once, and only for the search it belongs to', () => {
    const searches = new PagedSearches()
    const cookie = searches.keep(search)
    const other = searches.keep(search)

    expect(searches.take(cookie, 'a')).toBe(search)
    expect(searches.take(cookie, 'a')).toBeUndefined()
    expect(searches.take(other, 'b')).toBeUndefined()
  })

  it('forgets the oldest when a client begins more and more of them', () => {
    const searches = new PagedSearches(2)
    const cookies = [searches.keep(search), searches.keep(search), searches.keep(search)]

    expect(cookies.map((cookie) => searches.take(cookie, 'a') === search)).toEqual([false, true, true])
  })
})
