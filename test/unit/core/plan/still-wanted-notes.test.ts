import { expect, it } from 'vitest'
import type { PlannedChange } from '../../../../src-main/core/plan/plan.ts'
import { stillWantedNotes } from '../../../../src-main/core/plan/still-wanted-notes.ts'
import { type Profile, usualSafetyLimits } from '../../../../src-main/core/profile/profile.ts'

const profile: Profile = {
  schemaVersion: 2,
  name: 'Acme',
  site: 'acme',
  directory: undefined,
  siteLdap: { ldap_host: 'DC2.corp.example', ldap_port: 636, ldap_domain: 'corp.example', ldap_password: 'set' },
  strategies: [{ id: 12, fields: { provision_company: 'Acme' } }],
  saml: undefined,
  oauth: undefined,
  groups: [],
  users: [
    { username: 'Petra', authenticationMethod: 'sso', ssoStrategyId: 12, clear2fa: false, newUsername: undefined, newEmail: undefined }
  ],
  safety: usualSafetyLimits
}

function undoing(change: Partial<PlannedChange>, values: Readonly<Record<string, string | number>>): PlannedChange {
  return {
    id: 'site-ldap',
    resource: 'site-ldap',
    targetId: undefined,
    title: 'LDAP settings of acme.files.com',
    way: 'update',
    baseline: '',
    fields: Object.entries(values).map(([field, after]) => ({
      kind: 'value',
      field,
      label: field,
      before: 'x',
      after,
      readBack: 'normalised'
    })),
    ...change
  }
}

const strategy = { id: 'sso-strategy:12', resource: 'sso-strategy', targetId: 12, title: 'Single sign-on' } as const
const petra = { id: 'user:5', resource: 'user', targetId: 5, title: 'User petra' } as const

it.each([
  ['a value that the profile wants otherwise', undoing({}, { ldap_host: 'dc1.corp.example' }), ['“ldap_host”']],
  ['one that it wants filled and the undo empties', undoing({}, { ldap_domain: '', ldap_port: 389 }), ['“ldap_domain”, “ldap_port”']],
  ['a provider', undoing(strategy, { provision_company: '' }), ['“provision_company”']],
  [
    'a person, whatever the capitals',
    undoing(petra, { authentication_method: 'password', sso_strategy_id: '' }),
    ['“authentication_method”, “sso_strategy_id”']
  ],
  ['nothing that the profile wants so as well', undoing({}, { ldap_host: 'dc2.corp.example' }), []],
  ['nothing that it leaves as it is', undoing({}, { ldap_base_dn: 'DC=a' }), []],
  ['no provider that it does not have', undoing({ ...strategy, targetId: 13 }, { provision_company: '' }), []],
  ['nobody whom it does not list', undoing({ ...petra, title: 'User paul' }, { authentication_method: 'password' }), []]
])('after an undo names %s', (_, change, expected) => {
  const notes = stillWantedNotes(profile, [change])
  expect(notes.map((note) => /another value of (.*) than/.exec(note)?.[1])).toEqual(expected)
})
