import { describe, expect, it } from 'vitest'
import {
  type DirectoryForm,
  directoryFormMessages,
  directorySettings,
  emptyDirectoryForm,
  hasErrors,
  isChosenServerType,
  isSecurity
} from '../../../../src-main/core/model/directory-form.ts'

const filled: DirectoryForm = {
  ...emptyDirectoryForm,
  host: 'dc1.corp.example',
  username: 'svc-files@corp.example',
  baseDn: 'DC=corp,DC=example'
}
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

describe('directoryFormMessages', () => {
  it('has nothing to say about a form that is filled in', () => {
    expect(directoryFormMessages(filled)).toEqual([])
  })

  it('asks for what cannot be done without, in the order of the fields', () => {
    expect(told(directoryFormMessages(emptyDirectoryForm))).toEqual(['host error', 'username error', 'baseDn error'])
  })

  it.each<[Partial<DirectoryForm>, readonly string[]]>([
    // host names
    [{ host: '  dc1.corp.example  ' }, []],
    [{ host: 'dc1' }, []],
    [{ host: 'DC1.Corp.Example.' }, []],
    [{ host: 'dc_1.corp.example' }, []],
    [{ host: 'verzeichnis.müller.example' }, []],
    [{ host: 'a'.repeat(63) + '.example' }, []],
    [{ host: 'a'.repeat(64) + '.example' }, ['host error']],
    [{ host: `${'a.'.repeat(130)}example` }, ['host error']],
    [{ host: '-dc1.example' }, ['host error']],
    [{ host: 'dc1..example' }, ['host error']],
    [{ host: 'ldaps://dc1.corp.example' }, ['host error']],
    [{ host: 'LDAP://dc1' }, ['host error']],
    [{ host: 'https://corp.example' }, ['host error']],
    [{ host: 'corp\\dc1' }, ['host error']],
    [{ host: 'dc1/ou' }, ['host error']],
    [{ host: 'dc1 dc2' }, ['host error']],
    [{ host: 'svc@corp.example' }, ['host error']],
    [{ host: 'dc1:636' }, ['host error']],
    // addresses
    [{ host: '10.0.0.5' }, ['host advice']],
    [{ host: '10.0.0.256' }, ['host error']],
    [{ host: '2001:db8::5' }, []],
    [{ host: '[2001:db8::5]' }, []],
    [{ host: 'fe80::1%eth0' }, []],
    [{ host: '::ffff:10.0.0.5' }, []],
    [{ host: 'dead:beef' }, ['host error']],
    [{ host: '1:2:3:4:5:6:7:8:9' }, ['host error']],
    [{ host: ':::' }, ['host error']],
    // backup hosts
    [{ backupHost1: 'dc2.corp.example', backupHost2: 'dc3.corp.example' }, []],
    [{ backupHost1: 'no host' }, ['backupHost1 error']],
    [{ backupHost1: 'DC1.corp.example.' }, ['backupHost1 error']],
    [{ backupHost1: 'dc2.corp.example', backupHost2: 'dc2.corp.example' }, ['backupHost2 error']],
    [{ backupHost2: 'dc1.corp.example' }, ['backupHost2 error']],
    // ports
    [{ port: ' 636 ' }, []],
    [{ port: '1' }, []],
    [{ port: '65535' }, []],
    [{ port: '0' }, ['port error']],
    [{ port: '65536' }, ['port error']],
    [{ port: '6e2' }, ['port error']],
    [{ port: '-1' }, ['port error']],
    [{ port: 'ldaps' }, ['port error']],
    [{ port: '389' }, ['port advice']],
    [{ port: '3268' }, ['port advice']],
    [{ port: '389', security: 'starttls' }, []],
    [{ port: '636', security: 'starttls' }, ['port advice']],
    [{ port: '3269', security: 'none', allowCleartext: true }, ['port advice']],
    // account
    [{ username: 'svc' }, []],
    [{ username: 'svc', serverType: 'active-directory' }, ['username advice']],
    [{ username: 'CORP\\svc', serverType: 'active-directory' }, []],
    [{ username: 'svc', serverType: 'openldap' }, ['username advice']],
    [{ username: 'cn=svc,dc=corp', serverType: 'openldap' }, []],
    [{ username: '   ' }, ['username error']],
    // base
    [{ baseDn: 'OU=Staff\\, Berlin,DC=corp,DC=example' }, []],
    [{ baseDn: 'ou=R/D,dc=corp' }, []],
    [{ baseDn: 'OU=a+CN=b, DC=corp' }, []],
    [{ baseDn: '2.5.4.11=Staff,DC=corp' }, []],
    [{ baseDn: 'corp.example' }, ['baseDn error']],
    [{ baseDn: 'Staff' }, ['baseDn error']],
    [{ baseDn: 'OU=Staff/DC=corp/DC=example' }, ['baseDn error']],
    [{ baseDn: 'OU=Staff,,DC=corp' }, ['baseDn error']],
    [{ baseDn: 'OU=Staff,DC=corp,' }, ['baseDn error']],
    [{ baseDn: ',DC=corp' }, ['baseDn error']],
    [{ baseDn: 'OU=Staff, Berlin,DC=corp' }, ['baseDn error']],
    // user name field and domain
    [{ usernameField: 'uid' }, []],
    [{ usernameField: 'user name' }, ['usernameField error']],
    [{ usernameField: 'uid)(cn=*' }, ['usernameField error']],
    [{ usernameField: 'userPrincipalName' }, []],
    [{ usernameField: 'USERPRINCIPALNAME', domain: 'corp.example' }, ['usernameField advice']],
    [{ domain: '@corp.example' }, []],
    [{ domain: 'corp' }, ['domain error']],
    [{ domain: 'corp example' }, ['domain error']],
    // encryption
    [{ security: 'none' }, ['allowCleartext advice']],
    [{ security: 'none', allowCleartext: true }, []],
    [{ caPem: pem }, []],
    [{ caPem: 'MIIB' }, ['caPem error']],
    [{ caPem: `${pem}-----BEGIN RSA PRIVATE KEY-----` }, ['caPem error']]
  ])('answers %o with %o', (changes, messages) => {
    expect(told(directoryFormMessages({ ...filled, ...changes }))).toEqual(messages)
  })

  it.each<[Partial<DirectoryForm>, string]>([
    [{ baseDn: 'corp.example' }, 'This is a domain name. As a distinguished name it is DC=corp,DC=example.'],
    [{ port: '389' }, 'Port 389 speaks plain LDAP. LDAPS normally uses 636; on 389 choose StartTLS.'],
    [{ port: '3268' }, 'Port 3268 speaks plain LDAP. LDAPS normally uses 3269; on 3268 choose StartTLS.']
  ])('says for %o what is meant', (changes, text) => {
    expect(directoryFormMessages({ ...filled, ...changes }).map((message) => message.text)).toEqual([text])
  })

  it('keeps nobody from going on by advice', () => {
    expect(hasErrors(directoryFormMessages({ ...filled, host: '10.0.0.5' }))).toBe(false)
    expect(hasErrors(directoryFormMessages({ ...filled, host: '' }))).toBe(true)
  })
})

