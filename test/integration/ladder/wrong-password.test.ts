import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { relay } from './relay.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

it('tries a wrong password exactly once', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })

  const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), password: 'wrong' })

  expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.wrong-name-or-password', 'blocked 10 by ldap.bind-accepted'])
  expect(byId('ldap.bind-accepted').lines).toEqual([`Account: ${slapd.readerDn}`, 'Result code: 49 (invalidCredentials)'])
  expect(bindsIn(await completeLog(slapd))).toEqual([slapd.readerDn])
})

it('does not try it on the backup hosts either', async () => {
  // given three hosts, which are one server
  await using slapd = await startSlapd({ ldif: smallCompany() })
  await using _second = await relay('127.0.0.2', slapd.port, slapd.port)
  await using _third = await relay('127.0.0.3', slapd.port, slapd.port)

  // when the password is wrong
  const { findings } = await checkADirectory({ ...settingsFor(slapd), backupHosts: ['127.0.0.2', '127.0.0.3'], password: 'wrong' })

  // then one bind was seen, and the backup hosts are judged by everything else
  expect(findings).toEqual([
    'fail ldap.bind-accepted ldap.bind.wrong-name-or-password',
    'blocked 13 by ldap.bind-accepted',
    'not-provable-here backup-1/ldap.backup-host-agrees',
    'blocked 3 by ldap.bind-accepted',
    'not-provable-here backup-2/ldap.backup-host-agrees'
  ])
  expect(bindsIn(await completeLog(slapd))).toEqual([slapd.readerDn])
})
