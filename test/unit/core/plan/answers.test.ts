import { describe, expect, it } from 'vitest'
import { judgeWriteAnswer } from '../../../../src-main/core/plan/judge-write-answer.ts'
import { mayStillArrive, mayStillBeOnItsWay, unlessOnItsWay } from '../../../../src-main/core/plan/may-still-arrive.ts'
import type { PlannedChange, ResourceKind } from '../../../../src-main/core/plan/plan.ts'
import { readBackProblem } from '../../../../src-main/core/plan/read-back-problem.ts'
import type { ChangeState, FieldReadBack } from '../../../../src-main/core/plan/receipt.ts'
import type { ServiceFailure } from '../../../../src-main/core/service/service-failure.ts'

const change = (resource: ResourceKind = 'site-ldap'): PlannedChange => ({
  id: resource,
  resource,
  targetId: 7,
  title: 'The thing',
  way: 'update',
  baseline: 'b',
  fields: [{ kind: 'value', field: 'ldap_port', label: 'LDAP Port', before: 389, after: 636, readBack: 'exact' }]
})

const refused = (status: number, type = 'any/type'): ServiceFailure => ({ kind: 'refused', status, type, message: '', details: [] })
const silent = (reason: 'timeout' | 'reset' | 'refused', sent: 'no' | 'maybe'): ServiceFailure => ({
  kind: 'no-answer',
  reason,
  text: 'nothing',
  sent
})
const page: ServiceFailure = { kind: 'foreign-answer', reason: 'html-page', status: 502, text: '' }

describe('the answer to a write', () => {
  it.each([
    ['is accepted when it succeeds', undefined, 'accepted'],
    ['is refused when the service says so', refused(422), 'refused'],
    ['is refused when too much was asked', refused(429), 'refused'],
    ['is refused when nothing can have arrived', silent('refused', 'no'), 'refused'],
    ['is lost when it may have arrived', silent('reset', 'maybe'), 'lost'],
    ['is lost when somebody else answered', page, 'lost'],
    ['is lost when the service itself broke, in whatever form', refused(503), 'lost']
  ])('%s', (_, failure, answer) => {
    expect(judgeWriteAnswer(change(), failure).answer).toBe(answer)
  })

  it.each([
    ['sso-strategy', refused(404, 'not-found'), true],
    ['sso-strategy', refused(405, 'bad-request/method-not-allowed'), true],
    ['sso-strategy', refused(400, 'bad-request/method-not-allowed'), true],
    ['sso-strategy', refused(403, 'not-authorized/feature-not-available'), true],
    ['sso-strategy', refused(403, 'not-authorized/site-admin-required'), false],
    ['sso-strategy', refused(403, 'not-authorized/two-factor-authentication-required'), false],
    ['sso-strategy', refused(403, 'not-authorized/api-key-only-for-desktop-app'), false],
    ['sso-strategy', refused(422, 'processing-failure/model-save-error'), false],
    ['sso-strategy', silent('timeout', 'maybe'), false],
    ['user', refused(404, 'not-found'), false],
    ['site-ldap', refused(405, 'bad-request/method-not-allowed'), false]
  ] as const)('of %s with %o is for a person: %s', (resource, failure, isNotTaken) => {
    expect(judgeWriteAnswer(change(resource), failure).isNotTaken).toBe(isNotTaken)
  })
})

describe('a request that nobody answered', () => {
  it.each([
    [undefined, false],
    [silent('timeout', 'maybe'), true],
    [silent('timeout', 'no'), false],
    [silent('reset', 'maybe'), false],
    [refused(504), true],
    [{ ...page, status: 504 }, true],
    [page, false]
  ])('%o may still arrive: %s', (failure, expected) => {
    expect(mayStillArrive(failure)).toBe(expected)
  })

  it('is on its way for a minute, and only then counts as not done', () => {
    const sentAt = '2026-11-21T10:00:00.000Z'
    const later = (ms: number) => Date.parse(sentAt) + ms

    expect([mayStillBeOnItsWay(sentAt, later(59_000)), mayStillBeOnItsWay(sentAt, later(61_000))]).toEqual([true, false])
    // A clock that was set back a little, and one that had been a year ahead.
    expect([mayStillBeOnItsWay(sentAt, later(-3_600_000)), mayStillBeOnItsWay(sentAt, later(-31_536_000_000))]).toEqual([true, false])
    expect((['not-done', 'done', 'partly', 'unknown'] as const).map((state) => unlessOnItsWay(state, true))).toEqual([
      'unknown',
      'done',
      'partly',
      'unknown'
    ])
    expect(unlessOnItsWay('not-done', false)).toBe('not-done')
  })
})

describe('what is said of a change that was sent', () => {
  const verified: FieldReadBack = { field: 'ldap_port', label: 'LDAP Port', state: 'verified', value: 636 }
  const differing: FieldReadBack = { field: 'ldap_port', label: 'LDAP Port', state: 'differs', planned: 636, actual: 389 }
  const notKnown: FieldReadBack = { field: 'ldap_port', label: 'LDAP Port', state: 'not-known' }

  const code = (state: ChangeState, field: FieldReadBack, failure?: ServiceFailure, unread?: ServiceFailure): string | undefined =>
    readBackProblem(change(), { state, fields: [field], judged: judgeWriteAnswer(change(), failure), host: 'acme.files.com', unread })?.code

  it.each([
    ['done', verified, undefined, undefined, undefined],
    ['done', verified, silent('reset', 'maybe'), undefined, undefined],
    ['done', notKnown, silent('reset', 'maybe'), undefined, 'service.write.outcome-unknown'],
    ['not-done', differing, undefined, undefined, 'apply.differs'],
    ['not-done', differing, refused(422, 'processing-failure/model-save-error'), undefined, 'service.write.invalid'],
    ['not-done', differing, silent('reset', 'maybe'), undefined, 'service.network.reset'],
    ['partly', differing, silent('reset', 'maybe'), undefined, 'apply.differs'],
    ['unknown', differing, silent('timeout', 'maybe'), undefined, 'service.write.outcome-unknown'],
    ['unknown', notKnown, undefined, refused(401, 'not-authenticated/invalid-credentials'), 'apply.not-read-back'],
    ['unknown', notKnown, refused(422), refused(503), 'apply.not-read-back']
  ] as const)('%s with %o after %o, read %o: %s', (state, field, failure, unread, expected) => {
    expect(code(state, field, failure, unread)).toBe(expected)
  })
})
