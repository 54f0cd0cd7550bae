import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDirectoryForm } from '../../../../src-main/core/model/directory-form.ts'
import { siteLdapAsDirectory } from '../../../../src-main/core/model/service-field-directory.ts'
import { serviceFieldMessages } from '../../../../src-main/core/model/service-field-messages.ts'
import { fieldValueText, sameFieldValue } from '../../../../src-main/core/model/service-field-value.ts'
import {
  directoryFormAsSiteLdap,
  directoryFormLosses,
  serviceField,
  serviceFieldsOf
} from '../../../../src-main/core/model/service-fields.ts'
import type { ServiceField } from '../../../../src-main/core/model/service-field.ts'
import type { ResourceKind } from '../../../../src-main/core/plan/plan.ts'
import type { FieldValue, FieldValues } from '../../../../src-main/core/service/service-facts.ts'

describe('the tables', () => {
  it.each<ResourceKind>(['site-ldap', 'sso-strategy', 'user'])('of %s name each field once, and say what it is', (kind) => {
    const fields = serviceFieldsOf(kind)
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length)
    for (const { name, label, help } of fields) expect([name, label, help].every((text) => text.trim() === text && text !== '')).toBe(true)
  })

  it('send nothing but ldap_ fields to the site', () => {
    expect(serviceFieldsOf('site-ldap').filter(({ name }) => !name.startsWith('ldap_'))).toEqual([])
  })

  it('know no field by a name that objects have anyway', () => {
    expect(serviceField('site-ldap', 'constructor')).toBeUndefined()
  })
})

describe('serviceFieldMessages', () => {
  const sound: FieldValues = {
    ldap_enabled: true,
    ldap_host: 'dc1.corp.example',
    ldap_port: 636,
    ldap_secure: true,
    ldap_username: 'svc',
    ldap_base_dn: 'DC=corp,DC=example'
  }

  it.each<[FieldValues, readonly string[]]>([
    [{}, []],
    [{ ldap_host: '' }, ['ldap_host error']],
    [{ ldap_enabled: false, ldap_host: '', ldap_base_dn: undefined }, []],
    [{ ldap_host: 'ldaps://dc1' }, ['ldap_host error']],
    [{ ldap_host: '192.168.1.5' }, ['ldap_host advice', 'ldap_host advice']],
    [{ ldap_host: '8.8.8.8' }, ['ldap_host advice']],
    [{ ldap_host: 'fd00::1' }, ['ldap_host advice']],
    [{ ldap_host_2: 'DC1.corp.example.' }, ['ldap_host_2 error']],
    [{ ldap_host_2: 'dc2.corp.example', ldap_host_3: 'dc2.corp.example' }, ['ldap_host_3 error']],
    [{ ldap_port: 0 }, ['ldap_port error']],
    [{ ldap_port: 65_536 }, ['ldap_port error']],
    [{ ldap_port: 636.5 }, ['ldap_port error']],
    [{ ldap_port: '636' }, ['ldap_port error']],
    [{ ldap_port: 389 }, ['ldap_port advice']],
    [{ ldap_port: 636, ldap_secure: false }, ['ldap_port advice', 'ldap_secure advice']],
    [{ ldap_port: 389, ldap_secure: false }, ['ldap_secure advice']],
    [{ ldap_secure: 'true' }, ['ldap_secure error']],
    [{ ldap_server_certificate: 'require_match' }, []],
    [{ ldap_server_certificate: 'allow_any' }, ['ldap_server_certificate advice']],
    [{ ldap_server_certificate: 'whatever' }, ['ldap_server_certificate error']],
    [{ ldap_base_dn: 'corp.example' }, ['ldap_base_dn error']],
    [{ ldap_base_dn: 'OU=Müller\\, Sohn,DC=corp' }, []],
    [{ ldap_base_dn: 'OU=a;b,DC=corp' }, ['ldap_base_dn error']],
    [{ ldap_username_field: 'user name' }, ['ldap_username_field error']],
    [{ ldap_username_field: 'mail' }, []],
    [{ ldap_username_field: 'userPrincipalName' }, []],
    [{ ldap_username_field: 'userPrincipalName', ldap_domain: 'corp.example' }, ['ldap_username_field advice']],
    [{ ldap_domain: 'corp' }, ['ldap_domain error']],
    [{ ldap_user_include_groups: 'Staff, Sales*\nIT' }, []],
    [{ ldap_user_include_groups: 'Staff,,Sales' }, ['ldap_user_include_groups advice']],
    [{ ldap_group_inclusion: 'Staff;Sales' }, ['ldap_group_inclusion advice']],
    [{ ldap_group_inclusion: 'CN=Staff,DC=corp' }, ['ldap_group_inclusion advice']],
    [{ ldap_group_exclusion: '*' }, ['ldap_group_exclusion advice']],
    [{ ldap_group_exclusion: 'Staff.*' }, ['ldap_group_exclusion advice']],
    [{ ldap_user_action: 'something_else' }, []]
  ])('of a site with %j', (values, expected) => {
    expect(told('site-ldap', { ...sound, ...values })).toEqual(expected)
  })

  it.each<[ResourceKind, FieldValues, readonly string[]]>([
    ['user', { authentication_method: 'sso' }, ['sso_strategy_id error']],
    ['user', { authentication_method: 'sso', sso_strategy_id: 12 }, []],
    ['user', { authentication_method: 'password' }, []],
    ['user', { authentication_method: 'magic' }, ['authentication_method error']],
    ['site-ldap', { ldap_username: 'svc\u0000-files' }, ['ldap_username error']],
    ['site-ldap', { ldap_domain: 'corp.example\nother' }, ['ldap_domain error']],
    ['site-ldap', { ldap_user_include_groups: 'Staff\nPartners' }, []],
    ['sso-strategy', { ldap_provisioning_enabled: true, ldap_host: 'dc1.corp.example', ldap_username: 'svc' }, ['ldap_base_dn error']],
    ['sso-strategy', { ldap_provisioning_enabled: false }, []]
  ])('of %s with %j', (kind, values, expected) => {
    expect(told(kind, values)).toEqual(expected)
  })

  it('calls the choice of encryption as the same form does', () => {
    const [message] = serviceFieldMessages('site-ldap', { ldap_host: 'ldaps://dc1' })
    expect(message?.text).toContain(`“${serviceField('site-ldap', 'ldap_secure')?.label ?? ''}”`)
  })

  function told(kind: ResourceKind, values: FieldValues): readonly string[] {
    return serviceFieldMessages(kind, values).map(({ field, severity }) => `${field} ${severity}`)
  }
})

