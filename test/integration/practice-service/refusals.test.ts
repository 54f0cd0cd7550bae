import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServiceKeys } from '../../../src-main/practice/service/service-keys.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, record, verdict } from './service-client.ts'

let service: PracticeService
beforeAll(async () => {
  service = await startPracticeService()
})
afterAll(() => service.close())

describe('each kind of key is told', () => {
  const adminOnly = '403 not-authorized/site-admin-required'
  const unknown = '401 not-authenticated/invalid-credentials'
  const desktop = '403 not-authorized/api-key-only-for-desktop-app'
  const blocked = '403 not-authorized/insufficient-permission-for-site'
  const write = { body: { ldap_host: 'dc1.practice.example' } }

  it.each<[keyof ServiceKeys, string, string, string]>([
    ['siteAdmin', '200', '200', '200'],
    ['siteWide', '200', '200', '200'],
    ['readOnlyAdmin', '200', '200', '403 not-authorized/insufficient-permission-for-params'],
    ['workspaceAdmin', '200', adminOnly, adminOnly],
    ['plainUser', '200', adminOnly, adminOnly],
    ['expired', unknown, unknown, unknown],
    ['otherSite', unknown, unknown, unknown],
    ['desktopApp', '200', desktop, desktop],
    ['twoFactor', '200', '200', '403 not-authorized/two-factor-authentication-required'],
    ['blockedIp', blocked, blocked, blocked]
  ])('%s: GET /api_key %s, GET /site %s, PATCH /site %s', async (name, apiKey, site, patch) => {
    const key = service.keys[name]

    expect([
      await verdict(service, 'GET', '/api_key', { key }),
      await verdict(service, 'GET', '/site', { key }),
      await verdict(service, 'PATCH', '/site', { key, ...write })
    ]).toEqual([apiKey, site, patch])
  })

  it('no key and a wrong key', async () => {
    expect(await verdict(service, 'GET', '/site', { key: '' })).toBe('401 not-authenticated/authentication-required')
    expect(await verdict(service, 'GET', '/site', { key: 'wrong' })).toBe('401 not-authenticated/invalid-credentials')
  })

  it('what a plain user may see: themselves and nobody else', async () => {
    const key = service.keys.plainUser

    expect(await verdict(service, 'GET', '/users/5', { key })).toBe('200')
    expect(await verdict(service, 'GET', '/users/1', { key })).toBe('403 not-authorized/site-admin-required')
    expect(await verdict(service, 'PATCH', '/users/5', { key, body: { name: 'Me' } })).toBe('403 not-authorized/site-admin-required')
  })

  it('a key ends with its owner', async () => {
    service.changeAsSecondAdministrator({ user: { id: 5, fields: { disabled: true } } })

    expect(await verdict(service, 'GET', '/api_key', { key: service.keys.plainUser })).toBe('401 not-authenticated/invalid-credentials')
  })
})

describe('a request that makes no sense', () => {
  it.each([
    ['GET', '/nowhere', '404 not-found'],
    ['GET', '/users/999999', '404 not-found'],
    ['GET', '/users/abc', '404 not-found'],
    ['GET', '/groups/77', '404 not-found'],
    ['POST', '/sso_strategies/77/sync', '404 not-found'],
    ['DELETE', '/site', '405 bad-request/method-not-allowed'],
    ['POST', '/users', '405 bad-request/method-not-allowed'],
    ['PUT', '/users/1', '405 bad-request/method-not-allowed'],
    ['PATCH', '/external_events', '405 bad-request/method-not-allowed']
  ])('%s %s: %s', async (method, path, expected) => {
    expect(await verdict(service, method, path)).toBe(expected)
  })

  it('a body that is no JSON object, or not called JSON', async () => {
    expect(await verdict(service, 'PATCH', '/site', { body: '{"ldap_host":' })).toBe('400 bad-request/request-params-invalid')
    expect(await verdict(service, 'PATCH', '/site', { body: '[1]' })).toBe('400 bad-request/request-params-invalid')
    const form = await fetch(`${service.origin}/api/rest/v1/site`, {
      method: 'PATCH',
      headers: { 'X-FilesAPI-Key': service.keys.siteAdmin, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'ldap_host=dc1'
    })
    expect([form.status, record(await form.json())['type']]).toEqual([400, 'bad-request/unsupported-media-type'])
  })

  it('is refused in the documented shape', async () => {
    const told = await ask(service, 'PATCH', '/site', { body: { ldap_port: 'many', ldap_type: 'novell' } })

    expect(told.status).toBe(422)
    expect(told.body).toEqual({
      type: 'processing-failure/model-save-error',
      'http-code': 422,
      error: 'ldap port is not a number, ldap type is not included in the list',
      title: 'Model Save Error',
      detail: 'ldap port is not a number, ldap type is not included in the list',
      instance: 'practice',
      errors: ['ldap port is not a number', 'ldap type is not included in the list'],
      'model-errors': { ldap_port: ['is not a number'], ldap_type: ['is not included in the list'] }
    })
  })
})
