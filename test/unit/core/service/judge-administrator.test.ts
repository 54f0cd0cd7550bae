import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAdministrator } from '../../../../src-main/core/service/judge-administrator.ts'
import type { UserFacts } from '../../../../src-main/core/service/service-facts.ts'

const NOW = new Date('2026-11-21T12:00:00Z')

/** The person who keeps the front door open. */
const alice: UserFacts = {
  id: 1,
  username: 'alice',
  email: 'alice@practice.example',
  name: 'Alice',
  authenticationMethod: 'password',
  ssoStrategyId: undefined,
  externallyManaged: undefined,
  disabled: false,
  siteAdmin: true,
  readonlySiteAdmin: false,
  lockoutExpires: null,
  passwordExpired: false,
  requirePasswordChange: false,
  lastLoginAt: '2026-11-20T08:00:00Z',
  lastWebLoginAt: '2026-11-20T08:00:00Z',
  lastFtpLoginAt: undefined,
  lastSftpLoginAt: undefined,
  lastDavLoginAt: undefined,
  lastRestapiLoginAt: undefined,
  lastApiUseAt: undefined,
  lastActiveAt: undefined,
  active2fa: undefined,
  require2fa: undefined,
  publicKeysCount: undefined,
  apiKeysCount: undefined,
  ftpPermission: undefined,
  sftpPermission: undefined,
  davPermission: undefined,
  restapiPermission: undefined,
  groupIds: undefined
}

describe('a break-glass administrator', () => {
  it.each<[string, Partial<UserFacts>]>([
    ['signs in with a password', {}],
    ['signs in with password and key', { authenticationMethod: 'password_and_ssh_key' }],
    ['was locked out once', { lockoutExpires: '2026-11-21T11:59:59Z' }],
    ['is not told to be no read-only administrator', { readonlySiteAdmin: undefined }],
    ['need not change the password, as far as is told', { requirePasswordChange: undefined }],
    ['was seen 90 days ago', { lastWebLoginAt: '2026-08-23T12:00:00Z' }],
    ['was seen by a clock that is a little ahead', { lastWebLoginAt: '2026-11-21T12:03:00Z' }],
    ['was seen, and the service does not tell where', { lastWebLoginAt: undefined }]
  ])('is proved when the person %s', (_what, facts) => {
    expect(judgeAdministrator({ ...alice, ...facts }, NOW)).toMatchObject({ isBreakGlass: true, against: [] })
  })

  it.each<[string, Partial<UserFacts>]>([
    ['is no site administrator', { siteAdmin: false }],
    ['is no site administrator', { siteAdmin: undefined }],
    ['may only look', { readonlySiteAdmin: true }],
    ['does not sign in with a password', { authenticationMethod: 'sso', ssoStrategyId: 7 }],
    ['does not sign in with a password', { authenticationMethod: 'none' }],
    ['does not sign in with a password', { authenticationMethod: '' }],
    ['does not sign in with a password', { authenticationMethod: 'password_with_imported_hash' }],
    ['is disabled', { disabled: true }],
    ['may be disabled: the service does not say', { disabled: undefined }],
    ['may be locked out: the service does not say', { lockoutExpires: undefined }],
    ['is locked out until 2026-11-21 12:00:01 UTC', { lockoutExpires: '2026-11-21T12:00:01Z' }],
    ['is locked out', { lockoutExpires: 'for ever' }],
    ['has an expired password', { passwordExpired: true }],
    ['may have an expired password: the service does not say', { passwordExpired: undefined }],
    ['must change the password first', { requirePasswordChange: true }],
    ['has never been seen signing in', { lastLoginAt: undefined, lastWebLoginAt: undefined }],
    ['has never been seen signing in', { lastLoginAt: '2026-11-20T08:00:00Z', lastWebLoginAt: null }],
    ['was last seen on 1 January 2031, which has not come yet: a clock is wrong', { lastWebLoginAt: '2031-01-01T00:00:00Z' }],
    ['has never been seen signing in', { lastWebLoginAt: 'never' }],
    ['was last seen on 23 August 2026, more than 90 days ago', { lastWebLoginAt: '2026-08-23T11:59:00Z' }],
    // Seen yesterday by SFTP, and long ago in the browser.
    [
      'was last seen on 1 January 2026, more than 90 days ago',
      { lastWebLoginAt: '2026-01-01T00:00:00Z', lastLoginAt: '2026-11-20T00:00:00Z' }
    ]
  ])('is not proved when the person %s', (reason, facts) => {
    expect(judgeAdministrator({ ...alice, ...facts }, NOW)).toMatchObject({ isBreakGlass: false, against: [reason] })
  })

  it('is proved exactly when nothing speaks against it, whatever the service tells', () => {
    const flag = fc.constantFrom(true, false, undefined)
    const moment = fc.constantFrom('2026-11-20T00:00:00Z', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', 'nonsense', '', undefined)
    fc.assert(
      fc.property(
        fc.record({
          authenticationMethod: fc.constantFrom('password', 'sso', '', 'password_and_ssh_key'),
          disabled: flag,
          siteAdmin: flag,
          readonlySiteAdmin: flag,
          lockoutExpires: fc.oneof(moment, fc.constant(null)),
          passwordExpired: flag,
          requirePasswordChange: flag,
          lastLoginAt: moment,
          lastWebLoginAt: moment
        }),
        (facts) => {
          const verdict = judgeAdministrator({ ...alice, ...facts }, NOW)
          expect(verdict.isBreakGlass).toBe(verdict.against.length === 0)
          expect(verdict.evidence.map(({ value }) => value).join(' ')).not.toMatch(/undefined|NaN|null|Invalid/)
          if (verdict.isBreakGlass) expect([facts.disabled, facts.siteAdmin, facts.passwordExpired]).toEqual([false, true, false])
        }
      )
    )
  })
})
