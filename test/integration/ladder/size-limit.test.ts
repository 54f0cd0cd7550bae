import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { personLdif, smallCompany } from './people.ts'

it('reports a size limit as what it is, although pages were asked for', async () => {
  // given 700 people, of whom the reader gets 500
  const people = Array.from({ length: 700 }, (_, index) => personLdif('ou=people,dc=corp,dc=example,dc=test', `p${index}`))
  await using slapd = await startSlapd({ ldif: [...smallCompany(), ...people], readerSizeLimit: 500 })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.users-found ldap.users.size-limit',
    'blocked 2 by ldap.users-found',
    'fail ldap.limits-known ldap.limits.met',
    'blocked 1 by ldap.users-found'
  ])
  expect(byId('ldap.users-found').lines).toEqual(
    expect.arrayContaining(['People: 500 until the search was cut', 'Result code: 4 (sizeLimitExceeded)'])
  )
  expect(byId('ldap.limits-known').lines).toContain('Largest page handed out: 500 entries')
})

it('reports an account that may not ask for pages', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    readerSizeLimit: { soft: 'unlimited', hard: 'unlimited', pagedTotal: 'disabled' }
  })

  const { findings } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.users-found ldap.users.admin-limit',
    'blocked 2 by ldap.users-found',
    'fail ldap.groups-found ldap.users.admin-limit',
    'blocked 1 by ldap.groups-found',
    'fail ldap.limits-known ldap.limits.met',
    'blocked 1 by ldap.users-found'
  ])
})

it('reads everybody where the soft limit does not count for pages', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    readerSizeLimit: { soft: 2, hard: 'unlimited', pagedTotal: 'unlimited' }
  })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe'])
  expect(byId('ldap.users-found').lines[0]).toBe('People: 3')
})