describe('directorySettings', () => {
  it('fills empty boxes with what is usual', () => {
    expect(directorySettings(filled)).toEqual({
      host: 'dc1.corp.example',
      backupHosts: [],
      port: 636,
      security: 'ldaps',
      serverType: 'auto',
      username: 'svc-files@corp.example',
      baseDn: 'DC=corp,DC=example',
      usernameField: 'sAMAccountName',
      domain: '',
      allowCleartext: false,
      timeoutMs: 10_000
    })
  })

  it.each<[Partial<DirectoryForm>, object]>([
    [{ security: 'starttls' }, { port: 389 }],
    [{ security: 'none' }, { port: 389, allowCleartext: false }],
    [{ port: ' 3269 ' }, { port: 3269 }],
    [{ serverType: 'openldap' }, { usernameField: 'uid' }],
    [{ serverType: 'openldap', usernameField: ' mail ' }, { usernameField: 'mail' }],
    [{ backupHost2: ' dc3.corp.example ' }, { backupHosts: ['dc3.corp.example'] }],
    [{ domain: '@corp.example' }, { domain: 'corp.example' }],
    [{ caPem: pem }, { caPem: pem }]
  ])('takes %o for %o', (changes, settings) => {
    expect(directorySettings({ ...filled, ...changes })).toMatchObject(settings)
  })

  it('takes the deadline in seconds', () => {
    expect(directorySettings(filled, 2.5).timeoutMs).toBe(2500)
  })
})

describe('the choices', () => {
  it.each([
    ['ldaps', true],
    ['starttls', true],
    ['none', true],
    ['LDAPS', false],
    ['toString', false],
    ['', false]
  ])('knows whether “%s” is a kind of security: %s', (text, is) => {
    expect(isSecurity(text)).toBe(is)
  })

  it.each([
    ['auto', true],
    ['active-directory', true],
    ['openldap', true],
    ['ad', false],
    ['constructor', false]
  ])('knows whether “%s” is a type of server: %s', (text, is) => {
    expect(isChosenServerType(text)).toBe(is)
  })
})

function told(messages: ReturnType<typeof directoryFormMessages>): readonly string[] {
  return messages.map(({ field, severity }) => `${field} ${severity}`)
}
