import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { openService, sendJson, SITE, startAwkwardService } from './awkward-service.ts'

describe('of an answer', () => {
  it('only the fields that are used go on: no token, no key, nothing unknown', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      '/site': {
        ...SITE,
        session: { id: 'TOKEN' },
        sso_token: 'TOKEN',
        ldap_password: 'TOKEN',
        ldap_host_2: null,
        ldap_user_include_groups: ['a', 'b']
      },
      '/api_key': { id: 3, key: 'TOKEN', name: 'Setup', permission_set: 'full', user_id: 7, workspace_id: null },
      '/sso_strategies/7': {
        id: 7,
        protocol: 'saml',
        provider: 'azure',
        label: 'Entra ID',
        enabled: true,
        scim_oauth_access_token: 'TOKEN',
        scim_oauth_access_token_expires_at: '2027-01-01T00:00:00Z',
        client_secret: 'TOKEN',
        ldap_port: 636
      },
      '/users/7': { id: 7, username: 'anna', authenticate_until: 'x', lockout_expires: null, disabled: false, unknown: 'TOKEN' }
    }
    await using server = await startAwkwardService((response, { path }) => sendJson(response, 200, answers[path]))
    const service = openService(server.address)

    const read = {
      site: await service.site(neverCancelled),
      key: await service.apiKey(neverCancelled),
      strategy: await service.strategy(7, neverCancelled),
      user: await service.user(7, neverCancelled)
    }

    expect(JSON.stringify(read)).not.toContain('TOKEN')
    expect(read).toMatchObject({
      site: { ok: true, value: { ldap: { ldap_enabled: true, ldap_port: 636, ldap_user_include_groups: 'a,b' }, domain: undefined } },
      key: { ok: true, value: { id: 3, userId: 7, workspaceId: undefined, permissionSet: 'full' } },
      strategy: {
        ok: true,
        value: { scimTokenExpiresAt: '2027-01-01T00:00:00Z', fields: { enabled: true, label: 'Entra ID', ldap_port: 636 } }
      },
      user: { ok: true, value: { lockoutExpires: null, disabled: false, passwordExpired: undefined, authenticationMethod: '' } }
    })
  })

  it('a field without a value is there, and one that the site does not have is absent', async () => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, 200, { subdomain: 'p', ldap_host: null, ldap_domain: '' })
    )

    const site = await openService(server.address).site(neverCancelled)

    expect(site.ok && Object.entries(site.value.ldap)).toEqual([
      ['ldap_host', undefined],
      ['ldap_domain', '']
    ])
  })

  it('an unknown lock is not taken for no lock', async () => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, 200, [
        { id: 1, username: 'a' },
        { id: 2, username: 'b', lockout_expires: null },
        { id: 3, username: 'c', lockout_expires: '2026-12-01T00:00:00Z' }
      ])
    )

    const page = await openService(server.address).users({}, neverCancelled).next()

    expect(page.done === true ? [] : page.value.map(({ lockoutExpires }) => lockoutExpires)).toEqual([
      undefined,
      null,
      '2026-12-01T00:00:00Z'
    ])
  })

  it('never and not told are two things, for every way in', async () => {
    const at = '2026-11-01T00:00:00Z'
    const never = {
      last_ftp_login_at: null,
      last_sftp_login_at: null,
      last_dav_login_at: null,
      last_restapi_login_at: null,
      last_api_use_at: null
    }
    const lately = { last_ftp_login_at: at, last_sftp_login_at: at, last_dav_login_at: at, last_restapi_login_at: at, last_api_use_at: at }
    const more = { public_keys_count: 2, api_keys_count: 0, sftp_permission: false, dav_permission: true, require_2fa: 'always_require' }
    await using server = await startAwkwardService((response) =>
      sendJson(response, 200, [
        { id: 1, username: 'a' },
        { id: 2, username: 'b', ...never },
        { id: 3, username: 'c', ...lately, ...more }
      ])
    )

    const page = await openService(server.address).users({}, neverCancelled).next()

    const users = page.done === true ? [] : page.value
    const ways = users.map((user) => [
      user.lastFtpLoginAt,
      user.lastSftpLoginAt,
      user.lastDavLoginAt,
      user.lastRestapiLoginAt,
      user.lastApiUseAt
    ])
    expect(ways).toEqual([undefined, null, at].map((value) => [value, value, value, value, value]))
    expect(users.map(({ publicKeysCount, apiKeysCount }) => [publicKeysCount, apiKeysCount])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [2, 0]
    ])
    expect(users[2]).toMatchObject({ sftpPermission: false, davPermission: true, ftpPermission: undefined, require2fa: 'always_require' })
  })

  it('addresses are listed once each', async () => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, 200, [
        { id: 'Site', ip_addresses: ['192.0.2.1', '192.0.2.2'] },
        { id: 'X', ip_addresses: ['192.0.2.2'] },
        { id: 'Y' }
      ])
    )

    expect(await openService(server.address).ipAddresses(neverCancelled)).toEqual({ ok: true, value: ['192.0.2.1', '192.0.2.2'] })
  })
})

describe('a change', () => {
  it('says null for a field without a value, and keeps an empty text', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))

    await openService(server.address).updateSite(
      { ldap_host_2: undefined, ldap_domain: '', ldap_port: 636, ldap_secure: false },
      neverCancelled
    )

    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ ldap_host_2: null, ldap_domain: '', ldap_port: 636, ldap_secure: false })
  })

  it.each(['name', 'subdomain', 'Ldap_host', 'require_2fa', ' ldap_host'])(
    'of the site never has a field like “%s”: that would be a bug',
    async (field) => {
      await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
      const service = openService(server.address)

      await expect(service.updateSite({ ldap_host: 'x', [field]: new Secret('hidden') }, neverCancelled)).rejects.toThrow(TypeError)

      expect(server.requests).toEqual([])
    }
  )

  it('of a sync is an order without content', async () => {
    await using server = await startAwkwardService((response) => response.writeHead(204).end())

    expect(await openService(server.address).startSync(7, neverCancelled)).toEqual({ ok: true, value: null })
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /sso_strategies/7/sync'])
  })

  it.each<[number, string, object]>([
    [200, '', { ok: true, value: 'accepted' }],
    [400, 'bad-request/no-valid-input-params', { ok: true, value: 'accepted' }],
    [400, 'bad-request/request-params-required', { ok: true, value: 'accepted' }],
    [404, 'not-found', { ok: true, value: 'refused' }],
    [405, 'bad-request/method-not-allowed', { ok: true, value: 'refused' }],
    [400, 'bad-request/method-not-allowed', { ok: true, value: 'refused' }],
    [403, 'not-authorized/insufficient-permission-for-params', { ok: true, value: 'refused' }],
    [403, 'not-authorized/two-factor-authentication-required', { ok: false }],
    [401, 'not-authenticated/invalid-credentials', { ok: false }],
    [500, 'service-unavailable', { ok: false }]
  ])('that is none tells whether strategies can be written: %i %s', async (status, type, expected) => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, status, status === 200 ? { id: 7 } : { type, error: 'no' })
    )

    expect(await openService(server.address).probeStrategyWrites(7, neverCancelled)).toMatchObject(expected)
    expect(server.requests.map(({ method, path, body }) => [method, path, body])).toEqual([['PATCH', '/sso_strategies/7', '{}']])
  })
})
