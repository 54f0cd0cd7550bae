import { expect, it } from 'vitest'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { entryLdif, personLdif, smallCompany } from './people.ts'

const people = 'ou=people,dc=corp,dc=example,dc=test'
const groups = 'ou=groups,dc=corp,dc=example,dc=test'

it('reads all three kinds of groups, nested, circular and empty ones', async () => {
  const group = (cn: string, attributes: Readonly<Record<string, string | readonly string[]>>) =>
    entryLdif(`cn=${cn},${groups}`, { cn, ...attributes })
  await using slapd = await startSlapd({
    ldif: [
      ...smallCompany(),
      group('unique', { objectClass: 'groupOfUniqueNames', uniqueMember: [`uid=anna,${people}`, `uid=carla,${people}`] }),
      group('posix', { objectClass: 'posixGroup', gidNumber: '1000', memberUid: ['anna', 'bjorn', 'carla'] }),
      group('posix-empty', { objectClass: 'posixGroup', gidNumber: '1001' }),
      group('outer', { objectClass: 'groupOfNames', member: [`cn=staff,${groups}`] }),
      group('circle-a', { objectClass: 'groupOfNames', member: [`cn=circle-b,${groups}`, `uid=anna,${people}`] }),
      group('circle-b', { objectClass: 'groupOfNames', member: `CN=Circle-A,${groups}` })
    ]
  })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe'])
  expect(byId('ldap.groups-found').lines[0]).toBe('Groups: 7')
  expect(byId('ldap.memberships-readable').lines.slice(0, -1)).toEqual([
    'Direct, by member or uniqueMember: 8',
    'By memberUid: 3',
    'Groups inside groups: 3, 2 of them in a circle',
    'Largest group: posix, 3 members',
    'Empty groups: 1'
  ])
})

it('warns where there is no group', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })

  const { findings, summary } = await checkADirectory({ ...settingsFor(slapd), baseDn: slapd.peopleDn })

  expect(findings).toEqual(['not-provable-here ldap.account-safe', 'warn ldap.groups-found ldap.groups.none'])
  expect(summary).toContain('skip ldap.memberships-readable')
})

it('warns where the account may not read members', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    accessRules: 'access to attrs=userPassword by anonymous auth by * none\naccess to attrs=member by * none\naccess to * by * read'
  })

  const { findings } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe', 'warn ldap.memberships-readable ldap.memberships.none-readable'])
})

it('reads a group of 1,800, which slapd hands out in one piece', async () => {
  const uids = Array.from({ length: 1800 }, (_, index) => `p${index}`)
  await using slapd = await startSlapd({
    ldif: [
      ...uids.map((uid) => personLdif(people, uid)),
      entryLdif(`cn=all,${groups}`, { objectClass: 'groupOfNames', cn: 'all', member: uids.map((uid) => `uid=${uid},${people}`) })
    ]
  })

  const { findings, byId } = await checkADirectory(settingsFor(slapd))

  expect(findings).toEqual(['not-provable-here ldap.account-safe'])
  expect(byId('ldap.memberships-readable').lines).toContain('Largest group: all, 1,800 members')
})
