import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, list, picked, record, verdict } from './service-client.ts'

let service: PracticeService
beforeEach(async () => {
  service = await startPracticeService({ userCount: 12, now: () => Date.UTC(2026, 10, 21, 12) })
})
afterEach(() => service.close())

describe('PATCH /site', () => {
  it('stores LDAP settings, gives them back, and leaves a record of who changed what', async () => {
    const body = { ldap_host: 'dc1.practice.example', ldap_port: '636', ldap_secure: 'true', ldap_base_dn: 'DC=practice,DC=example' }

    const told = await ask(service, 'PATCH', '/site', { body })

    const stored = { ldap_host: 'dc1.practice.example', ldap_port: 636, ldap_secure: true, ldap_base_dn: 'DC=practice,DC=example' }
    expect(picked(told.body, ...Object.keys(stored))).toEqual(stored)
    expect(picked((await ask(service, 'GET', '/site')).body, ...Object.keys(stored))).toEqual(stored)
    const changes = list((await ask(service, 'GET', '/settings_changes?sort_by[created_at]=desc')).body)
    expect(picked(changes[0], 'user_id', 'api_key_id', 'username', 'created_at', 'changes')).toEqual({
      user_id: 1,
      api_key_id: 1,
      username: 'alice.admin',
      created_at: '2026-11-21T12:00:00.000Z',
      changes: [
        'Site: `ldap_host` changed from `` to `dc1.practice.example`',
        'Site: `ldap_port` changed from `` to `636`',
        'Site: `ldap_secure` changed from `false` to `true`',
        'Site: `ldap_base_dn` changed from `` to `DC=practice,DC=example`'
      ]
    })
  })

  it('changes nothing and records nothing when the values are already there', async () => {
    await ask(service, 'PATCH', '/site', { body: { ldap_enabled: false, ldap_host: null } })

    expect(service.state.settingsChanges).toHaveLength(1)
  })

  it('changes nothing at all when one field is wrong', async () => {
    await ask(service, 'PATCH', '/site', { body: { ldap_host: 'dc1.practice.example', ldap_port: 0 } })

    expect(service.state.site.ldap_host).toBeNull()
  })

  it('passes over unknown fields, and refuses a request without any known one', async () => {
    expect(await verdict(service, 'PATCH', '/site', { body: { ldap_hots: 'x', subdomain: 'mine', ldap_host: 'dc1' } })).toBe('200')
    expect(service.state.site.subdomain).toBe('practice')
    expect(await verdict(service, 'PATCH', '/site', { body: { ldap_hots: 'x' } })).toBe('400 bad-request/no-valid-input-params')
    expect(await verdict(service, 'PATCH', '/site', { body: {} })).toBe('400 bad-request/no-valid-input-params')
    expect(await verdict(service, 'PATCH', '/site')).toBe('400 bad-request/no-valid-input-params')
  })

  it('takes the password twice, keeps it inside, and never gives it back', async () => {
    const secret = 'Practice-Service-1'
    const both = { ldap_password_change: secret, ldap_password_change_confirmation: secret }

    expect(await verdict(service, 'PATCH', '/site', { body: { ...both, ldap_password_change_confirmation: 'other' } })).toBe(
      '422 processing-failure/model-save-error'
    )
    expect(await verdict(service, 'PATCH', '/site', { body: { ldap_password_change: secret } })).toBe(
      '422 processing-failure/model-save-error'
    )
    expect(service.state.ldapPasswords.get('site')).toBeUndefined()
    const told = await ask(service, 'PATCH', '/site', { body: both })

    expect(service.state.ldapPasswords.get('site')).toBe(secret)
    const seen = [
      told.body,
      (await ask(service, 'GET', '/site')).body,
      (await ask(service, 'GET', '/settings_changes')).body,
      service.requests
    ]
    expect(JSON.stringify(seen)).not.toContain(secret)
    expect(service.state.settingsChanges.at(-1)?.['changes']).toEqual(['Site: `ldap_password` changed'])
  })
})

