import { describe, expect, it } from 'vitest'
import { jitView } from '../../../src-main/core/jit/read-jit.ts'
import type { FieldValues, StrategyFacts } from '../../../src-main/core/service/service-facts.ts'
import { sampleStrategy } from '../core/plan/sample-site.ts'

const none = { groups: [], cutBecause: undefined }

function view(fields: FieldValues, strategy: Partial<StrategyFacts> = {}, groups: Parameters<typeof jitView>[1] = none) {
  return jitView({ ...sampleStrategy(12, fields), ...strategy }, groups)
}

const codes = (...about: Parameters<typeof view>) => view(...about).problems.map(({ code }) => code)
const rowsOf = (...about: Parameters<typeof view>) => Object.fromEntries(view(...about).rows.map(({ label, value }) => [label, value]))

describe('accounts at the first sign-in', () => {
  it.each<[string, FieldValues, Partial<StrategyFacts>, boolean, RegExp]>([
    ['are made by SAML', {}, {}, true, /makes an account for whoever signs in for the first time/],
    ['are made by OAuth', {}, { protocol: 'oauth2' }, true, /makes an account/],
    ['are not made when “Create users” is off', { provision_users: false }, {}, false, /makes no accounts/],
    ['come from SCIM', { scim_authentication_method: 'oauth' }, {}, false, /has SCIM/],
    ['come from SCIM by user name and password', { scim_authentication_method: 'basic' }, {}, false, /has SCIM/],
    ['cannot come from SCIM by OAuth', { scim_authentication_method: 'oauth' }, { protocol: 'oauth2' }, true, /makes an account/],
    ['come from the directory', { ldap_provisioning_enabled: true }, {}, false, /has LDAP provisioning/]
  ])('%s', (_what, fields, strategy, isOn, headline) => {
    const found = view(fields, strategy)

    expect(found.isOn).toBe(isOn)
    expect(found.headline).toMatch(headline)
    expect(found.rows.length).toBeGreaterThan(1)
  })

  it.each<[string, FieldValues, RegExp]>([
    ['with accounts at a sign-in', {}, /As it is set, it makes an account/],
    ['with SCIM', { scim_authentication_method: 'oauth' }, /As it is set, it has SCIM/],
    ['without accounts', { provision_users: false }, /As it is set, it makes no accounts/]
  ])('wait while the provider is switched off: %s', (_what, fields, asSet) => {
    const { headline } = view(fields, { enabled: false })

    expect(headline).toMatch(/is switched off: nobody signs in by it\./)
    expect(headline).toMatch(asSet)
  })

  it('are described: name, groups, permissions, time zone', () => {
    const rows = rowsOf({
      provision_groups: true,
      provision_group_default: 'Everybody, Guests',
      provision_sftp_permission: true,
      provision_dav_permission: false,
      provision_time_zone: 'Berlin',
      provision_require_2fa: 'always_require',
      provision_filesystem_layout: 'user_root'
    })

    expect(rows['Account name']).toContain('user.userprincipalname')
    expect(rows).toMatchObject({
      Groups: 'Taken over as the provider sends them',
      'Groups for everybody': 'Everybody, Guests',
      'May use SFTP': 'on',
      'May use WebDAV': 'off',
      'May use FTP': 'As Files.com usually gives it',
      'Time zone': 'Berlin',
      'Second factor at Files.com': 'Always',
      'First folder': 'Folder of their own'
    })
  })

  it('are named by OAuth in a way that is not documented, and that is said', () => {
    expect(rowsOf({}, { protocol: 'oauth2' })['Account name']).toBe('Not documented; assumed to be the user principal name')
  })

  it.each<[string, FieldValues, Partial<StrategyFacts>, readonly string[]]>([
    ['who comes and who stays', { provision_groups: false }, {}, ['jit.access.everybody-assigned', 'jit.leavers.stay']],
    [
      'groups by their ids',
      { provision_groups: true },
      {},
      ['jit.access.everybody-assigned', 'jit.leavers.stay', 'jit.groups.will-be-ids']
    ],
    [
      'no ids from other providers',
      { provision_groups: true },
      { provider: 'okta' },
      ['jit.access.everybody-assigned', 'jit.leavers.stay']
    ],
    [
      'filters that do nothing',
      { provision_group_required: 'Sales', provision_group_exclusion: 'X' },
      {},
      ['jit.access.everybody-assigned', 'jit.leavers.stay', 'jit.filters.without-effect']
    ],
    ['second accounts beside SCIM', { scim_authentication_method: 'oauth' }, {}, ['jit.accounts.beside-scim']],
    ['nothing when nobody gets an account', { provision_users: false, provision_group_required: 'Sales' }, {}, []],
    ['nothing of filters that work', { ldap_provisioning_enabled: true, provision_group_required: 'Sales' }, {}, []]
  ])('warn of %s', (_what, fields, strategy, expected) => {
    expect(codes(fields, strategy)).toEqual(expected)
  })

  it('have left groups called by ids, with their members', () => {
    const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    const found = view(
      { provision_users: false },
      {},
      {
        groups: [
          { id: 1, name: 'Finance', usernames: 'a,b' },
          { id: 2, name: id, usernames: 'anna,omar' },
          { id: 3, name: id.toUpperCase(), usernames: '' }
        ],
        cutBecause: 'The rest could not be read.'
      }
    )

    expect(found.groupsNamedById).toEqual([
      { id: 2, name: id, members: 2 },
      { id: 3, name: id.toUpperCase(), members: 0 }
    ])
    expect(found.problems.map(({ code, evidence }) => [code, evidence.map(({ value }) => value)])).toEqual([
      ['jit.groups.named-by-id', [`${id}, 2 members`, `${id.toUpperCase()}, 0 members`]]
    ])
    expect(found.cutBecause).toBe('The rest could not be read.')
  })
})
