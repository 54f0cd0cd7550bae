import { describe, expect, it } from 'vitest'
import type { ScimLogFacts } from '../../../src-main/core/service/service-facts.ts'
import { patch, readEntries, scimEntry, search } from '../scim/log/scim-samples.ts'
import { codes, OLD, plain, strategy, traced, user } from './trace-samples.ts'

/** What fails for everybody is a likely cause for whoever lacks something, and never the fault of somebody who is well. */

const at = (minute: number): string => `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`
const lookup = (name: string, status: number, minute: number): ScimLogFacts =>
  scimEntry('GET', search(`userName eq "${name}"`), status, { at: at(minute), response: { detail: 'Not allowed here' } })
const BEN = 'ben.miller@corp.example'
const CARLA = 'carla@corp.example'

/** Newest first: five failures about three people, and before them a success. */
const outage = (status: number, names: readonly string[] = [OLD, BEN, CARLA, BEN, CARLA]): readonly ScimLogFacts[] => [
  ...names.map((name, index) => lookup(name, status, 50 - index)),
  lookup(BEN, 200, 10)
]
const nobody = {
  asked: 'dora@corp.example',
  users: plain.users,
  scimEntries: readEntries(outage(401, [BEN, CARLA, 'dora@corp.example', CARLA]))
}

describe('somebody without an account', () => {
  it('lacks it because nothing arrives for anybody, which stands before everything that may be', () => {
    const trace = traced(nobody)

    expect(trace.causes.map(({ code }) => code)).toEqual(['scim-log.token-refused', 'trace.account.missing'])
    expect(trace.headline).toBe('dora@corp.example: Files.com refused the token of Entra ID.')
    expect(trace.causes[0]?.evidence.slice(0, 5)).toMatchObject([
      { label: 'Failed requests in a row', value: '4, whomever they are about' },
      { label: 'First of them', value: '2026-11-20 10:47:00 UTC' },
      { label: 'Last of them', value: '2026-11-20 10:50:00 UTC' },
      { label: 'Last success before', value: '2026-11-20 10:10:00 UTC' },
      { label: 'People among them', value: '3' }
    ])
    expect(trace.repairs.map(({ id }) => id)).toContain('token')
  })

  it.each([
    [401, 'scim-log.token-refused'],
    [403, 'scim-log.not-allowed'],
    [404, 'scim-log.search-not-found'],
    [429, 'scim-log.too-many'],
    [503, 'scim-log.service-error']
  ])('%i for everybody is %s', (status, code) => {
    expect(codes({ ...nobody, scimEntries: readEntries(outage(status, [BEN, CARLA, 'dora@corp.example'])) })[0]).toBe(code)
  })

  it('and a log that was cut says that it may be longer', () => {
    const scimEntries = nobody.scimEntries.slice(0, 4)
    const [cause] = traced({ ...nobody, scimEntries, isScimLogCut: true }).causes

    expect(cause?.evidence[0]?.value).toBe('at least 4, whomever they are about')
    expect(cause?.evidence[1]?.value).toMatch(/, or earlier$/)
    expect(cause?.evidence[3]?.value).toBe('none in the log as it was read')
  })
})

describe('somebody with an account', () => {
  const renamed = readEntries([
    ...outage(401),
    scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'Replace', path: 'title', value: 'x' }), at: at(5) })
  ])

  it('whose own request failed with all others has one cause for both, and the numbers of all', () => {
    const { causes } = traced({ scimEntries: renamed })

    expect(causes.map(({ code }) => code)).toEqual(['scim-log.token-refused'])
    expect(causes[0]?.cause).toContain('5 requests were answered with 401')
  })

  it('who is kept out by the account itself sees that first', () => {
    const users = [user(7, OLD, { name: 'Anna Smith', disabled: true }), ...plain.users.slice(1)]
    const scimEntries = readEntries(outage(401, [BEN, CARLA, BEN]))

    expect(codes({ users, scimEntries })).toEqual(['trace.account.disabled', 'scim-log.token-refused'])
  })

  it('who is well is told nothing of it', () => {
    expect(codes({ scimEntries: readEntries(outage(401, [BEN, CARLA, BEN])) })).toEqual([])
  })

  it('whose provider has no SCIM has nothing to do with it', () => {
    const users = [user(7, OLD, { name: 'Anna Smith', disabled: true })]
    const strategies = [{ ...strategy, fields: {}, scimTokenExpiresAt: undefined }]

    expect(codes({ users, strategies, scimEntries: readEntries(outage(401, [BEN, CARLA, BEN])) })).toEqual(['trace.account.disabled'])
  })
})

describe('no outage is', () => {
  it.each([
    ['one that is over', [lookup(BEN, 200, 59), ...outage(401)]],
    ['one person’s own failure', outage(401, ['dora@corp.example', 'dora@corp.example', 'dora@corp.example'])],
    ['two requests', outage(401, [BEN, CARLA])],
    ['a name that is taken', outage(409)],
    ['different failures in turn', [lookup(BEN, 401, 55), lookup(CARLA, 429, 54), lookup(BEN, 401, 53), lookup(CARLA, 403, 52)]]
  ])('%s', (_what, entries) => {
    const found = codes({ asked: 'dora@corp.example', scimEntries: readEntries(entries), identity: undefined, ssoEvents: [] })
    const everybodys = traced({ asked: 'dora@corp.example', scimEntries: readEntries(entries) }).causes.filter(({ evidence }) =>
      evidence.some(({ label }) => label === 'Failed requests in a row')
    )
    expect([everybodys, found.length > 0]).toEqual([[], true])
  })

  it('order in the log: the times decide', () => {
    const shuffled = readEntries([...outage(401, [BEN, CARLA, 'dora@corp.example'])].reverse())

    expect(codes({ ...nobody, scimEntries: shuffled })[0]).toBe('scim-log.token-refused')
  })
})
