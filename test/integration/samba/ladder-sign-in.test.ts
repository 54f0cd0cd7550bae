import { describe, expect, it } from 'vitest'
import { sambaAccounts, sambaNetbiosName } from '../../support/samba-accounts.ts'
import { useSamba } from '../../support/use-samba.ts'
import { checkSamba } from './check-samba.ts'

const { reader, disabled, expired, mustChange, lockedOut, comma, slash, odd, bjorn } = sambaAccounts
const blocked = 'blocked 10 by ldap.bind-accepted'

describe('a sign-in that the domain controller refuses', () => {
  it.each([
    ['the account is disabled', disabled, '533', 'ldap.bind.account-disabled'],
    ['the account has ended', expired, '701', 'ldap.bind.account-expired'],
    ['the password must be changed', mustChange, '773', 'ldap.bind.must-change-password'],
    ['the account is locked', lockedOut, '775', 'ldap.bind.locked-out']
  ])('says that %s', async (_what, account, subCode, code) => {
    const { findings, byId } = await checkSamba(useSamba(), { username: account.userPrincipalName, password: account.password })

    expect(findings).toEqual([`fail ldap.bind-accepted ${code}`, blocked])
    expect(byId('ldap.bind-accepted').lines).toContain(`Sub-code: ${subCode}`)
  })

  it('says that name or password is wrong, and costs one try', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()

    const { findings, byId } = await checkSamba(samba, { username: account.userPrincipalName, password: 'wrong' })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.wrong-name-or-password', blocked])
    expect(byId('ldap.bind-accepted').lines).toContain('Sub-code: 52e')
    expect(await samba.attributeOf(account.dn, 'badPwdCount')).toBe('1')
  })

  it('wants encryption before it looks at a password', async () => {
    const samba = useSamba()

    const { findings, byId } = await checkSamba(samba, { port: samba.ldapPort, security: 'none' })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.tls-wanted', blocked])
    expect(byId('ldap.bind-accepted').lines).toContain('Result code: 8 (strongerAuthRequired)')
  })

  it('knows no bare short name, and the remedy says which form it wants', async () => {
    const { findings, byId } = await checkSamba(useSamba(), { username: reader.sAMAccountName })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.wrong-name-or-password', blocked])
    expect(byId('ldap.bind-accepted')).toHaveProperty('problem.remedy', expect.stringContaining('svc-reader@your.domain'))
  })
})

describe('a sign-in that the domain controller accepts', () => {
  it.each([
    ['user@domain', reader.userPrincipalName, reader.password],
    ['DOMAIN\\user', `${sambaNetbiosName}\\${reader.sAMAccountName}`, reader.password],
    ['a distinguished name', reader.dn, reader.password],
    ['a distinguished name with a comma and letters outside ASCII', comma.dn, comma.password],
    ['a distinguished name with a slash', slash.dn, slash.password],
    ['a distinguished name with every odd character', odd.dn, odd.password],
    ['letters outside ASCII', bjorn.dn, bjorn.password]
  ])('may be by %s, and the account is found by it', async (_form, username, password) => {
    const { byId, findings } = await checkSamba(useSamba(), { username, password })

    expect(findings).toEqual(['warn ldap.attributes-present ldap.attributes.missing', 'warn ldap.groups-found ldap.groups.none'])
    expect(byId('ldap.account-safe').status).toBe('pass')
    expect(byId('ldap.account-safe').lines[0]).toMatch(/^Entry: CN=/)
  })
})
