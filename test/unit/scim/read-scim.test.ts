import { isScimOn, scimMethod } from '../../../src-main/core/model/scim-method.ts'
import { describe, expect, it } from 'vitest'
import { scimView } from '../../../src-main/core/scim/read-scim.ts'
import type { FieldValues, StrategyFacts } from '../../../src-main/core/service/service-facts.ts'

const NOW = '2026-11-22T09:00:00Z'

function strategy(fields: FieldValues = {}, more: Partial<StrategyFacts> = {}): StrategyFacts {
  return {
    id: 101,
    protocol: 'saml',
    provider: 'azure',
    label: 'Entra',
    enabled: true,
    userCount: 3,
    displayOnLoginPage: true,
    scimTokenExpiresAt: '2027-11-01T00:00:00Z',
    fields,
    ...more
  }
}

function look(given: StrategyFacts) {
  const view = scimView(given, { isKept: false, problem: undefined }, NOW)
  return { ...view, codes: view.problems.map(({ code }) => code) }
}

const on = { scim_authentication_method: 'token' }

describe('SCIM of a provider', () => {
  it('is on with a token that lasts, and nothing is wrong', () => {
    const view = look(strategy(on))
    expect([view.isOn, view.codes, view.toSwitchOn]).toEqual([true, [], undefined])
    expect(view.rows.find(({ label }) => label === 'Tenant URL')?.copy).toBe('https://app.files.com/api/scim')
    expect(view.rows.find(({ label }) => label === 'Token ends')?.value).toContain('1 November 2027')
  })

  it.each([
    ['2026-11-22T08:59:59Z', ['scim.token.ended']],
    ['2026-11-22T09:00:00Z', ['scim.token.ended']],
    // A day without an hour: on that day it may still be in force, the day after it is over.
    ['2026-11-22', ['scim.token.ends-soon']],
    ['2026-11-21', ['scim.token.ended']],
    ['2026-11-23T09:00:00Z', ['scim.token.ends-soon']],
    ['2026-11-28T09:00:00Z', ['scim.token.ends-soon']],
    ['2026-12-20T09:00:00Z', ['scim.token.ends-soon']],
    ['2027-01-21T09:00:00Z', ['scim.token.ends-soon']],
    ['2027-01-23T09:00:00Z', []],
    ['some day', ['scim.token.end-unknown']],
    [undefined, ['scim.token.end-unknown']]
  ])('has a token that ends %s: %j', (scimTokenExpiresAt, codes) => {
    expect(look(strategy(on, { scimTokenExpiresAt })).codes).toEqual(codes)
  })

  it('says how urgent extending is', () => {
    const remedyFor = (scimTokenExpiresAt: string) => look(strategy(on, { scimTokenExpiresAt })).problems[0]?.remedy ?? ''
    expect(remedyFor('2026-11-27T09:00:00Z')).toMatch(/^Do it today/)
    expect(remedyFor('2026-12-15T09:00:00Z')).toMatch(/^Do it this week/)
    expect(remedyFor('2027-01-15T09:00:00Z')).toMatch(/Extending is better than a reset/)
  })

  it('can be switched on where it is off, with filters emptied that cannot work', () => {
    const view = look(strategy({ scim_authentication_method: '', provision_group_required: 'Sales*' }))
    expect([view.isOn, view.codes]).toEqual([false, ['scim.provider.filters-set']])
    expect(view.toSwitchOn).toEqual({
      scim_authentication_method: 'token',
      provision_users: true,
      deprovision_users: true,
      provision_group_required: ''
    })
  })

  it.each(['oauth2', 'oauth'])('is refused with %s, whatever is set', (protocol) => {
    const view = look(strategy(on, { protocol }))
    expect(view.codes).toContain('scim.provider.oauth')
    expect(view.toSwitchOn).toBeUndefined()
    expect(view.headline).toMatch(/cannot be used/)
  })

  it('is on with a password at an older provider: without a token, and with the way to one', () => {
    const view = look(strategy({ scim_authentication_method: 'basic', scim_username: ' entra ', provision_group_inclusion: '' }))
    expect(view).toMatchObject({
      isOn: true,
      authentication: 'basic',
      basicUsername: 'entra',
      toSwitchOn: { scim_authentication_method: 'token' }
    })
    expect(view.rows.map(({ label }) => label)).not.toContain('Token ends')
    expect(look(strategy({ scim_authentication_method: 'basic' })).rows).toContainEqual(
      expect.objectContaining({ label: 'User name', value: 'the site does not say' })
    )
    expect(look(strategy({ scim_authentication_method: 'basic' }, { protocol: 'oauth2' })).toSwitchOn).toBeUndefined()
  })

  it('names every other thing that stands in the way', () => {
    expect(look(strategy(on, { enabled: false })).codes).toEqual(['scim.provider.off'])
    expect(look(strategy({ scim_authentication_method: 'basic', scim_username: 'entra' })).codes).toEqual(['scim.provider.basic'])
    expect(look(strategy({ ...on, ldap_provisioning_enabled: true })).codes).toEqual(['scim.provider.ldap-too'])
    expect(look(strategy({ ...on, provision_group_inclusion: 'A', provision_group_exclusion: 'B' })).codes).toEqual([
      'scim.provider.filters-set'
    ])
    expect(look(strategy({ ldap_provisioning_enabled: true, provision_group_required: 'A' })).codes).toEqual([])
    expect(look(strategy({}, { protocol: 'ldap' })).codes).toEqual(['scim.provider.other-protocol'])
  })
})

describe('whether SCIM is on', () => {
  it.each([
    ['token', true],
    ['Basic', true],
    ['', false],
    ['none', false],
    ['disabled', false],
    [undefined, false]
  ])('is one question with one answer, also for the plan: %s', (scim_authentication_method, isOn) => {
    expect([isScimOn({ scim_authentication_method }), scimMethod({ scim_authentication_method }) !== 'off']).toEqual([isOn, isOn])
  })
})
