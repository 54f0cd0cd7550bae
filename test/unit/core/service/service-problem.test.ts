import { describe, expect, it } from 'vitest'
import { serviceProblem } from '../../../../src-main/core/service/service-problem.ts'
import type { NoAnswerReason, Sent, ServiceFailure } from '../../../../src-main/core/service/service-failure.ts'

const READ = { host: 'acme.files.com', action: 'read the users' }
const WRITE = { ...READ, action: 'change the LDAP settings', what: 'the LDAP settings', isWrite: true }

function refused(type: string, status: number, more: Partial<Extract<ServiceFailure, { kind: 'refused' }>> = {}): ServiceFailure {
  return { kind: 'refused', status, type, message: 'The words of the service', details: [], ...more }
}

function noAnswer(reason: NoAnswerReason, sent: Sent): ServiceFailure {
  return {
    kind: 'no-answer',
    reason,
    sent,
    text: 'what the network says',
    ...(reason === 'timeout' && sent === 'maybe' ? { timeoutMs: 30_000 } : {})
  }
}

describe('the documented types of refusals', () => {
  it.each([
    ['not-authenticated/invalid-credentials', 401, 'service.key.refused'],
    ['not-authenticated/authentication-required', 401, 'service.key.refused'],
    ['not-authenticated/invalid-session', 401, 'service.key.refused'],
    ['not-authenticated/locked-out', 401, 'service.access.locked-out'],
    ['not-authenticated/lockout-region-mismatch', 401, 'service.access.address-not-allowed'],
    ['not-authenticated/two-factor-authentication-error', 401, 'service.access.two-factor-wanted'],
    ['not-authenticated/additional-authentication-required', 401, 'service.access.two-factor-wanted'],
    ['not-authorized/api-key-is-disabled', 403, 'service.key.disabled'],
    ['not-authorized/api-key-is-path-restricted', 403, 'service.key.limited'],
    ['not-authorized/api-key-only-for-desktop-app', 403, 'service.key.limited'],
    ['not-authorized/api-key-only-for-mobile-app', 403, 'service.key.limited'],
    ['not-authorized/api-key-only-for-office-integration', 403, 'service.key.limited'],
    ['not-authorized/api-key-only-for-file-operations', 403, 'service.key.limited'],
    ['not-authorized/site-admin-required', 403, 'service.key.not-site-admin'],
    ['not-authorized/user-id-without-site-admin', 403, 'service.key.not-site-admin'],
    ['not-authorized/insufficient-permission-for-site', 403, 'service.access.address-not-allowed'],
    ['not-authorized/two-factor-authentication-required', 403, 'service.access.two-factor-wanted'],
    ['not-authorized/reauthentication-needed-action', 403, 'service.access.two-factor-wanted'],
    ['bad-request/reauthentication-needed-fields', 400, 'service.access.two-factor-wanted'],
    ['not-authorized/read-only-session', 403, 'service.access.not-allowed'],
    ['not-authorized/full-permission-required', 403, 'service.access.not-allowed'],
    ['not-authorized/something-new', 403, 'service.access.not-allowed'],
    ['', 418, 'service.access.not-allowed'],
    ['not-found', 404, 'service.record.not-found'],
    ['not-found/user-not-found', 404, 'service.record.not-found'],
    ['not-found/site-not-found', 404, 'service.site.not-found'],
    ['site-configuration/no-account-for-site', 403, 'service.site.not-found'],
    ['site-configuration/account-overdue', 403, 'service.site.not-in-use'],
    ['site-configuration/site-was-removed', 403, 'service.site.not-in-use'],
    ['site-configuration/trial-expired', 403, 'service.site.not-in-use'],
    ['service-unavailable/site-disabled', 503, 'service.site.not-in-use'],
    ['service-unavailable/migration-in-progress', 503, 'service.busy.unavailable'],
    ['', 500, 'service.busy.unavailable'],
    ['rate-limited/too-many-requests', 429, 'service.busy.rate-limited'],
    ['rate-limited/too-many-concurrent-requests', 429, 'service.busy.rate-limited'],
    ['rate-limited/reauthentication-rate-limited', 429, 'service.busy.rate-limited'],
    ['bad-request/invalid-cursor', 400, 'service.access.not-allowed'],
    ['bad-request/method-not-allowed', 405, 'service.access.not-allowed']
  ])('%s (%i) of a read is %s', (type, status, code) => {
    expect(serviceProblem(refused(type, status), READ).code).toBe(code)
  })

  it.each([
    ['processing-failure/model-save-error', 422, 'service.write.invalid'],
    ['bad-request/request-params-invalid', 400, 'service.write.invalid'],
    ['bad-request/method-not-allowed', 405, 'service.write.not-taken'],
    ['not-found', 404, 'service.write.not-taken'],
    ['not-found/user-not-found', 404, 'service.record.not-found'],
    ['not-authorized/site-admin-required', 403, 'service.key.not-site-admin'],
    ['not-authorized/two-factor-authentication-required', 403, 'service.access.two-factor-wanted']
  ])('%s (%i) of a change is %s', (type, status, code) => {
    expect(serviceProblem(refused(type, status), WRITE).code).toBe(code)
  })

  it('keep the words of the service as evidence', () => {
    const found = serviceProblem(
      refused('processing-failure/model-save-error', 422, { details: ['ldap_host: is private', 'ldap_port: is no number'] }),
      WRITE
    )

    expect(found.cause).toBe(
      'Files.com refused the change of the LDAP settings: ldap_host: is private; ldap_port: is no number. It was not done.'
    )
    expect(found.evidence).toEqual([
      { label: 'Answer', value: 'HTTP 422' },
      { label: 'Type', value: 'processing-failure/model-save-error' },
      { label: 'Words of Files.com', value: 'The words of the service' },
      { label: 'Detail', value: 'ldap_host: is private' },
      { label: 'Detail', value: 'ldap_port: is no number' }
    ])
  })

  it('say how often it was tried', () => {
    const found = serviceProblem(refused('rate-limited/too-many-requests', 429, { tries: 5, retryAfterSeconds: 3600 }), READ)

    expect(found.cause).toContain('5 times over')
    expect(found.evidence.slice(-2)).toEqual([
      { label: 'Asks to wait', value: '3600 s' },
      { label: 'Tries', value: '5' }
    ])
  })
})

