import { describe, expect, it } from 'vitest'
import { checkStub, refusal } from './stub-directory.ts'

// What Windows says and Samba never does comes from this stub; what Samba says is proved with Samba (test/integration/samba).
describe('a sign-in that Active Directory refuses', () => {
  it.each([
    ['525', 'ldap.bind.unknown-user'],
    ['52e', 'ldap.bind.wrong-name-or-password'],
    ['52f', 'ldap.bind.account-restriction'],
    ['530', 'ldap.bind.outside-hours'],
    ['531', 'ldap.bind.workstation-restricted'],
    ['532', 'ldap.bind.password-expired'],
    ['533', 'ldap.bind.account-disabled'],
    ['568', 'ldap.bind.too-many-groups'],
    ['569', 'ldap.bind.logon-type-not-granted'],
    ['51f', 'ldap.bind.no-logon-server'],
    ['57', 'ldap.bind.invalid-parameter'],
    ['701', 'ldap.bind.account-expired'],
    ['773', 'ldap.bind.must-change-password'],
    ['775', 'ldap.bind.locked-out'],
    ['999', 'ldap.bind.wrong-name-or-password']
  ])('with data %s is %s, after one attempt', async (data, code) => {
    const text = `80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data ${data}, v2580\0`
    const { findings, byId, binds } = await checkStub({ bind: refusal(49, text) })

    expect(findings).toEqual([`fail ldap.bind-accepted ${code}`, 'blocked 10 by ldap.bind-accepted'])
    expect(byId('ldap.bind-accepted').lines).toEqual([
      'Account: reader@corp.example.test',
      'Result code: 49 (invalidCredentials)',
      `Server’s text: ${text.slice(0, -1)}`,
      `Sub-code: ${data}`
    ])
    expect(binds).toBe(1)
  })

  it('for channel binding says that the password was fine', async () => {
    const text = '80090346: LdapErr: DSID-0C09058A, comment: AcceptSecurityContext error, data 80090346, v4563\0'
    const { findings } = await checkStub({ bind: refusal(49, text) })

    expect(findings[0]).toBe('fail ldap.bind-accepted ldap.bind.channel-binding')
  })
})
