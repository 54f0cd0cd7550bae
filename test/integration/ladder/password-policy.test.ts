import { describe, expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { personLdif, smallCompany } from './people.ts'

function newPassword(slapd: SlapdServer): Promise<void> {
  return slapd.add(`dn: ${slapd.readerDn}\nchangetype: modify\nreplace: userPassword\nuserPassword: ${slapd.readerPassword}\n`)
}

it('shows when the password ends', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    passwordPolicy: { pwdMaxAge: String(10 * 86_400), pwdExpireWarning: String(20 * 86_400) }
  })
  await newPassword(slapd)

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(byId('ldap.bind-accepted').lines).toContain('Password ends: in 10 days, says the server')
  expect(findings).toEqual(['warn ldap.account-safe ldap.account.password-ends-soon'])
})

describe('a password that has ended', () => {
  // The time of the last change is the server's own business: only an entry that is loaded past it may bring one along.
  const uid = 'old'
  const people = 'ou=people,dc=corp,dc=example,dc=test'
  const ldif = [...smallCompany(), personLdif(people, uid, { pwdChangedTime: '20200101000000Z' })]
  const account = { username: `uid=${uid},${people}`, password: `${uid}-Secret-1` }

  it('is told from a wrong one', async () => {
    await using slapd = await startSlapd({ ldif, passwordPolicy: { pwdMaxAge: '86400' } })

    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), ...account })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.password-expired', 'blocked 10 by ldap.bind-accepted'])
    expect(byId('ldap.bind-accepted').lines).toContain('Sub-code: ppolicy-expired')
  })

  it('may let the account in a few times more, which are counted', async () => {
    await using slapd = await startSlapd({ ldif, passwordPolicy: { pwdMaxAge: '86400', pwdGraceAuthNLimit: '5' } })

    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), ...account })

    expect(byId('ldap.bind-accepted').lines).toContain('Sign-ins left with the expired password: 4')
    expect(findings).toEqual(['warn ldap.account-safe ldap.account.password-ends-soon'])
  })
})

it('tells a locked account from a wrong password', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany(), passwordPolicy: { pwdMaxFailure: '2', pwdLockout: 'TRUE' } })
  for (let tries = 0; tries < 2; tries += 1) await checkADirectory({ ...settingsFor(slapd), password: 'wrong' })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.locked-out', 'blocked 10 by ldap.bind-accepted'])
  expect(byId('ldap.bind-accepted').lines).toContain('Sub-code: ppolicy-locked')
})

it('takes a success that demands a new password for no success: slapd refuses everything after it', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany(), passwordPolicy: { pwdMustChange: 'TRUE' } })
  await slapd.add(`dn: ${slapd.readerDn}\nchangetype: modify\nreplace: pwdReset\npwdReset: TRUE\n`)

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.must-change-password', 'blocked 10 by ldap.bind-accepted'])
  expect(byId('ldap.bind-accepted').lines).toContain('Result code: 0 (success)')
})