describe('sameFieldValue', () => {
  it.each<[string, FieldValue, FieldValue, boolean]>([
    ['ldap_host', 'dc1.corp.example', 'DC1.Corp.Example.', true],
    ['ldap_host', 'verzeichnis.müller.example', 'verzeichnis.xn--mller-kva.example', true],
    ['ldap_host', 'dc1.corp.example', 'dc2.corp.example', false],
    ['ldap_host_2', '', undefined, true],
    ['ldap_host_2', '', 'dc2', false],
    ['ldap_base_dn', 'OU=Staff,DC=corp', 'ou = staff, dc=CORP', true],
    ['ldap_base_dn', 'OU=Staff,DC=corp', 'DC=corp,OU=Staff', false],
    ['ldap_group_inclusion', 'b, a\na', 'a,b', true],
    ['ldap_group_inclusion', 'a', 'A', false],
    ['ldap_group_inclusion', ' , \n', undefined, true],
    ['ldap_domain', '@corp.example', 'CORP.example', true],
    ['ldap_username', 'svc', 'SVC', false],
    ['ldap_port', 636, '636', false],
    ['ldap_port', 0, undefined, false],
    ['ldap_enabled', false, undefined, false]
  ])('of %s: %j and %j', (name, one, other, isSame) => {
    expect(sameFieldValue(known(name), one, other)).toBe(isSame)
    expect(sameFieldValue(known(name), other, one)).toBe(isSame)
  })

  it('is an equivalence', () => {
    const value = fc.oneof(
      fc.constantFrom<FieldValue>('', undefined, 'a', 'A', 'a,b', 'b, a', 'A.', 'dc=a', 'DC=A', ' ', '@a', 1, true),
      fc.string()
    )
    fc.assert(
      fc.property(fc.constantFrom(...serviceFieldsOf('site-ldap')), value, value, value, (field, one, two, three) => {
        expect(sameFieldValue(field, one, one)).toBe(true)
        expect(sameFieldValue(field, one, two)).toBe(sameFieldValue(field, two, one))
        if (sameFieldValue(field, one, two) && sameFieldValue(field, two, three)) expect(sameFieldValue(field, one, three)).toBe(true)
      })
    )
  })
})

