import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, list, picked, record } from './service-client.ts'

describe('the practice service lets a site administrator read', () => {
  let service: PracticeService
  beforeAll(async () => {
    service = await startPracticeService({ strategies: 'azure-saml-and-oauth' })
  })
  afterAll(() => service.close())

  const read = async (path: string): Promise<unknown> => {
    const told = await ask(service, 'GET', path)
    expect(told.status).toBe(200)
    return told.body
  }

  it('which key this is, the key itself included', async () => {
    expect(picked(await read('/api_key'), 'user_id', 'permission_set', 'workspace_id', 'key')).toEqual({
      user_id: 1,
      permission_set: 'full',
      workspace_id: null,
      key: service.keys.siteAdmin
    })
  })

  it('the site, with every LDAP field, without the password, and with tokens that nobody should keep', async () => {
    const site = record(await read('/site'))

    expect(picked(site, 'subdomain', 'admin_user_id', 'ldap_enabled', 'ldap_type', 'ldap_server_certificate')).toEqual({
      subdomain: 'practice',
      admin_user_id: 1,
      ldap_enabled: false,
      ldap_type: 'active_directory',
      ldap_server_certificate: 'require_match'
    })
    expect(Object.keys(site).filter((name) => name.startsWith('ldap_'))).toHaveLength(17)
    expect(Object.keys(site).filter((name) => name.includes('password'))).toEqual([])
    expect(record(site['session'])['login_token']).toMatch(/^@tok-/)
  })

  it('the strategies, all and one, with their users and the SCIM token', async () => {
    const strategies = list(await read('/sso_strategies'))

    expect(strategies.map((strategy) => picked(strategy, 'id', 'protocol', 'provider', 'enabled', 'user_count'))).toEqual([
      { id: 101, protocol: 'saml', provider: 'azure', enabled: true, user_count: 56 },
      { id: 102, protocol: 'oauth2', provider: 'azure', enabled: false, user_count: 0 }
    ])
    expect(strategies[0]?.['scim_oauth_access_token']).toMatch(/^[0-9a-f]{32}$/)
    expect(await read('/sso_strategies/101')).toEqual(strategies[0])
  })

  it('sixty users: administrators, people of the directory, and people who have left it', async () => {
    const users = list(await read('/users'))

    expect(users).toHaveLength(60)
    expect(
      users.slice(0, 5).map((user) => picked(user, 'username', 'authentication_method', 'site_admin', 'readonly_site_admin', 'active_2fa'))
    ).toEqual([
      { username: 'alice.admin', authentication_method: 'password', site_admin: true, readonly_site_admin: false, active_2fa: true },
      { username: 'bob.admin', authentication_method: 'sso', site_admin: true, readonly_site_admin: false, active_2fa: false },
      { username: 'carol.auditor', authentication_method: 'password', site_admin: false, readonly_site_admin: true, active_2fa: false },
      { username: 'walter.workspace', authentication_method: 'password', site_admin: false, readonly_site_admin: false, active_2fa: false },
      { username: 'petra.plain', authentication_method: 'password', site_admin: false, readonly_site_admin: false, active_2fa: false }
    ])
    expect(picked(users[5], 'username', 'authentication_method', 'sso_strategy_id', 'externally_managed')).toEqual({
      username: 'anna.smith@practice.example',
      authentication_method: 'sso',
      sso_strategy_id: 101,
      externally_managed: true
    })
    expect(users.filter(({ username }) => String(username).startsWith('former.'))).toHaveLength(3)
  })

  it('groups and who is in them, the same from all three sides', async () => {
    const finance = list(await read('/groups')).find(({ name }) => name === 'Finance')
    const members = list(await read(`/group_users?group_id=${String(finance?.['id'])}`))
    const first = record(await read(`/users/${String(members[0]?.['user_id'])}`))

    expect(members.map(({ user_id }) => user_id).join(',')).toBe(finance?.['user_ids'])
    expect(members.flatMap(({ usernames }) => usernames).join(',')).toBe(finance?.['usernames'])
    expect(first['group_ids']).toBe(String(finance?.['id']))
    expect(await read(`/groups/${String(finance?.['id'])}`)).toEqual(finance)
    expect(list(await read('/group_users?user_id=5')).map((member) => picked(member, 'group_id', 'admin'))).toEqual([
      { group_id: 1, admin: true }
    ])
  })

  it('the logs', async () => {
    expect(list(await read('/sso_events')).map(({ status }) => status)).toEqual(['success', 'success', 'success', 'failure', 'success'])
    const scimLogs = list(await read('/scim_logs'))
    expect(new Set(scimLogs.map(({ http_response_code }) => http_response_code))).toEqual(
      new Set(['200', '201', '204', '400', '401', '409', '500'])
    )
    expect(scimLogs.map(({ request_json, response_json }) => [typeof request_json, typeof response_json])).toContainEqual([
      'string',
      'string'
    ])
    expect(list(await read('/external_events'))).toHaveLength(1)
    expect(list(await read('/settings_changes')).map((change) => picked(change, 'user_id', 'username'))).toEqual([
      { user_id: 1, username: 'alice.admin' }
    ])
  })

  it('addresses', async () => {
    expect(list(await read('/ip_addresses')).map(({ id, ip_addresses }) => [id, Array.isArray(ip_addresses)])).toEqual([['Site', true]])
    expect(list(await read('/ip_addresses/reserved')).map(({ ip_address }) => ip_address)).toContain('192.0.2.10')
  })
})

describe('a practice site without strategies', () => {
  it('has all its people from an earlier LDAP sync and all administrators on passwords', async () => {
    await using service = await startPracticeService({ strategies: 'none', userCount: 12 })

    const users = list((await ask(service, 'GET', '/users')).body)

    expect(list((await ask(service, 'GET', '/sso_strategies')).body)).toEqual([])
    expect(users.map(({ sso_strategy_id }) => sso_strategy_id)).toEqual(Array.from({ length: 12 }, () => null))
    expect(users.filter(({ externally_managed }) => externally_managed === true)).toHaveLength(7)
  })
})