describe('PATCH /users', () => {
  it('moves somebody from a password to single sign-on, without the second factor', async () => {
    const told = await ask(service, 'PATCH', '/users/1', { body: { authentication_method: 'sso', sso_strategy_id: 101, clear_2fa: true } })

    expect(picked(told.body, 'authentication_method', 'sso_strategy_id', 'active_2fa')).toEqual({
      authentication_method: 'sso',
      sso_strategy_id: 101,
      active_2fa: false
    })
    expect((await ask(service, 'GET', '/users/1')).body).toEqual(told.body)
    expect(record(told.body)['clear_2fa']).toBeUndefined()
  })

  it.each([
    [{ authentication_method: 'sso' }, '422 processing-failure/model-save-error'],
    [{ authentication_method: 'sso', sso_strategy_id: 77 }, '422 processing-failure/model-save-error'],
    [{ authentication_method: 'magic' }, '422 processing-failure/model-save-error'],
    [{ disabled: 'perhaps' }, '422 processing-failure/model-save-error'],
    [{ nonsense: 1 }, '400 bad-request/no-valid-input-params'],
    [{ authentication_method: 'none' }, '200']
  ])('%j: %s', async (body, expected) => {
    expect(await verdict(service, 'PATCH', '/users/1', { body })).toBe(expected)
  })

  it('changes groups by their ids', async () => {
    const told = await ask(service, 'PATCH', '/users/5', { body: { group_ids: '2,3' } })

    expect(picked(told.body, 'group_ids', 'admin_group_ids')).toEqual({ group_ids: '2,3', admin_group_ids: [] })
  })
})

describe('PATCH /groups', () => {
  it('renames a group, once', async () => {
    expect(record((await ask(service, 'PATCH', '/groups/4', { body: { name: 'Engineering' } })).body)['name']).toBe('Engineering')
    expect(await verdict(service, 'PATCH', '/groups/3', { body: { name: 'engineering' } })).toBe('422 processing-failure/model-save-error')
    expect(await verdict(service, 'PATCH', '/groups/3', { body: { name: '' } })).toBe('422 processing-failure/model-save-error')
    expect(await verdict(service, 'PATCH', '/groups/3', { body: {} })).toBe('400 bad-request/no-valid-input-params')
  })
})

describe('POST /external_events', () => {
  it('leaves an entry that can be read again', async () => {
    const told = await ask(service, 'POST', '/external_events', { body: { status: 'success', body: 'LDAP settings changed' } })

    expect([told.status, picked(told.body, 'status', 'body')]).toEqual([201, { status: 'success', body: 'LDAP settings changed' }])
    expect(list((await ask(service, 'GET', '/external_events')).body).at(-1)).toEqual(told.body)
  })

  it.each([
    [{ status: 'success' }, '400 bad-request/request-params-required'],
    [{ status: 'great', body: 'x' }, '422 processing-failure/model-save-error']
  ])('%j: %s', async (body, expected) => {
    expect(await verdict(service, 'POST', '/external_events', { body })).toBe(expected)
  })
})

describe('a second administrator', () => {
  it('changes site, strategy and user meanwhile, and the settings changes say who it was', async () => {
    service.changeAsSecondAdministrator({
      site: { ldap_host: 'other.practice.example', ldap_password_change: 'hidden' },
      strategy: { id: 101, fields: { enabled: false, label: undefined } },
      user: { id: 1, fields: { authentication_method: 'none' } }
    })

    expect(picked((await ask(service, 'GET', '/site')).body, 'ldap_host')).toEqual({ ldap_host: 'other.practice.example' })
    expect(picked((await ask(service, 'GET', '/sso_strategies/101')).body, 'enabled', 'label')).toEqual({ enabled: false, label: null })
    expect(picked((await ask(service, 'GET', '/users/1')).body, 'authentication_method')).toEqual({ authentication_method: 'none' })
    const changes = list((await ask(service, 'GET', '/settings_changes')).body).slice(1)
    expect(changes.map((change) => picked(change, 'username', 'api_key_id'))).toEqual([
      { username: 'bob.admin', api_key_id: null },
      { username: 'bob.admin', api_key_id: null }
    ])
    expect(JSON.stringify(changes)).not.toContain('hidden')
  })
})