describe('fieldValueText', () => {
  it.each<[string, FieldValue, string]>([
    ['ldap_type', 'active_directory', 'Active Directory'],
    ['ldap_user_action', 'whatever', 'whatever'],
    ['ldap_enabled', true, 'on'],
    ['ldap_port', 636, '636'],
    ['ldap_group_inclusion', 'a,\nb', 'a, b'],
    ['ldap_domain', '', '(empty)']
  ])('of %s %j', (name, value, text) => {
    expect(fieldValueText(known(name), value)).toBe(text)
  })
})

describe('the directory form', () => {
  const form = {
    ...emptyDirectoryForm,
    host: ' dc1.corp.example ',
    backupHost1: 'dc2.corp.example',
    serverType: 'active-directory' as const,
    username: 'svc@corp.example',
    baseDn: 'DC=corp,DC=example',
    domain: '@corp.example'
  }

  it('becomes fields of the service, empty boxes left out', () => {
    expect(directoryFormAsSiteLdap(form)).toEqual({
      ldap_host: 'dc1.corp.example',
      ldap_host_2: 'dc2.corp.example',
      ldap_type: 'active_directory',
      ldap_port: 636,
      ldap_secure: true,
      ldap_username: 'svc@corp.example',
      ldap_base_dn: 'DC=corp,DC=example',
      ldap_domain: 'corp.example'
    })
  })

  it.each([
    ['ldaps', '', 636, true],
    ['ldaps', '3269', 3269, true],
    ['starttls', '', 636, true],
    ['starttls', '389', 636, true],
    ['starttls', '1389', 1389, true],
    ['none', '', 389, false],
    ['none', '1389', 1389, false],
    // What is no number is left for the form of the service to complain about.
    ['ldaps', ' six hundred ', 'six hundred', true],
    ['none', '-1', '-1', false]
  ] as const)('with %s on port %j', (security, port, expectedPort, isSecure) => {
    expect(directoryFormAsSiteLdap({ ...form, security, port })).toMatchObject({ ldap_port: expectedPort, ldap_secure: isSecure })
    expect(directoryFormLosses({ ...form, security, port })).toHaveLength(security === 'starttls' ? 1 : 0)
  })

  it('comes back as the same directory', () => {
    expect(siteLdapAsDirectory(directoryFormAsSiteLdap(form))).toEqual({
      host: 'dc1.corp.example',
      backupHosts: ['dc2.corp.example'],
      port: 636,
      security: 'ldaps',
      serverType: 'active-directory',
      username: 'svc@corp.example',
      baseDn: 'DC=corp,DC=example',
      usernameField: 'sAMAccountName',
      domain: 'corp.example',
      allowCleartext: false,
      timeoutMs: 10_000
    })
  })
})

describe('siteLdapAsDirectory', () => {
  const fields: FieldValues = {
    ldap_host: 'dc1.corp.example',
    ldap_host_2: 'dc2.corp.example',
    ldap_port: 1636,
    ldap_secure: true,
    ldap_type: 'open_ldap'
  }
  const nothing = { host: undefined, port: undefined, security: undefined, caPem: undefined, allowCleartext: false }

  it.each([
    [
      {},
      {
        host: 'dc1.corp.example',
        backupHosts: ['dc2.corp.example'],
        port: 1636,
        security: 'ldaps',
        serverType: 'openldap',
        usernameField: 'uid'
      }
    ],
    [{ host: '10.0.0.5' }, { host: '10.0.0.5', backupHosts: [], port: 1636 }],
    [{ security: 'ldaps' }, { port: 1636 }],
    [{ security: 'starttls' }, { port: 389, security: 'starttls' }],
    [
      { security: 'none', port: 10389, allowCleartext: true },
      { port: 10389, security: 'none', allowCleartext: true }
    ],
    [{ caPem: 'pem' }, { caPem: 'pem' }]
  ] as const)('with the way %j', (way, expected) => {
    expect(siteLdapAsDirectory(fields, { ...nothing, ...way })).toMatchObject(expected)
  })

  it('is none without a host', () => {
    expect(siteLdapAsDirectory({ ldap_host: ' ' })).toBeUndefined()
  })
})

function known(name: string): ServiceField {
  const field = serviceField('site-ldap', name)
  if (field === undefined) throw new TypeError(name)
  return field
}
