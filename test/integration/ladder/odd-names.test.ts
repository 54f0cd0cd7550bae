import { expect, it } from 'vitest'
import { escapeDnValue } from '../../../src-main/core/model/distinguished-name.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { entryLdif } from './people.ts'

const suffix = 'dc=corp,dc=example,dc=test'
const oddNames = [
  'Müller, Jörg',
  'Ops/Night Shift',
  'Anna "Q" Quote',
  'A+B',
  ' leading space',
  'trailing space ',
  '#hash',
  'a<b>c;d=e\\f',
  '山田太郎',
  '(R*)'
]

it('reads people, groups and a base whose names hold every odd character', async () => {
  // given people and a group of them below a unit with an odd name
  const unit = `ou=${escapeDnValue('R, D/Labs + "Söhne"')},${suffix}`
  const dns = oddNames.map((name) => `cn=${escapeDnValue(name)},${unit}`)
  await using slapd = await startSlapd({
    ldif: [
      entryLdif(unit, { objectClass: 'organizationalUnit', ou: 'R, D/Labs + "Söhne"' }),
      ...oddNames.map((name, index) =>
        entryLdif(dns[index] ?? '', {
          objectClass: 'inetOrgPerson',
          cn: name,
          sn: name,
          uid: `odd${index}`,
          mail: `odd${index}@corp.example.test`,
          userPassword: `odd${index}-Secret-1`
        })
      ),
      entryLdif(`cn=${escapeDnValue('all, of + them')},${unit}`, { objectClass: 'groupOfNames', cn: 'all, of + them', member: dns })
    ]
  })

  for (const [index, dn] of dns.entries()) {
    // when each of them signs in as the service account and as the person
    const { findings, byId } = await checkADirectory({
      ...settingsFor(slapd),
      username: dn,
      password: `odd${index}-Secret-1`,
      baseDn: unit,
      person: { username: `odd${index}`, password: `odd${index}-Secret-1` }
    })

    // then all is found
    expect([oddNames[index], ...findings]).toEqual([oddNames[index], 'not-provable-here ldap.account-safe'])
    expect(byId('ldap.users-found').lines[0]).toBe('People: 10')
    expect(byId('ldap.memberships-readable').lines).toContain('Largest group: all, of + them, 10 members')
    expect(byId('ldap.person-password-accepted').status).toBe('pass')
  }
})
