import { describe, expect, it } from 'vitest'
import { judgeQuarantine } from '../../../../src-main/core/scim/log/judge-quarantine.ts'
import { judgeSilence, type SilenceFacts } from '../../../../src-main/core/scim/log/judge-silence.ts'
import { scimLogView } from '../../../../src-main/core/scim/log/scim-log-view.ts'
import { list, patch, readEntries, scimEntry, search, UPN } from './scim-samples.ts'

const NOW = '2026-11-20T12:00:00Z'

function minutesAgo(minutes: number): string {
  return new Date(Date.parse(NOW) - minutes * 60_000).toISOString()
}

describe('silence', () => {
  const facts: SilenceFacts = {
    isOn: true,
    tokenEndsAt: '2027-01-01T00:00:00Z',
    newestAt: minutesAgo(30),
    longestPauseMinutes: undefined,
    now: NOW,
    days: 7
  }
  const codes = (changes: Partial<SilenceFacts>) => judgeSilence({ ...facts, ...changes }).map(({ code }) => code)

  it.each([
    ['a request of half an hour ago', {}, []],
    ['three cycles', { newestAt: minutesAgo(120) }, []],
    ['three cycles and what two clocks may differ by', { newestAt: minutesAgo(130) }, []],
    ['more than three cycles', { newestAt: minutesAgo(131) }, ['scim-log.silent']],
    ['a service whose clock is a little ahead', { newestAt: minutesAgo(-9) }, []],
    ['a service whose clock is ahead', { newestAt: minutesAgo(-500) }, ['scim-log.clock-behind']],
    [
      'a clock of ours that is hours behind, where the service told its time',
      { serviceAheadMs: 300 * 60_000, newestAt: minutesAgo(-290) },
      ['scim-log.clock-behind']
    ],
    [
      'silence by the clock of the service',
      { serviceAheadMs: 300 * 60_000, newestAt: minutesAgo(-100) },
      ['scim-log.clock-behind', 'scim-log.silent']
    ],
    ['a clock of ours that is ahead: nobody is silent by the other one', { serviceAheadMs: -300 * 60_000, newestAt: minutesAgo(310) }, []],
    ['two clocks that go alike', { serviceAheadMs: 900, newestAt: minutesAgo(131) }, ['scim-log.silent']],
    [
      'a token that has ended by the clock of the service only',
      { serviceAheadMs: 60 * 60_000, tokenEndsAt: minutesAgo(-30) },
      ['scim-log.token-ended', 'scim-log.clock-behind']
    ],
    ['an entry of the future, which no clock explains', { serviceAheadMs: 0, newestAt: minutesAgo(-500) }, []],
    ['a log without readable times', { newestAt: 'yesterday' }, []],
    ['nothing ever', { newestAt: undefined }, ['scim-log.never-heard']],
    ['a token that has ended', { tokenEndsAt: minutesAgo(1) }, ['scim-log.token-ended']],
    ['both', { tokenEndsAt: minutesAgo(600), newestAt: minutesAgo(600) }, ['scim-log.token-ended', 'scim-log.silent']],
    ['a token without an end', { tokenEndsAt: undefined }, []],
    ['SCIM that is off', { isOn: false, newestAt: undefined, tokenEndsAt: minutesAgo(1) }, []]
  ])('judges %s', (_what, changes, expected) => {
    expect(codes(changes)).toEqual(expected)
  })
})

describe('quarantine', () => {
  const good = (minutes: number) => scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list(), at: minutesAgo(minutes) })
  const bad = (status: number, minutes: number) => scimEntry('GET', search(`userName eq "${UPN}"`), status, { at: minutesAgo(minutes) })
  const signs = (...entries: readonly ReturnType<typeof good>[]) => judgeQuarantine(readEntries(entries)).map(({ cause }) => cause)

  it('is not smelled in a healthy log, in a few failures, or in what was got over', () => {
    expect(signs()).toEqual([])
    expect(signs(good(1), good(2))).toEqual([])
    expect(signs(bad(401, 1), bad(401, 2), good(3))).toEqual([])
    expect(signs(good(1), bad(401, 2), bad(401, 3), bad(401, 4))).toEqual([])
    expect(signs(good(1), ...Array.from({ length: 20 }, (_, at) => bad(500, 3000 + at)))).toEqual([])
  })

  it('shows by tokens refused or searches not found one after the other', () => {
    expect(signs(bad(401, 1), bad(401, 2), bad(401, 3), good(4))[0]).toContain('the newest 3 were refused with 401')
    expect(signs(bad(404, 1), bad(404, 2), bad(404, 3))[0]).toContain('the newest 3 searches were answered with 404')
  })

  it('shows by more than forty of a hundred failures in the last day', () => {
    const entries = [
      good(1),
      ...Array.from({ length: 5 }, (_, at) => bad(500, 2 + at)),
      ...Array.from({ length: 6 }, (_, at) => good(20 + at))
    ]
    expect(signs(...entries)[0]).toContain('42 %')
    expect(signs(...entries.slice(0, -3))).toEqual([])
  })
})

