import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { entryLdif, personLdif, smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

const people = 'ou=people,dc=corp,dc=example,dc=test'

describe('one real person', () => {
  let slapd: SlapdServer
  let before = 0
  beforeAll(async () => {
    slapd = await startSlapd({
      ldif: [
        ...smallCompany(),
        entryLdif(`ou=sub,${people}`, { objectClass: 'organizationalUnit', ou: 'sub' }),
        personLdif(`ou=sub,${people}`, 'Carla'),
        // Something that is no person, and is called by a person's mail address.
        entryLdif(`cn=anna@corp.example.test,${people}`, { objectClass: 'organizationalRole', cn: 'anna@corp.example.test' })
      ]
    })
  })
  afterAll(() => slapd.stop())
  beforeEach(async () => {
    before = (await completeLog(slapd)).length
  })

  async function checkWith(username: string, password: string) {
    const { byId } = await checkADirectory({ ...settingsFor(slapd), person: { username, password } })
    const outcome = byId('ldap.person-password-accepted')
    const code = 'problem' in outcome ? ` ${outcome.problem.code}` : ''
    const binds = bindsIn((await completeLog(slapd)).slice(before)).filter((dn) => dn !== slapd.readerDn)
    return { verdict: `${outcome.status}${code}`, binds }
  }

  it('signs in, with one attempt', async () => {
    expect(await checkWith('anna', 'anna-Secret-1')).toEqual({ verdict: 'pass', binds: [`uid=anna,${people}`] })
  })

  it('is refused, with one attempt', async () => {
    expect(await checkWith('anna', 'wrong')).toEqual({
      verdict: 'fail ldap.bind.wrong-name-or-password',
      binds: [`uid=anna,${people}`]
    })
  })

  it.each([
    ['whom nobody knows', 'nobody', 'x', 'blocked'],
    ['of whom there are two', 'carla', 'carla-Secret-1', 'blocked'],
    ['without a password', 'anna', '', 'fail ldap.bind.empty-password'],
    ['with the name of a filter', '*)(uid=*', 'x', 'blocked']
  ])('%s gets no attempt', async (_what, username, password, verdict) => {
    expect(await checkWith(username, password)).toEqual({ verdict, binds: [] })
  })

  it.each([
    ['in scope, with the user name that results', 'anna', {}, 'pass', 'User name at Files.com: anna@corp.example'],
    ['known by the mail address instead', 'anna@corp.example.test', {}, 'fail ldap.person.other-name', 'uid: anna'],
    ['outside the base DN', 'anna', { baseDn: `ou=sub,${people}` }, 'fail ldap.person.outside-base', `Entry: uid=anna,${people}`],
    ['of whom there are two', 'carla', {}, 'fail ldap.person.ambiguous', 'Person: carla'],
    ['whom nobody knows', 'nobody', {}, 'fail ldap.person.not-found', 'Searched below: dc=corp,dc=example,dc=test']
  ])('is explained without a password: %s', async (_what, username, changes, verdict, evidence) => {
    const { byId } = await checkADirectory({ ...settingsFor(slapd), domain: 'corp.example', ...changes, person: { username } })

    const outcome = byId('ldap.person-explained')
    const seen = 'problem' in outcome ? outcome.problem.evidence : 'evidence' in outcome ? (outcome.evidence ?? []) : []
    expect(`${outcome.status}${'problem' in outcome ? ` ${outcome.problem.code}` : ''}`).toBe(verdict)
    expect(seen.map(({ label, value }) => `${label}: ${value}`)).toContain(evidence)
    expect(bindsIn((await completeLog(slapd)).slice(before)).filter((dn) => dn !== slapd.readerDn)).toEqual([])
  })

  it('is explained without a password: an entry that is no person', async () => {
    const { byId } = await checkADirectory({ ...settingsFor(slapd), person: { username: 'reader' } })

    const outcome = byId('ldap.person-explained')
    expect(outcome.status === 'fail' && outcome.problem.code).toBe('ldap.person.not-a-person')
  })
})
