import { describe, expect, it } from 'vitest'
import { sambaAccounts, sambaBaseDn, sambaGroupsDn, sambaLockoutThreshold } from '../../support/samba-accounts.ts'
import { useSamba } from '../../support/use-samba.ts'
import { checkSamba } from './check-samba.ts'

const domainAdmins = `CN=Domain Admins,CN=Users,${sambaBaseDn}`

describe('a service account', () => {
  it('in Domain Admins is too powerful', async () => {
    const { adminReader } = sambaAccounts
    const { summary, byId } = await checkSamba(useSamba(), { username: adminReader.userPrincipalName, password: adminReader.password })

    expect(summary).toContain('warn ldap.account-safe ldap.account.too-powerful')
    expect(byId('ldap.account-safe').lines.at(-1)).toMatch(/^Powerful groups: .*Domain Admins.* \(direct, nested and primary membership\)$/)
  })

  it('in a group that is in Domain Admins is too powerful', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()
    const group = `CN=ladder-admins,${sambaGroupsDn}`
    await samba.ldbAdd(`dn: ${group}\nobjectClass: group\nsAMAccountName: ladder-admins\nmember: ${account.dn}\n`)
    await samba.ldbModify(`dn: ${domainAdmins}\nchangetype: modify\nadd: member\nmember: ${group}\n`)

    const { summary } = await checkSamba(samba, { username: account.dn, password: account.password })
    await samba.ldbModify(`dn: ${group}\nchangetype: delete\n`)

    expect(summary).toContain('warn ldap.account-safe ldap.account.too-powerful')
  })

  it('with Domain Admins as primary group is too powerful, although that group does not list it', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()
    // A primary group must be one's own group first.
    await samba.ldbModify(`dn: ${domainAdmins}\nchangetype: modify\nadd: member\nmember: ${account.dn}\n`)
    await samba.ldbReplace(account.dn, { primaryGroupID: '512' })

    const { summary } = await checkSamba(samba, { username: account.dn, password: account.password })

    expect(summary).toContain('warn ldap.account-safe ldap.account.too-powerful')
  })

  it('whose sign-in succeeds has all its tries back', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()
    await samba.ldbReplace(account.dn, { badPwdCount: String(sambaLockoutThreshold - 2), badPasswordTime: windowsNow() })

    const { byId } = await checkSamba(samba, { username: account.dn, password: account.password })

    expect(byId('ldap.account-safe').lines).toContainEqual(expect.stringMatching(/^Tries left: 20$/))
  })

  it('whose password ends soon is named with the day', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()
    await using _soon = await samba.setPasswordSettings({ maximumAgeDays: 10 })

    const { byId, summary } = await checkSamba(samba, { username: account.dn, password: account.password })

    expect(summary).toContain('warn ldap.account-safe ldap.account.password-ends-soon')
    expect(byId('ldap.account-safe').lines).toContainEqual(expect.stringMatching(/^Password ends: \d/))
  })

  it('whose password never ends says so', async () => {
    const samba = useSamba()
    await using account = await samba.createUser({ attributes: { userAccountControl: '66048' } })

    const { byId } = await checkSamba(samba, { username: account.dn, password: account.password })

    expect(byId('ldap.account-safe').lines).toContain('Password ends: never')
  })
})

/** 100 ns since 1601. */
function windowsNow(): string {
  return String((BigInt(Date.now()) + 11_644_473_600_000n) * 10_000n)
}