describe('the log as it is shown', () => {
  const entries = [
    scimEntry('GET', search(`userName eq "${UPN}"`), 401, { response: { detail: 'Token expired.' }, at: minutesAgo(10) }),
    scimEntry('PATCH', '/api/scim/Users/7', 404, { request: patch({ op: 'Replace', path: 'active', value: 'False' }), at: minutesAgo(20) }),
    scimEntry('POST', '/api/scim/Users', 409, { request: { userName: UPN }, at: minutesAgo(30) }),
    scimEntry('POST', '/api/scim/Users', 400, { request: {}, at: minutesAgo(40) }),
    scimEntry('GET', search('userName eq "a(b"'), 400, { at: minutesAgo(50) }),
    scimEntry('GET', search(`userName eq "${UPN}"`), 404, { at: minutesAgo(60) }),
    scimEntry('GET', '/api/scim/Users/8', 403, { at: minutesAgo(70) }),
    scimEntry('GET', '/api/scim/Users/8', 429, { at: minutesAgo(80) }),
    scimEntry('GET', '/api/scim/Users/8', 503, { at: minutesAgo(90) }),
    scimEntry('GET', '/api/scim/Users/8', 301, { at: minutesAgo(100) }),
    scimEntry('GET', search(`userName eq "${UPN}"`), 401, { at: minutesAgo(110) }),
    scimEntry('POST', '/api/scim/Users', 201, { request: { userName: 'ben@corp.example' }, at: minutesAgo(120) })
  ]
  const view = scimLogView({
    site: 'acme.files.com',
    readAt: NOW,
    since: minutesAgo(10_080),
    days: 7,
    cutBecause: undefined,
    entries,
    providers: { isOn: true, tokenEndsAt: minutesAgo(5), isByPassword: false }
  })

  it('counts, and groups failures by their cause, most of them first', () => {
    expect(view.counts).toEqual({ requests: 12, failures: 11, people: 5 })
    expect(view.headline).toBe('12 requests in the last 7 days, 11 of them failed. Something needs attention.')
    expect(view.causes.map(({ problem, count }) => [problem.code, count])).toEqual([
      ['scim-log.token-refused', 2],
      ['scim-log.bad-request', 1],
      ['scim-log.bad-search', 1],
      ['scim-log.name-taken', 1],
      ['scim-log.not-allowed', 1],
      ['scim-log.other-failure', 1],
      ['scim-log.record-gone', 1],
      ['scim-log.search-not-found', 1],
      ['scim-log.service-error', 1],
      ['scim-log.too-many', 1]
    ])
    expect(view.causes[0]).toMatchObject({ firstAt: minutesAgo(110), lastAt: minutesAgo(10), people: [UPN] })
    expect(view.causes[0]?.problem.cause).toContain('By what Files.com says it ended on')
  })

  it('gives every failure the id of its cause, and nothing else one', () => {
    const ids = new Set(view.causes.map(({ id }) => id))
    expect(view.entries.filter(({ isFailure }) => isFailure).every(({ cause }) => cause !== undefined && ids.has(cause))).toBe(true)
    expect(view.entries.at(-1)?.cause).toBeUndefined()
  })

  it('is empty without entries, and says why that matters only while SCIM is on', () => {
    const none = (isOn: boolean) =>
      scimLogView({
        site: 's',
        readAt: NOW,
        since: NOW,
        days: 1,
        cutBecause: undefined,
        entries: [],
        providers: { isOn, tokenEndsAt: undefined, isByPassword: false }
      })
    expect(none(true)).toMatchObject({ headline: 'Entra ID has asked for nothing in the last day.', counts: { requests: 0 } })
    expect(none(true).warnings.map(({ code }) => code)).toEqual(['scim-log.never-heard'])
    expect(none(false).warnings).toEqual([])
  })
})
