import { describe, expect, it } from 'vitest'
import { startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, list, picked, record, verdict } from './service-client.ts'

describe('strategies by today’s contract', () => {
  it('can be read and synced, and every write is 404 without any effect', async () => {
    await using service = await startPracticeService()

    expect([
      await verdict(service, 'PATCH', '/sso_strategies/101', { body: {} }),
      await verdict(service, 'PATCH', '/sso_strategies/101', { body: { label: 'Mine' } }),
      await verdict(service, 'POST', '/sso_strategies', { body: { provider: 'azure' } }),
      await verdict(service, 'DELETE', '/sso_strategies/101'),
      await verdict(service, 'POST', '/sso_strategies/101/sync')
    ]).toEqual(['404 not-found', '404 not-found', '404 not-found', '404 not-found', '204'])
    expect([service.state.strategies.size, service.state.strategies.get(101)?.label]).toEqual([1, 'Practice Entra ID'])
  })
})

describe('strategies by the contract of 2020', () => {
  it('are changed, and the change is recorded', async () => {
    await using service = await startPracticeService({ strategyWrites: 'accepted' })

    const told = await ask(service, 'PATCH', '/sso_strategies/101', {
      body: { ldap_host: 'dc1', ldap_port: 636, provision_group_required: 'Sales' }
    })

    expect(picked(told.body, 'ldap_host', 'ldap_port', 'provision_group_required')).toEqual({
      ldap_host: 'dc1',
      ldap_port: 636,
      provision_group_required: 'Sales'
    })
    expect((await ask(service, 'GET', '/sso_strategies/101')).body).toEqual(told.body)
    expect(service.state.settingsChanges.at(-1)?.['changes']).toHaveLength(3)
  })

  it('answer the empty probe in a way that tells it is understood', async () => {
    await using service = await startPracticeService({ strategyWrites: 'accepted' })

    expect(await verdict(service, 'PATCH', '/sso_strategies/101', { body: {} })).toBe('400 bad-request/no-valid-input-params')
    expect(await verdict(service, 'PATCH', '/sso_strategies/77', { body: {} })).toBe('404 not-found')
    expect(service.state.settingsChanges).toHaveLength(1)
  })

  it('are made and removed', async () => {
    await using service = await startPracticeService({ strategyWrites: 'accepted', strategies: 'none' })

    const told = await ask(service, 'POST', '/sso_strategies', {
      body: { provider: 'azure', protocol: 'oauth2', label: 'New', client_id: 'client', client_secret: 'hush-hush' }
    })
    const id = Number(record(told.body)['id'])

    expect([told.status, picked(told.body, 'provider', 'protocol', 'label', 'enabled')]).toEqual([
      201,
      { provider: 'azure', protocol: 'oauth2', label: 'New', enabled: false }
    ])
    expect(JSON.stringify(told.body)).not.toContain('hush-hush')
    expect(await verdict(service, 'DELETE', `/sso_strategies/${id}`)).toBe('204')
    expect(list((await ask(service, 'GET', '/sso_strategies')).body)).toEqual([])
  })

  it('refuse what they cannot store', async () => {
    await using service = await startPracticeService({ strategyWrites: 'accepted' })

    expect([
      await verdict(service, 'PATCH', '/sso_strategies/101', { body: { provision_require_2fa: 'sometimes' } }),
      await verdict(service, 'PATCH', '/sso_strategies/101', { body: { ldap_password_change: 'one' } }),
      await verdict(service, 'POST', '/sso_strategies', { body: { label: 'No provider' } }),
      await verdict(service, 'PATCH', '/sso_strategies/101', { key: service.keys.readOnlyAdmin, body: { label: 'x' } })
    ]).toEqual([
      '422 processing-failure/model-save-error',
      '422 processing-failure/model-save-error',
      '422 processing-failure/model-save-error',
      '403 not-authorized/insufficient-permission-for-params'
    ])
  })
})
