import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

it('goes on where guests may not even read the root entry', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany(), anonymous: 'refused' })

  const { findings, summary, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['warn ldap.root-dse-answers ldap.root-dse.hidden', 'not-provable-here ldap.account-safe'])
  expect(summary).toContain('skip ldap.type-as-chosen')
  expect(byId('ldap.root-dse-answers').lines[0]).toBe('Result code: 53 (unwillingToPerform)')
  expect(bindsIn(await completeLog(slapd))).toEqual([slapd.readerDn])
})

it('takes a root entry hidden by access rules for what it is', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    globalConfig: 'access to dn.base="" by users read by * none',
    accessRules: 'access to attrs=userPassword by anonymous auth by * none\naccess to * by users read by * none'
  })

  const { findings, summary } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['warn ldap.root-dse-answers ldap.root-dse.hidden', 'not-provable-here ldap.account-safe'])
  expect(summary).toContain('pass ldap.users-found')
})
