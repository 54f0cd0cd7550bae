import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, list, readAll, record, verdict } from './service-client.ts'

let service: PracticeService
beforeAll(async () => {
  service = await startPracticeService()
})
afterAll(() => service.close())

describe('paging', () => {
  it('goes by 100 without a wish, and has no cursor after the last page', async () => {
    const pages = await readAll(service, '/users', 25)

    expect([pages.pages, pages.records.length]).toEqual([3, 60])
    expect(new Set(pages.records.map(({ id }) => id)).size).toBe(60)
    expect((await ask(service, 'GET', '/users')).headers.get('X-Files-Cursor-Next')).toBeNull()
    expect((await ask(service, 'GET', '/users?per_page=60')).headers.get('X-Files-Cursor-Next')).toBeNull()
  })

  it('keeps its place when somebody is removed or added meanwhile', async () => {
    await using changing = await startPracticeService({ userCount: 20 })
    const first = await ask(changing, 'GET', '/users?per_page=10')
    changing.state.users.delete(3)
    changing.state.users.delete(10)

    const second = await ask(changing, 'GET', `/users?per_page=10&cursor=${first.headers.get('X-Files-Cursor-Next') ?? ''}`)

    expect(list(second.body).map(({ id }) => id)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
  })

  it('reads 100,000 users, each of them once, in order and sorted', { timeout: 120_000 }, async () => {
    await using large = await startPracticeService({ userCount: 100_000 })

    const plain = await readAll(large, '/users', 1_000)
    const sorted = await readAll(large, '/users?sort_by[username]=desc', 10_000)

    expect([plain.pages, plain.records.length, new Set(plain.records.map(({ id }) => id)).size]).toEqual([100, 100_000, 100_000])
    expect([sorted.pages, sorted.records.length, new Set(sorted.records.map(({ id }) => id)).size]).toEqual([10, 100_000, 100_000])
    const names = sorted.records.map(({ username }) => String(username))
    expect(names).toEqual([...names].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)))
  })

  it.each(['0', '-1', '10001', 'many', '1.5'])('refuses per_page=%s', async (perPage) => {
    expect(await verdict(service, 'GET', `/users?per_page=${perPage}`)).toBe('400 bad-request/request-params-invalid')
  })

  it('refuses a cursor that it has not given, and one of another list', async () => {
    const cursor = (await ask(service, 'GET', '/users?per_page=5&sort_by[name]=asc')).headers.get('X-Files-Cursor-Next') ?? ''

    expect(await verdict(service, 'GET', `/users?per_page=5&sort_by[name]=asc&cursor=${cursor}`)).toBe('200')
    expect([
      await verdict(service, 'GET', `/users?per_page=5&sort_by[name]=desc&cursor=${cursor}`),
      await verdict(service, 'GET', '/users?cursor=nonsense'),
      await verdict(service, 'GET', '/users?cursor=WzEsMiwzXQ')
    ]).toEqual(['400 bad-request/invalid-cursor', '400 bad-request/invalid-cursor', '400 bad-request/invalid-cursor'])
  })
})

describe('filters and sort', () => {
  const names = async (query: string): Promise<readonly unknown[]> =>
    list((await ask(service, 'GET', `/users?${query}`)).body).map(({ username }) => username)

  it('finds by name, by prefix, by kind, and by a part of a name', async () => {
    expect(await names('filter[username]=alice.admin')).toEqual(['alice.admin'])
    expect(await names('filter[username]=alice')).toEqual([])
    expect(await names('filter_prefix[username]=anna.')).toContain('anna.smith@practice.example')
    expect(await names('filter[site_admin]=true')).toEqual(['alice.admin', 'bob.admin'])
    expect(await names('filter[not_site_admin]=true&filter[username]=petra.plain')).toEqual(['petra.plain'])
    expect(await names('search=AUDIT')).toEqual(['carol.auditor'])
  })

  it('compares dates, and leaves out who has none', async () => {
    const ever = await names('filter_gteq[last_login_at]=2000-01-01T00:00:00Z')
    const today = await names(`filter_gt[last_login_at]=${new Date(Date.now() - 2 * 86_400_000).toISOString()}`)

    expect([ever.includes('petra.plain'), today.includes('alice.admin'), ever.length > today.length]).toEqual([false, true, true])
    expect(await names('filter_lt[last_login_at]=2000-01-01T00:00:00Z')).toEqual([])
  })

  it('sorts up and down', async () => {
    const up = await names('sort_by[username]=asc')

    expect(up[0]).toBe('ab.tester@practice.example')
    expect(await names('sort_by[username]=desc')).toEqual([...up].reverse())
  })

  it('filters events by status and time', async () => {
    const failures = list((await ask(service, 'GET', '/sso_events?filter[status]=failure')).body)
    const late = list(
      (await ask(service, 'GET', `/sso_events?filter_gteq[created_at]=${String(failures[0]?.['created_at'])}&sort_by[created_at]=desc`))
        .body
    )

    expect([failures.length, late.length]).toEqual([1, 2])
  })

  it.each([
    ['/users?filter[sso_strategy_id]=101', '400 bad-request/invalid-filter-field'],
    ['/users?filter_prefix[name]=A', '400 bad-request/invalid-filter-field'],
    ['/users?filter_gt[username]=A', '400 bad-request/invalid-filter-field'],
    ['/users?sort_by[id]=asc', '400 bad-request/invalid-filter-field'],
    ['/users?sort_by[username]=up', '400 bad-request/request-params-invalid'],
    ['/users?filter_like[username]=a', '400 bad-request/invalid-filter-param'],
    ['/users?filter[username]=a&filter[site_admin]=true', '400 bad-request/invalid-filter-param'],
    ['/sso_strategies?filter[provider]=azure', '400 bad-request/invalid-filter-field'],
    ['/sso_strategies?sort_by[id]=asc', '400 bad-request/invalid-filter-field'],
    ['/scim_logs?filter_gt[created_at]=2026-01-01', '400 bad-request/invalid-filter-field'],
    ['/settings_changes?filter_gt[created_at]=2026-01-01', '400 bad-request/invalid-filter-field'],
    ['/settings_changes?filter[user_id]=1&sort_by[created_at]=desc', '200'],
    ['/external_events?filter[event_type]=ldap_sync&filter_gteq[created_at]=2026-01-01', '200'],
    ['/groups?filter[name]=Finance&sort_by[name]=asc', '200']
  ])('%s: %s', async (path, expected) => {
    expect(await verdict(service, 'GET', path)).toBe(expected)
  })

  it('says what was wrong', async () => {
    expect(record((await ask(service, 'GET', '/users?filter[shoe_size]=44')).body)['error']).toBe('shoe_size cannot be used with filter.')
  })
})
