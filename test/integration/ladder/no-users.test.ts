import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'

const suffix = 'dc=corp,dc=example,dc=test'

it('counts what else is below a base without people', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })

  const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), baseDn: slapd.groupsDn })

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.users-found ldap.users.none',
    'blocked 3 by ldap.users-found'
  ])
  expect(byId('ldap.users-found')).toHaveProperty(
    'problem.cause',
    expect.stringContaining('Without that filter there are 2 entries below the base.')
  )
})

it('says the same where access rules hide the people, which a directory calls success', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    accessRules: [
      'access to attrs=userPassword by anonymous auth by * none',
      `access to dn.children="ou=people,${suffix}" by * none`,
      'access to * by * read'
    ].join('\n')
  })

  const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), baseDn: slapd.peopleDn })

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.users-found ldap.users.none',
    'blocked 2 by ldap.users-found',
    'warn ldap.groups-found ldap.groups.none',
    'blocked 1 by ldap.users-found'
  ])
  expect(byId('ldap.users-found')).toHaveProperty(
    'problem.cause',
    expect.stringContaining('Without that filter there is 1 entry below the base.')
  )
})

it('finds nobody with the filter of another type of server, and names the type first', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })

  const { findings } = await checkADirectory({ ...settingsFor(slapd), serverType: 'active-directory', usernameField: 'sAMAccountName' })

  expect(findings).toEqual([
    'fail ldap.type-as-chosen ldap.type-mismatch',
    'not-provable-here ldap.account-safe',
    'fail ldap.users-found ldap.users.none',
    'blocked 2 by ldap.users-found',
    'warn ldap.groups-found ldap.groups.none',
    'blocked 1 by ldap.users-found'
  ])
})
