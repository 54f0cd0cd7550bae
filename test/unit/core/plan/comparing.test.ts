import { describe, expect, it } from 'vitest'
import { changedFieldsText } from '../../../../src-main/core/plan/changed-meanwhile.ts'
import type { ReadState } from '../../../../src-main/core/plan/plan.ts'
import { verifyWanted } from '../../../../src-main/core/plan/verify-wanted.ts'

const state: ReadState = {
  site: 'acme.files.com',
  resources: [
    {
      id: 'site-ldap',
      resource: 'site-ldap',
      targetId: undefined,
      title: 'LDAP settings',
      fields: { ldap_host: 'dc1.corp.example', ldap_port: 636, ldap_user_include_groups: 'Staff, Crew' }
    }
  ]
}

describe('comparing a profile with a site', () => {
  it('goes in the order of the web form, by the rule of each field, and knows nothing of secrets', () => {
    const fields = { ldap_user_include_groups: 'Crew\nStaff', ldap_port: 389, ldap_host: 'DC1.corp.example.', ldap_domain: '' }

    expect(verifyWanted(state, { id: 'site-ldap', fields, secrets: ['ldap_password'] })).toEqual([
      {
        id: 'site-ldap',
        title: 'LDAP settings',
        fields: [
          { field: 'ldap_host', label: 'LDAP Host', state: 'verified', value: 'dc1.corp.example' },
          { field: 'ldap_port', label: 'LDAP Port', state: 'differs', planned: 389, actual: 636 },
          { field: 'ldap_password', label: 'LDAP Password', state: 'not-known' },
          { field: 'ldap_domain', label: 'LDAP Domain', state: 'verified', value: undefined },
          { field: 'ldap_user_include_groups', label: 'Only provision users in these groups', state: 'verified', value: 'Staff, Crew' }
        ]
      }
    ])
  })

  it('says nothing of what is not there', () => {
    expect(verifyWanted(state, { id: 'user:1', fields: {}, secrets: [] })).toEqual([])
  })
})

describe('what somebody else changed', () => {
  it('is told with both values, and without values for fields that are none of ours', () => {
    const before = { ldap_port: 389, ldap_secure: false, scim_username: 'aa' }
    const now = { ldap_port: 636, ldap_secure: false, scim_username: 'bb' }

    expect(changedFieldsText('sso-strategy', before, now)).toBe('LDAP Port: 389 was planned from, 636 is there now; scim_username')
  })
})
