import { describe, expect, it } from 'vitest'
import { sambaBaseDn, sambaGroups, sambaUsersDn } from '../../support/samba-accounts.ts'
import { useSamba } from '../../support/use-samba.ts'
import { checkSamba } from './check-samba.ts'

describe('a base DN in a domain', () => {
  it('that does not exist is met with its nearest parent, which Samba does not name', async () => {
    const { findings, byId } = await checkSamba(useSamba(), { baseDn: `OU=Paris,OU=Staf,${sambaBaseDn}` })

    expect(findings).toEqual(['fail ldap.base-exists ldap.base.missing', 'blocked 7 by ldap.base-exists'])
    expect(byId('ldap.base-exists')).toHaveProperty(
      'problem.cause',
      expect.stringContaining(`The nearest existing parent is ${sambaBaseDn}.`)
    )
    expect(byId('ldap.base-exists')).toHaveProperty('problem.remedy', expect.stringContaining(sambaUsersDn))
  })

  it.each([
    ['above the domain', 'DC=example,DC=test', 'ldap.base.above-domain'],
    ['of another domain', 'DC=other,DC=test', 'ldap.base.above-domain'],
    ['without its equals sign', `People,${sambaBaseDn}`, 'ldap.base.syntax']
  ])('%s', async (_what, baseDn, code) => {
    const { findings, report } = await checkSamba(useSamba(), { baseDn })

    expect(findings).toEqual([`fail ldap.base-exists ${code}`, 'blocked 7 by ldap.base-exists'])
    expect(report.suggestions.map(({ field, value }) => `${field} ${value}`)).toEqual([`baseDn ${sambaBaseDn}`])
  })

  it('with a comma, a slash and an ampersand in its name holds nobody, and is read', async () => {
    const { summary } = await checkSamba(useSamba(), { baseDn: sambaGroups.oddName })

    expect(summary).toContain('pass ldap.base-exists')
    expect(summary).toContain('fail ldap.users-found ldap.users.none')
  })
})

it('calls a domain controller by its type where OpenLDAP was chosen', async () => {
  const { summary, report } = await checkSamba(useSamba(), { serverType: 'openldap', usernameField: 'uid', baseDn: sambaUsersDn })

  expect(summary).toContain('fail ldap.type-as-chosen ldap.type-mismatch')
  expect(report.suggestions.map(({ field, value }) => `${field} ${value}`)).toEqual([
    'serverType active-directory',
    'usernameField sAMAccountName'
  ])
})

describe('the global catalog', () => {
  it.each(['ldaps', 'starttls'] as const)('shows the same people by %s', async (security) => {
    const samba = useSamba()
    const port = security === 'ldaps' ? samba.globalCatalogTlsPort : samba.globalCatalogPort

    const { summary, byId } = await checkSamba(samba, { port, security, baseDn: sambaBaseDn })

    expect(summary.filter((line) => line.startsWith('fail'))).toEqual([])
    expect(byId('ldap.users-found').lines).toContainEqual(expect.stringMatching(/^People: 1,8\d\d$/))
  })
})
