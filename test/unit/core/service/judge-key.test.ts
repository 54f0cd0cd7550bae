import { describe, expect, it } from 'vitest'
import { judgeKey } from '../../../../src-main/core/service/judge-key.ts'
import type { ApiKeyFacts, UserFacts } from '../../../../src-main/core/service/service-facts.ts'

const NOW = new Date('2026-11-21T12:00:00Z')

const key: ApiKeyFacts = {
  id: 3,
  name: 'Setup',
  permissionSet: 'full',
  expiresAt: undefined,
  createdAt: undefined,
  userId: 1,
  workspaceId: undefined
}

const alice: UserFacts = {
  id: 1,
  username: 'alice',
  email: undefined,
  name: undefined,
  authenticationMethod: 'password',
  ssoStrategyId: undefined,
  externallyManaged: undefined,
  disabled: false,
  siteAdmin: true,
  readonlySiteAdmin: false,
  lockoutExpires: null,
  passwordExpired: false,
  requirePasswordChange: false,
  lastLoginAt: undefined,
  lastWebLoginAt: undefined,
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

describe('a key', () => {
  it.each<[string, Partial<ApiKeyFacts>, Partial<UserFacts> | undefined, boolean, readonly string[]]>([
    ['of a site administrator may write', {}, {}, true, []],
    ['of the whole site may write', { userId: undefined }, undefined, true, []],
    ['without a permission set that is told may write', { permissionSet: '' }, {}, true, []],
    ['of the default workspace may write', { workspaceId: 0 }, {}, true, []],
    ['of a read-only administrator may look', {}, { siteAdmin: false, readonlySiteAdmin: true }, false, ['service.key.read-only-admin']],
    ['of both kinds may look', {}, { siteAdmin: true, readonlySiteAdmin: true }, false, ['service.key.read-only-admin']],
    ['of an ordinary user does not reach the site', {}, { siteAdmin: false }, false, ['service.key.not-site-admin']],
    ['of a workspace does not reach the site', { workspaceId: 4 }, {}, false, ['service.key.workspace-admin']],
    ['for the desktop does not reach the site', { permissionSet: 'desktop_app' }, {}, false, ['service.key.limited']],
    ['that ends today ends soon', { expiresAt: '2026-11-21T13:00:00Z' }, {}, true, ['service.key.ends-soon']],
    ['that ends in 30 days ends soon', { expiresAt: '2026-12-21T12:00:00Z' }, {}, true, ['service.key.ends-soon']],
    ['that ends in 31 days has time', { expiresAt: '2026-12-22T12:00:00Z' }, {}, true, []],
    ['that has ended has ended', { expiresAt: '2026-11-20T13:00:00Z' }, {}, true, ['service.key.expired']],
    ['whose end cannot be read says nothing about it', { expiresAt: 'some day' }, {}, true, []]
  ])('%s', (_what, keyFacts, userFacts, canWrite, codes) => {
    const { view, problems } = judgeKey({ ...key, ...keyFacts }, userFacts === undefined ? undefined : { ...alice, ...userFacts }, NOW)

    expect({ canWrite: view.canWrite, codes: problems.map(({ code }) => code) }).toEqual({ canWrite, codes })
    expect(view.ability).toMatch(/^[A-Z].*\.$/)
  })

  it('is called by its owner', () => {
    const { who } = judgeKey(key, alice, NOW).view
    const ownerUnread = judgeKey(key, undefined, NOW).view
    const ofTheSite = judgeKey({ ...key, userId: undefined }, undefined, NOW).view

    expect([who, ownerUnread.who, ofTheSite.who]).toEqual(['alice', 'user 1', 'Key of the whole site'])
    expect(ownerUnread.ability).toContain('shows only when it does')
  })
})
