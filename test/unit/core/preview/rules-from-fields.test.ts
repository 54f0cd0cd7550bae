import { describe, expect, it } from 'vitest'
import type { PreviewRules } from '../../../../src-main/core/preview/preview-rules.ts'
import { rulesFromFields, unknownWhenGone } from '../../../../src-main/core/preview/rules-from-fields.ts'
import type { FieldValues } from '../../../../src-main/core/service/service-facts.ts'

type Rules = Omit<PreviewRules, 'limits'>

const cautious: Rules = {
  usernameField: 'sAMAccountName',
  domain: '',
  requiredGroups: '',
  includedGroups: '',
  excludedGroups: '',
  directMembersOnly: true,
  managedBy: { kind: 'site-ldap' },
  provisionsUsers: true,
  provisionsGroups: true,
  whenGone: 'disable'
}

const ofSite = (fields: FieldValues): Rules => rulesFromFields({ resource: 'site-ldap', targetId: undefined, fields })
const ofStrategy = (fields: FieldValues): Rules => rulesFromFields({ resource: 'sso-strategy', targetId: 12, fields })

describe('the rules of a sync', () => {
  it.each<[string, FieldValues, Partial<Rules>]>([
    ['nothing is told', {}, {}],
    ['everything is told', everythingOfSite(), everythingRules()],
    ['the kind is Active Directory', { ldap_type: 'active_directory' }, {}],
    ['the kind is OpenLDAP', { ldap_type: 'open_ldap' }, { usernameField: 'uid' }],
    ['the kind is new', { ldap_type: 'something_new' }, {}],
    ['the user name field is empty', { ldap_type: 'open_ldap', ldap_username_field: ' ' }, { usernameField: 'uid' }],
    ['the user name field is told', { ldap_type: 'open_ldap', ldap_username_field: ' mail ' }, { usernameField: 'mail' }],
    ['the domain begins with @', { ldap_domain: ' @corp.example ' }, { domain: 'corp.example' }],
    ['users who leave are disabled', { ldap_user_action: 'disabled' }, {}],
    ['users who leave are deleted', { ldap_user_action: 'deleted' }, { whenGone: 'delete' }],
    ['what becomes of users who leave is unknown', { ldap_user_action: 'archive' }, {}],
    ['even a word that sounds harmless', { ldap_user_action: 'nothing' }, {}],
    ['fields of a provider mean nothing here', { deprovision_users: false, provision_users: false, provision_groups: false }, {}],
    ['a value is of another type', { ldap_domain: 7, ldap_user_include_groups: true, ldap_user_action: 0 }, {}]
  ])('of the site are read cautiously: %s', (_, fields, rules) => {
    expect(ofSite(fields)).toEqual({ ...cautious, ...rules })
  })

  it.each<[string, FieldValues, Partial<Rules>]>([
    ['nothing is told', {}, {}],
    ['everything is told', everythingOfStrategy(), everythingRules()],
    ['users are not created', { provision_users: false }, { provisionsUsers: false }],
    ['groups are not created', { provision_groups: false }, { provisionsGroups: false }],
    ['nobody is removed', { deprovision_users: false, deprovision_behavior: 'delete' }, { whenGone: 'nothing' }],
    ['users who leave are disabled', { deprovision_users: true, deprovision_behavior: 'disable' }, {}],
    ['users who leave are deleted', { deprovision_users: true, deprovision_behavior: 'delete' }, { whenGone: 'delete' }],
    ['whether anybody is removed is not said', { deprovision_behavior: 'delete' }, { whenGone: 'delete' }],
    ['what becomes of users who leave is unknown', { deprovision_users: true, deprovision_behavior: 'none' }, {}],
    ['fields of the site mean nothing here', { ldap_user_action: 'deleted', ldap_user_include_groups: 'Staff' }, {}]
  ])('of a provider are read cautiously: %s', (_, fields, rules) => {
    expect(ofStrategy(fields)).toEqual({ ...cautious, managedBy: { kind: 'strategy', id: 12 }, ...rules })
  })

  it.each<['site-ldap' | 'sso-strategy', FieldValues, string | undefined]>([
    ['site-ldap', {}, undefined],
    ['site-ldap', { ldap_user_action: 'disabled' }, undefined],
    ['site-ldap', { ldap_user_action: 'archive' }, 'archive'],
    ['sso-strategy', { ldap_user_action: 'archive' }, undefined],
    ['sso-strategy', { deprovision_behavior: 'Disable' }, undefined],
    ['sso-strategy', { deprovision_behavior: 'delete' }, 'delete'],
    ['sso-strategy', { deprovision_behavior: 'delete', deprovision_users: false }, undefined]
  ])('of %s with %j rest on the undocumented value %s', (resource, fields, value) => {
    expect(unknownWhenGone({ resource, fields })).toBe(value)
  })
})

function everythingOfSite(): FieldValues {
  return {
    ldap_type: 'open_ldap',
    ldap_username_field: 'mail',
    ldap_domain: 'corp.example',
    ldap_user_include_groups: 'Staff, Partner*',
    ldap_group_inclusion: 'Files-*\nStaff',
    ldap_group_exclusion: 'Secret',
    ldap_user_action: 'disabled',
    ldap_group_action: 'disabled'
  }
}

function everythingOfStrategy(): FieldValues {
  return {
    ldap_type: 'open_ldap',
    ldap_username_field: 'mail',
    ldap_domain: 'corp.example',
    provision_users: true,
    provision_groups: true,
    deprovision_users: true,
    deprovision_behavior: 'disable',
    provision_group_required: 'Staff, Partner*',
    provision_group_inclusion: 'Files-*\nStaff',
    provision_group_exclusion: 'Secret'
  }
}

function everythingRules(): Partial<Rules> {
  return {
    usernameField: 'mail',
    domain: 'corp.example',
    requiredGroups: 'Staff, Partner*',
    includedGroups: 'Files-*\nStaff',
    excludedGroups: 'Secret'
  }
}
