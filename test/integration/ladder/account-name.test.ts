import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

describe('the name of the service account', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    slapd = await startSlapd({ ldif: smallCompany() })
  })
  afterAll(() => slapd.stop())

  it.each([
    ['is of nobody', 'cn=nobody,dc=corp,dc=example,dc=test', 'ldap.bind.wrong-name-or-password', '49 (invalidCredentials)'],
    [
      'is of an entry without a password',
      'ou=people,dc=corp,dc=example,dc=test',
      'ldap.bind.wrong-name-or-password',
      '49 (invalidCredentials)'
    ],
    ['is a bare word', 'reader', 'ldap.bind.bad-name-syntax', '34 (invalidDNSyntax)'],
    ['has slashes', 'cn=reader/dc=corp', 'ldap.bind.wrong-name-or-password', '49 (invalidCredentials)'],
    ['is a mail address', 'reader@corp.example.test', 'ldap.bind.bad-name-syntax', '34 (invalidDNSyntax)']
  ])('%s', async (_what, username, code, result) => {
    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), username })

    expect(findings).toEqual([`fail ldap.bind-accepted ${code}`, 'blocked 10 by ldap.bind-accepted'])
    expect(byId('ldap.bind-accepted').lines).toContain(`Result code: ${result}`)
  })

  it('goes with a password, or nothing is sent', async () => {
    const before = (await completeLog(slapd)).length
    const { findings } = await checkADirectory({ ...settingsFor(slapd), password: '' })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.empty-password', 'blocked 10 by ldap.bind-accepted'])
    expect(bindsIn((await completeLog(slapd)).slice(before))).toEqual([])
  })
})
