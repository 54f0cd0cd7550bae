import { expect, it } from 'vitest'
import { withLdapBlock } from '../../../src-main/core/model/with-ldap-block.ts'
import { sampleProfile } from '../../support/sample-profile.ts'

const block = { ldap_host: 'dc9.corp.example', ldap_port: 636 }

it('lays the settings over those of the site, and leaves the rest', () => {
  const { siteLdap, ...rest } = withLdapBlock(sampleProfile, { kind: 'site-ldap' }, block)

  expect(siteLdap).toEqual({ ldap_enabled: true, ldap_host: 'dc9.corp.example', ldap_password: 'set', ldap_port: 636 })
  expect(rest).toEqual({ ...sampleProfile, siteLdap: undefined })
})

it.each([
  ['that is managed already', 12, { ldap_host_2: '', provision_users: true, ...block }],
  ['that is not managed yet', 9, block]
])('lays them over those of a provider %s', (_, id, fields) => {
  const { strategies, siteLdap } = withLdapBlock(sampleProfile, { kind: 'sso-strategy', id }, block)

  expect(strategies.find((strategy) => strategy.id === id)).toEqual({ id, fields })
  expect(strategies.map((strategy) => strategy.id)).toEqual([...new Set([9, 12].filter((one) => one === id || one === 12))])
  expect(siteLdap).toEqual(sampleProfile.siteLdap)
})

it('keeps the section of the same provider from wanting something else', () => {
  const oauth =
    sampleProfile.oauth === undefined ? undefined : { ...sampleProfile.oauth, fields: { ldap_host: 'old', provision_users: true } }

  const profile = withLdapBlock({ ...sampleProfile, oauth }, { kind: 'sso-strategy', id: 14 }, block)

  expect(profile.oauth?.fields).toEqual({ provision_users: true })
  expect(profile.strategies).toContainEqual({ id: 14, fields: block })
})
