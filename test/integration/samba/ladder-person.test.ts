import { describe, expect, it } from 'vitest'
import { sambaAccounts } from '../../support/samba-accounts.ts'
import { type SambaDomain, useSamba } from '../../support/use-samba.ts'
import { checkSamba } from './check-samba.ts'

const { anna, disabled, expired, mustChange, lockedOut } = sambaAccounts

async function verdictFor(samba: SambaDomain, username: string, password: string) {
  const { summary, byId } = await checkSamba(samba, { person: { username, password } })
  return {
    verdict: summary.find((line) => line.includes('ldap.person-password-accepted')),
    lines: byId('ldap.person-password-accepted').lines
  }
}

describe('one real person of the domain', () => {
  it('signs in', async () => {
    const { verdict, lines } = await verdictFor(useSamba(), anna.sAMAccountName, anna.password)

    expect(verdict).toBe('pass ldap.person-password-accepted')
    expect(lines).toContain(`Entry: ${anna.dn}`)
  })

  it('is refused, and it is said how many tries are left', async () => {
    const samba = useSamba()
    await using account = await samba.createUser()

    const { verdict, lines } = await verdictFor(samba, account.sAMAccountName, 'wrong')

    expect(verdict).toBe('fail ldap.person-password-accepted ldap.bind.wrong-name-or-password')
    expect(lines).toContain('Tries left before the account locks: 19')
    expect(await samba.attributeOf(account.dn, 'badPwdCount')).toBe('1')
  })

  it('is not tried when one mistake would lock the account', async () => {
    const samba = useSamba()
    await using _strict = await samba.setPasswordSettings({ lockoutThreshold: 2 })
    await using account = await samba.createUser()
    await samba.bind(account.userPrincipalName, 'wrong')

    const { verdict } = await verdictFor(samba, account.sAMAccountName, account.password)

    expect(verdict).toBe('skip ldap.person-password-accepted')
    expect(await samba.attributeOf(account.dn, 'badPwdCount')).toBe('1')
  })

  it.each([
    ['disabled', disabled, 'ldap.bind.account-disabled'],
    ['ended', expired, 'ldap.bind.account-expired'],
    ['in need of a new password', mustChange, 'ldap.bind.must-change-password'],
    ['locked', lockedOut, 'ldap.bind.locked-out']
  ])('is %s', async (_what, account, code) => {
    const { verdict } = await verdictFor(useSamba(), account.sAMAccountName, account.password)

    expect(verdict).toBe(`fail ldap.person-password-accepted ${code}`)
  })

  it.each([
    ['nothing in the way', anna, 'pass ldap.person-explained', 'State: nothing stands in the way'],
    ['a disabled account', disabled, 'warn ldap.person-explained ldap.person.inactive', 'State: disabled'],
    ['an ended account', expired, 'warn ldap.person-explained ldap.person.inactive', 'State: expired'],
    ['a locked account', lockedOut, 'warn ldap.person-explained ldap.person.inactive', 'State: locked']
  ])('is explained without a password, with %s', async (_what, account, verdict, state) => {
    const { summary, byId } = await checkSamba(useSamba(), { person: { username: account.sAMAccountName } })

    expect(summary.find((line) => line.includes('ldap.person-explained'))).toBe(verdict)
    expect(byId('ldap.person-explained').lines).toContain(state)
    expect(summary.some((line) => line.includes('ldap.person-password-accepted'))).toBe(false)
  })
})
