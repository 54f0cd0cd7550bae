import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { entryLdif, smallCompany } from './people.ts'

const suffix = 'dc=corp,dc=example,dc=test'

it('counts the parts of the tree that other servers hold, and never goes there', async () => {
  await using slapd = await startSlapd({
    ldif: [
      ...smallCompany(),
      entryLdif(`ou=branch,${suffix}`, {
        objectClass: ['referral', 'extensibleObject'],
        ou: 'branch',
        ref: `ldap://127.0.0.1:1/ou=branch,${suffix}`
      })
    ]
  })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe', 'warn ldap.referrals-harmless ldap.referrals.hide-people'])
  expect(byId('ldap.referrals-harmless').lines).toEqual(['Pointers met: 1', `Pointer: ldap://127.0.0.1:1/ou=branch,${suffix}??sub`])
})

it('calls a base that is such a part by its name', async () => {
  await using slapd = await startSlapd({
    ldif: [
      ...smallCompany(),
      entryLdif(`ou=branch,${suffix}`, {
        objectClass: ['referral', 'extensibleObject'],
        ou: 'branch',
        ref: `ldap://127.0.0.1:1/ou=branch,${suffix}`
      })
    ]
  })

  const { findings } = await checkADirectory({ ...settingsFor(slapd), baseDn: `ou=Paris,ou=branch,${suffix}` })

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.base-exists ldap.base.other-domain',
    'blocked 7 by ldap.base-exists'
  ])
})
