import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { entryLdif, personLdif, smallCompany } from './people.ts'

const people = 'ou=people,dc=corp,dc=example,dc=test'

it('names the user names that differ in case only', async () => {
  await using slapd = await startSlapd({
    ldif: [...smallCompany(), personLdif(`ou=sub,${people}`, 'Anna')].flatMap((text, index) =>
      index === 0 ? [entryLdif(`ou=sub,${people}`, { objectClass: 'organizationalUnit', ou: 'sub' }), text] : [text]
    )
  })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe', 'fail ldap.usernames-unique ldap.usernames.duplicate'])
  expect(byId('ldap.usernames-unique').lines).toEqual(['Compared: 4 values of uid, without regard to case', 'Used by 2 people: anna'])
})

describe('people', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    slapd = await startSlapd({
      schemas: ['core', 'cosine', 'inetorgperson', 'nis'],
      ldif: [...smallCompany(), personLdif(people, 'nora', { mail: '' }), personLdif(people, 'otto', { mail: '' })]
    })
  })
  afterAll(() => slapd.stop())

  it('without mail are counted, and the rest goes on', async () => {
    const { findings, byId } = await checkADirectory(settingsFor(slapd))

    expect(findings).toEqual(['not-provable-here ldap.account-safe', 'warn ldap.attributes-present ldap.attributes.missing'])
    expect(byId('ldap.attributes-present').lines).toEqual([
      'uid: 5 of 5',
      'mail: 3 of 5',
      'displayName: 0 of 5',
      'cn: 5 of 5',
      'givenName: 0 of 5',
      'sn: 5 of 5',
      'sAMAccountName: 0 of 5',
      'userPrincipalName: 0 of 5'
    ])
  })

  it('who have no user name field show which one they have', async () => {
    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), usernameField: 'sAMAccountName' })

    expect(findings).toEqual([
      'not-provable-here ldap.account-safe',
      'fail ldap.attributes-present ldap.attributes.username-absent',
      'blocked 1 by ldap.attributes-present'
    ])
    expect(byId('ldap.attributes-present')).toHaveProperty('problem.remedy', expect.stringContaining('These are filled: uid.'))
  })

  it('with an address as user name would get two suffixes', async () => {
    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), usernameField: 'mail', domain: 'corp.example.test' })

    expect(findings).toEqual([
      'not-provable-here ldap.account-safe',
      'warn ldap.attributes-present ldap.attributes.missing',
      'warn ldap.usernames-unique ldap.usernames.double-suffix'
    ])
    expect(byId('ldap.usernames-unique').lines).toContain('Values with “@”: 3')
  })

  it('with a short user name get the one suffix', async () => {
    const { byId } = await checkADirectory({ ...settingsFor(slapd), domain: 'corp.example.test' })

    expect(byId('ldap.usernames-unique')).toMatchObject({ status: 'pass' })
    expect(byId('ldap.usernames-unique').lines).toContain('User name at Files.com, for example: anna@corp.example.test')
  })
})