describe('a missing answer', () => {
  it.each<[NoAnswerReason, Sent, string, string]>([
    ['name-unknown', 'no', 'service.network.name-unknown', 'service.network.name-unknown'],
    ['refused', 'no', 'service.network.unreachable', 'service.network.unreachable'],
    ['unreachable', 'no', 'service.network.unreachable', 'service.network.unreachable'],
    ['unreachable', 'maybe', 'service.network.reset', 'service.write.outcome-unknown'],
    ['timeout', 'no', 'service.network.unreachable', 'service.network.unreachable'],
    ['timeout', 'maybe', 'service.network.timeout', 'service.write.outcome-unknown'],
    ['reset', 'no', 'service.network.reset', 'service.network.reset'],
    ['reset', 'maybe', 'service.network.reset', 'service.write.outcome-unknown'],
    ['tls', 'no', 'service.network.tls', 'service.network.tls'],
    ['tls', 'maybe', 'service.network.reset', 'service.write.outcome-unknown'],
    ['proxy-refused', 'no', 'service.answer.proxy', 'service.answer.proxy'],
    ['key-unusable', 'no', 'service.key.malformed', 'service.key.malformed']
  ])('(%s, sent: %s) is %s, and of a change %s', (reason, sent, ofRead, ofWrite) => {
    expect(serviceProblem(noAnswer(reason, sent), READ).code).toBe(ofRead)
    expect(serviceProblem(noAnswer(reason, sent), WRITE).code).toBe(ofWrite)
  })

  it('never claims that nothing was sent when that is not certain', () => {
    const reasons: readonly NoAnswerReason[] = ['name-unknown', 'refused', 'reset', 'timeout', 'unreachable', 'tls', 'proxy-refused']
    const claims = reasons.filter(
      (reason) =>
        reason !== 'name-unknown' && /No key was sent|Nothing was sent/.test(serviceProblem(noAnswer(reason, 'maybe'), READ).cause)
    )

    expect(claims).toEqual([])
  })
})

describe('an answer of somebody else', () => {
  it.each<[Extract<ServiceFailure, { kind: 'foreign-answer' }>['reason'], number, string, string]>([
    ['html-page', 200, 'service.answer.html-page', 'service.write.outcome-unknown'],
    ['captive-portal', 302, 'service.answer.captive-portal', 'service.answer.captive-portal'],
    ['proxy', 407, 'service.answer.proxy', 'service.answer.proxy'],
    ['proxy', 502, 'service.answer.proxy', 'service.write.outcome-unknown'],
    ['redirect', 301, 'service.answer.redirect', 'service.answer.redirect'],
    ['broken-json', 200, 'service.answer.broken', 'service.write.outcome-unknown'],
    ['wrong-shape', 200, 'service.answer.wrong-shape', 'service.write.outcome-unknown'],
    ['wrong-shape', 429, 'service.busy.rate-limited', 'service.write.outcome-unknown'],
    ['wrong-shape', 503, 'service.busy.unavailable', 'service.write.outcome-unknown']
  ])('(%s, %i) is %s, and of a change %s', (reason, status, ofRead, ofWrite) => {
    const failure: ServiceFailure = { kind: 'foreign-answer', reason, status, text: 'what showed it' }

    expect(serviceProblem(failure, READ).code).toBe(ofRead)
    expect(serviceProblem(failure, WRITE).code).toBe(ofWrite)
  })
})
