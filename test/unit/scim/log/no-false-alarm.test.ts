import { describe, expect, it } from 'vitest'
import { followVerdict } from '../../../../src-main/core/scim/log/follow-verdict.ts'
import { judgeQuarantine } from '../../../../src-main/core/scim/log/judge-quarantine.ts'
import { judgeSilence } from '../../../../src-main/core/scim/log/judge-silence.ts'
import { maskScimJson } from '../../../../src-main/core/scim/log/mask-scim-json.ts'
import { scimProviders } from '../../../../src-main/core/scim/log/scim-providers.ts'
import { scimLogView } from '../../../../src-main/core/scim/log/scim-log-view.ts'
import { strategy } from '../../trace/trace-samples.ts'
import { list, readEntries, scimEntry, search, UPN } from './scim-samples.ts'

const NOW = '2026-11-23T08:00:00Z'
const hoursAgo = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()
const silence = { isOn: true, tokenEndsAt: undefined, newestAt: hoursAgo(60), longestPauseMinutes: undefined, now: NOW, days: 7 }
const good = (hours: number) => scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list(), at: hoursAgo(hours) })
const bad = (status: number, hours: number) => scimEntry('GET', search(`userName eq "${UPN}"`), status, { at: hoursAgo(hours) })

describe('a silence', () => {
  it('is told together with a pause as long that was got over: a weekend without a change', () => {
    const [warning] = judgeSilence({ ...silence, longestPauseMinutes: 64 * 60 })
    expect(warning?.cause).toContain('A pause of 3 days has been in this log before')
    const [unusual] = judgeSilence({ ...silence, longestPauseMinutes: 50 })
    expect(unusual?.cause).toContain('The longest pause before was 50 minutes')
  })

  it('names the clock of this computer as a doubt, and is not judged where that is behind the service', () => {
    expect(judgeSilence(silence)[0]?.remedy).toContain('clock of this computer')
    expect(judgeSilence({ ...silence, newestAt: hoursAgo(-5) }).map(({ code }) => code)).toEqual(['scim-log.clock-behind'])
  })

  it('is measured from the newest entry, in whatever order they come', () => {
    const view = (entries: Parameters<typeof scimLogView>[0]['entries']) =>
      scimLogView({
        site: 's',
        readAt: NOW,
        since: hoursAgo(168),
        days: 7,
        cutBecause: undefined,
        entries,
        providers: { isOn: true, tokenEndsAt: undefined, isByPassword: false }
      }).warnings.map(({ code }) => code)
    expect(view([good(50), good(1), good(20)])).toEqual([])
    expect(view([{ ...good(1), createdAt: '' }, good(50)])).toEqual(['scim-log.silent'])
  })

  it('does not say “never” of the days that were read', () => {
    expect(judgeSilence({ ...silence, newestAt: undefined })[0]?.title).not.toContain('never')
  })
})

describe('a token', () => {
  it('has no end where Entra ID signs in with a user name and a password', () => {
    const basic = { ...strategy, scimTokenExpiresAt: '2026-01-01T00:00:00Z', fields: { scim_authentication_method: 'basic' } }
    expect(scimProviders([basic])).toEqual({ isOn: true, tokenEndsAt: undefined, isByPassword: true })
    expect(scimProviders([basic, strategy]).isByPassword).toBe(false)
  })

  it('is not what was refused where there is none', () => {
    const entries = [bad(401, 1)]
    const providers = { isOn: true, tokenEndsAt: undefined, isByPassword: true }
    const about = { site: 's', readAt: NOW, since: hoursAgo(168), days: 7, cutBecause: undefined, entries }
    const codeOf = (isByPassword: boolean) => scimLogView({ ...about, providers: { ...providers, isByPassword } }).causes[0]?.problem.code

    expect([codeOf(true), codeOf(false)]).toEqual(['scim-log.password-refused', 'scim-log.token-refused'])
    expect(followVerdict(readEntries(entries), { person: UPN, now: NOW, tokenEndsAt: undefined, isByPassword: true })).toMatchObject({
      problem: { code: 'scim-log.password-refused' }
    })
  })
})

describe('quarantine', () => {
  it('is no conclusion from half of a few requests: its rule begins at 5,000', () => {
    const entries = [
      good(1),
      ...Array.from({ length: 6 }, (_, at) => bad(409, 2 + at)),
      ...Array.from({ length: 6 }, (_, at) => good(9 + at))
    ]
    const [warning] = judgeQuarantine(readEntries(entries))
    expect(warning?.title).not.toContain('looks like quarantine')
    expect(warning?.cause).toContain('from 5,000 failures on')
  })
})

describe('“Provision on demand”', () => {
  const facts = { person: UPN, now: NOW, tokenEndsAt: undefined, isByPassword: false }

  it('has failed when the account was refused, whatever Entra ID asked afterwards', () => {
    const entries = readEntries([
      scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list() }),
      scimEntry('POST', '/api/scim/Users', 409, { request: { userName: UPN }, response: { detail: 'Taken' } }),
      scimEntry('GET', search(`userName eq "${UPN}"`), 200, { response: list() })
    ])
    expect(followVerdict(entries, facts)).toMatchObject({ kind: 'failed', problem: { code: 'scim-log.name-taken' } })
  })
})

describe('no secret passes', () => {
  const secret = 'Hidden-Canary-4711'
  const json = (value: unknown): string => JSON.stringify(value)

  it.each([
    ['in JSON inside of JSON', json({ detail: json({ password: secret }) })],
    ['in JSON inside of JSON inside of JSON', json({ detail: json({ inner: json({ client_secret: secret }) }) })],
    ['in the same, cut', json({ detail: json({ inner: json({ client_secret: secret }) }) }).slice(0, -6)],
    [
      'under a name that goes on',
      json({ passwordConfirmation: secret, password_hash: secret, token_value: secret, secretKey: secret, pwd: secret })
    ],
    ['in a cookie', json({ 'Set-Cookie': secret, headers: { Cookie: secret } })],
    ['in a header that is a text', json({ detail: `Authorization: Token ${secret}` })],
    ['in Base64 of JSON', json({ detail: `sent ${Buffer.from(json({ password: secret })).toString('base64')}` })],
    ['in Base64 of a name and password', json({ detail: `Basic ${Buffer.from(`scim:${secret}`).toString('base64')}` })],
    ['in an address', json({ detail: `https://scim:${secret}@app.files.com/api/scim?access_token=${secret}&x=1` })],
    ['in an encoded address', `/api/scim/Users?filter=password%20eq%20%22${secret}%22`]
  ])('%s', (_what, text) => {
    const masked = maskScimJson(text)
    expect(masked).not.toContain(secret)
    for (const [word] of masked.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)) expect(Buffer.from(word, 'base64').toString()).not.toContain(secret)
  })

  it('and what is no secret stays', () => {
    const text = json({
      tokenExpiresAt: '2027-01-01',
      userName: UPN,
      detail: 'Basic authentication is not supported',
      passwordExpired: false
    })
    expect(maskScimJson(text)).toBe(text)
  })
})
