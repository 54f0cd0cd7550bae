import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { entryLdif, smallCompany } from './people.ts'

const suffix = 'dc=corp,dc=example,dc=test'

describe('a base DN', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    slapd = await startSlapd({
      ldif: [...smallCompany(), entryLdif(`ou=Hidden,${suffix}`, { objectClass: 'organizationalUnit', ou: 'Hidden' })],
      globalConfig: 'referral ldap://elsewhere.example.test',
      accessRules: [
        'access to attrs=userPassword by anonymous auth by * none',
        `access to dn.subtree="ou=Hidden,${suffix}" by * none`,
        'access to * by * read'
      ].join('\n')
    })
  })
  afterAll(() => slapd.stop())

  it('that does not exist is met with its nearest parent and what lies there', async () => {
    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), baseDn: `ou=Paris,ou=Staff,${suffix}` })

    expect(findings).toEqual([
      'not-provable-here ldap.account-safe',
      'fail ldap.base-exists ldap.base.missing',
      'blocked 7 by ldap.base-exists'
    ])
    expect(byId('ldap.base-exists').lines).toEqual(['Result code: 32 (noSuchObject)', `Nearest entry: ${suffix}`])
    expect(byId('ldap.base-exists')).toHaveProperty('problem.remedy', expect.stringContaining(`ou=groups,${suffix}, ou=people,${suffix}`))
  })

  it.each([
    ['with slashes', 'ou=people/dc=corp', 'ldap.base.other-domain'],
    ['with a part that lacks its equals sign', `people,${suffix}`, 'ldap.base.syntax'],
    ['of another directory, which a referral names', 'dc=other,dc=test', 'ldap.base.other-domain'],
    ['above the suffix', 'dc=test', 'ldap.base.other-domain'],
    ['that the account may not see', `ou=Hidden,${suffix}`, 'ldap.base.missing']
  ])('%s', async (_what, baseDn, code) => {
    const { findings } = await checkADirectory({ ...settingsFor(slapd), baseDn })

    expect(findings).toEqual(['not-provable-here ldap.account-safe', `fail ldap.base-exists ${code}`, 'blocked 7 by ldap.base-exists'])
  })

  it('outside is answered with the suggestion of the right one', async () => {
    const { report, byId } = await checkADirectory({ ...settingsFor(slapd), baseDn: 'dc=other,dc=test' })

    expect(byId('ldap.base-exists').lines).toContain('Referral: ldap://elsewhere.example.test/dc=other,dc=test??base')
    expect(report.suggestions.map(({ field, value }) => `${field} ${value}`)).toEqual([`baseDn ${suffix}`])
  })

  it('may be written in upper case, with spaces', async () => {
    const { findings } = await checkADirectory({ ...settingsFor(slapd), baseDn: 'DC=Corp, DC=Example, DC=Test' })

    expect(findings).toEqual(['not-provable-here ldap.account-safe'])
  })
})

it('calls a base outside the tree by its name where no referral is given', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })

  const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), baseDn: 'dc=other,dc=test' })

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.base-exists ldap.base.above-domain',
    'blocked 7 by ldap.base-exists'
  ])
  expect(byId('ldap.base-exists').lines).toContain(`Naming context: ${suffix}`)
})

it('says hidden where the server says so', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    accessRules: [
      'access to attrs=userPassword by anonymous auth by * none',
      `access to dn.base="ou=people,${suffix}" by * disclose`,
      'access to * by * read'
    ].join('\n')
  })

  const { findings } = await checkADirectory({ ...settingsFor(slapd), baseDn: `ou=people,${suffix}` })

  expect(findings).toEqual([
    'not-provable-here ldap.account-safe',
    'fail ldap.base-exists ldap.base.hidden',
    'blocked 7 by ldap.base-exists'
  ])
})
