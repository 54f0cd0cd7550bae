import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Pages, ReadEnd } from '../../../src-main/core/service/files-service.ts'
import { openService, sendJson, startAwkwardService, until } from './awkward-service.ts'

async function readAll<T>(pages: Pages<T>): Promise<{ readonly items: readonly T[]; readonly end: ReadEnd }> {
  const items: T[] = []
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return { items, end: page.value }
    items.push(...page.value)
  }
}

function group(id: number): { readonly id: number; readonly name: string } {
  return { id, name: `Group ${String(id)}` }
}

describe('a list', () => {
  it.each(['x-files-cursor-next', 'x-files-cursor'])('is followed by the header %s to its end', async (header) => {
    await using server = await startAwkwardService((response, { query }) => {
      const page = Number(query.get('cursor') ?? 0)
      sendJson(response, 200, [group(page)], page < 3 ? { [header]: String(page + 1) } : {})
    })

    const { items, end } = await readAll(openService(server.address, { pageSize: 1 }).groups(neverCancelled))

    expect(items.map(({ id }) => id)).toEqual([0, 1, 2, 3])
    expect(end).toEqual({ kind: 'complete' })
    expect(server.requests.map(({ query }) => [query.get('per_page'), query.get('cursor')])).toEqual([
      ['1', null],
      ['1', '1'],
      ['1', '2'],
      ['1', '3']
    ])
  })

  it('prefers the newer header when both are there', async () => {
    await using server = await startAwkwardService((response, { query }) =>
      sendJson(response, 200, [], query.get('cursor') === null ? { 'x-files-cursor-next': 'new', 'x-files-cursor': 'old' } : {})
    )

    await readAll(openService(server.address).groups(neverCancelled))

    expect(server.requests.map(({ query }) => query.get('cursor'))).toEqual([null, 'new'])
  })

  it('that is empty is complete', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, []))

    expect(await readAll(openService(server.address).groups(neverCancelled))).toEqual({ items: [], end: { kind: 'complete' } })
  })

  it('is cut when its cursor leads back, not read for ever', async () => {
    await using server = await startAwkwardService((response, { query }) =>
      sendJson(response, 200, [group(1)], { 'x-files-cursor-next': query.get('cursor') === 'a' ? 'b' : 'a' })
    )

    const { end } = await readAll(openService(server.address).groups(neverCancelled))

    expect(end).toMatchObject({ kind: 'cut', failure: { kind: 'foreign-answer', reason: 'wrong-shape' } })
    expect(server.requests).toHaveLength(3)
  })

  it('is cut when it has more pages than any site', async () => {
    await using server = await startAwkwardService((response, { query }) =>
      sendJson(response, 200, [], { 'x-files-cursor-next': `${query.get('cursor') ?? ''}x` })
    )

    const { end } = await readAll(openService(server.address, { maximumPages: 20 }).groups(neverCancelled))

    expect(end).toMatchObject({ kind: 'cut' })
    expect(server.requests).toHaveLength(20)
  })

  it('that fails in the middle gives what came before, and says that it is cut', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      if (query.get('cursor') === null) sendJson(response, 200, [group(1)], { 'x-files-cursor-next': '2' })
      else sendJson(response, 403, { type: 'not-authorized/site-admin-required', error: 'no' })
    })

    const { items, end } = await readAll(openService(server.address).groups(neverCancelled))

    expect(items).toHaveLength(1)
    expect(end).toMatchObject({ kind: 'cut', failure: { kind: 'refused', type: 'not-authorized/site-admin-required' } })
  })

  it('has its next page on the way while the caller works, and no more than that one', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      const page = Number(query.get('cursor') ?? 0)
      sendJson(response, 200, [group(page)], { 'x-files-cursor-next': String(page + 1) })
    })
    const pages = openService(server.address).groups(neverCancelled)

    await pages.next()
    await until(() => server.requests.length === 2)
    await pages.return({ kind: 'complete' })

    expect(server.requests).toHaveLength(2)
  })

  it('that the caller leaves early takes the page on its way along', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      if (query.get('cursor') === null) sendJson(response, 200, [group(1)], { 'x-files-cursor-next': '2' })
    })

    for await (const page of openService(server.address).groups(neverCancelled)) {
      expect(page).toHaveLength(1)
      await until(() => server.requests.length === 2)
      break
    }

    await until(() => server.pending() === 0)
  })

  it('of logs that the service can only sort ends at the first that is too old', async () => {
    const at = (day: number): { readonly id: number; readonly created_at: string } => ({
      id: day,
      created_at: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`
    })
    await using server = await startAwkwardService((response, { query }) =>
      sendJson(response, 200, query.get('cursor') === null ? [at(20), at(19)] : [at(18), at(17)], {
        'x-files-cursor-next': `${query.get('cursor') ?? ''}+`
      })
    )

    const { items, end } = await readAll(openService(server.address).scimLogs('2026-11-18T00:00:00Z', neverCancelled))

    expect(items.map(({ id }) => id)).toEqual([20, 19, 18])
    expect(end).toEqual({ kind: 'complete' })
    expect(server.requests[0]?.query.get('sort_by[created_at]')).toBe('desc')
  })

  it('of users takes the documented filters', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, []))
    const service = openService(server.address)

    await readAll(service.users({ siteAdmin: true }, neverCancelled))
    await readAll(service.users({ username: 'anna & bob' }, neverCancelled))
    await readAll(service.users({ usernamePrefix: 'an', pageSize: 21 }, neverCancelled))
    await readAll(service.externalEvents('2026-11-01T00:00:00Z', neverCancelled))

    expect(server.requests.map(({ query }) => Object.fromEntries(query))).toEqual([
      { 'filter[site_admin]': 'true', per_page: '1000' },
      { 'filter[username]': 'anna & bob', per_page: '1000' },
      { 'filter_prefix[username]': 'an', per_page: '21' },
      { 'sort_by[created_at]': 'desc', 'filter_gteq[created_at]': '2026-11-01T00:00:00Z', per_page: '1000' }
    ])
  })
})
