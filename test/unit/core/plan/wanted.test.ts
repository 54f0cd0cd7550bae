import { describe, expect, it } from 'vitest'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import type { Profile } from '../../../../src-main/core/profile/profile.ts'
import { anna, sampleProfile, sampleState, sampleUser } from './sample-site.ts'

describe('wantedFromProfile', () => {
  it('wants only what is named, with secrets set apart', () => {
    // given a profile of all three kinds
    const profile = sampleProfile({
      siteLdap: { ldap_host: 'dc2.corp.example', ldap_host_2: '', ldap_password: 'set' },
      strategies: [{ id: 12, fields: { provision_group_required: 'Staff' } }],
      users: [
        {
          username: 'anna.smith@corp.example',
          authenticationMethod: 'sso',
          ssoStrategyId: 12,
          clear2fa: true,
          newUsername: undefined,
          newEmail: undefined
        }
      ]
    })
    // when
    const wanted = wantedFromProfile(profile, sampleState())
    // then
    expect(wanted).toEqual({
      ok: true,
      value: [
        { id: 'site-ldap', fields: { ldap_host: 'dc2.corp.example', ldap_host_2: '' }, secrets: ['ldap_password'] },
        { id: 'sso-strategy:12', fields: { provision_group_required: 'Staff' }, secrets: [] },
        { id: 'user:34', fields: { authentication_method: 'sso', sso_strategy_id: 12 }, secrets: ['clear_2fa'] }
      ]
    })
  })

  it.each<[string, Partial<Profile>, string]>([
    ['an unknown field', { siteLdap: { ldap_hots: 'dc1' } }, 'plan.profile.unknown-field'],
    ['a field of another kind', { siteLdap: { provision_users: true } }, 'plan.profile.unknown-field'],
    ['a name that objects have anyway', { siteLdap: { constructor: 'x' } }, 'plan.profile.unknown-field'],
    ['SCIM, which is not planned yet', { strategies: [{ id: 12, fields: { scim_username: 'x' } }] }, 'plan.profile.unknown-field'],
    [
      'another protocol for a provider that is there',
      { strategies: [{ id: 12, fields: { protocol: 'oauth2' } }] },
      'plan.profile.bad-value'
    ],
    ['a port that is a text', { siteLdap: { ldap_port: '636' } }, 'plan.profile.bad-value'],
    ['a port that does not exist', { siteLdap: { ldap_port: 70_000 } }, 'plan.profile.bad-value'],
    ['a switch that is a text', { siteLdap: { ldap_enabled: 'yes' } }, 'plan.profile.bad-value'],
    ['a switch that is emptied', { siteLdap: { ldap_enabled: '' } }, 'plan.profile.bad-value'],
    ['a choice that is none', { siteLdap: { ldap_type: 'novell' } }, 'plan.profile.bad-value'],
    ['a password in the profile', { siteLdap: { ldap_password: 'correct horse' } }, 'plan.profile.bad-value'],
    ['a masked text', { siteLdap: { ldap_base_dn: 'DC=[secret],DC=example' } }, 'plan.profile.bad-value'],
    ['a host that is none', { siteLdap: { ldap_host: 'ldaps://dc1' } }, 'plan.profile.bad-value'],
    ['LDAP switched on without a base', { siteLdap: { ldap_enabled: true, ldap_base_dn: '' } }, 'plan.profile.bad-value'],
    ['a strategy that is not there', { strategies: [{ id: 13, fields: {} }] }, 'plan.target.missing'],
    ['a strategy twice', { strategies: [12, 12].map((id) => ({ id, fields: {} })) }, 'plan.profile.bad-value'],
    ['a user who is not there', { users: [person('nobody')] }, 'plan.target.missing'],
    ['a user twice', { users: [person('anna.smith@corp.example'), person('ANNA.SMITH@corp.example')] }, 'plan.profile.bad-value'],
    ['single sign-on by a provider that is not there', { users: [{ ...person(anna.username), ssoStrategyId: 99 }] }, 'plan.target.missing'],
    ['single sign-on without a provider', { users: [{ ...person(anna.username), ssoStrategyId: undefined }] }, 'plan.profile.bad-value'],
    ['an unknown method', { users: [{ ...person(anna.username), authenticationMethod: 'magic' }] }, 'plan.profile.bad-value']
  ])('refuses %s', (_, wanted, code) => {
    const result = wantedFromProfile(sampleProfile(wanted), sampleState())
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(JSON.stringify(result)).not.toContain('correct horse')
  })

  it.each([
    ['Anna.Smith@CORP.example', 'anna.smith@corp.example'],
    ['jürgen', 'ju\u0308rgen'],
    ['JÜRGEN', 'jürgen']
  ])('finds %s as %s', (typed, username) => {
    const state = sampleState({ users: [sampleUser(7, username)] })
    const wanted = wantedFromProfile(sampleProfile({ users: [person(typed)] }), state)
    expect(wanted).toMatchObject({ ok: true, value: [{ id: 'user:7' }] })
  })

  it('does not guess between two users whose names differ in capitals only', () => {
    const state = sampleState({ users: [sampleUser(7, 'Omar'), sampleUser(8, 'omar')] })
    expect(wantedFromProfile(sampleProfile({ users: [person('omar')] }), state)).toMatchObject({
      ok: false,
      error: { code: 'plan.target.ambiguous' }
    })
  })

  it('is not held up by what is wrong with the site already', () => {
    // given a site with a base that is no distinguished name and an undocumented type
    const state = sampleState({ ldap: { ldap_enabled: true, ldap_base_dn: 'corp.example', ldap_type: 'jumpcloud' } })
    // when the profile repairs something else and repeats what is there
    const wanted = wantedFromProfile(
      sampleProfile({ siteLdap: { ldap_port: 636, ldap_base_dn: 'corp.example', ldap_type: 'jumpcloud' } }),
      state
    )
    // then it may
    expect(wanted).toMatchObject({ ok: true })
  })

  it.each([
    ['the person signs in by single sign-on already', { authenticationMethod: 'sso', ssoStrategyId: 12 }],
    ['there are none', { active2fa: false }]
  ])('does not remove second factors when %s', (_, facts) => {
    const state = sampleState({ users: [sampleUser(7, 'omar', facts)] })
    expect(wantedFromProfile(sampleProfile({ users: [{ ...person('omar'), clear2fa: true }] }), state)).toMatchObject({
      ok: true,
      value: [{ secrets: [] }]
    })
  })
})

function person(username: string): Profile['users'][number] {
  return { username, authenticationMethod: 'sso', ssoStrategyId: 12, clear2fa: false, newUsername: undefined, newEmail: undefined }
}
