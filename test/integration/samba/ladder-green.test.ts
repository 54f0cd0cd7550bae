import { describe, expect, it } from 'vitest'
import { sambaBaseDn, sambaUsersDn } from '../../support/samba-accounts.ts'
import { useSamba } from '../../support/use-samba.ts'
import { checkSamba, offersOldTls } from './check-samba.ts'

describe('a healthy domain controller', () => {
  it('is green to the top over LDAPS, with all there is to know of people, groups and limits', async () => {
    const { findings, summary, byId, report } = await checkSamba(useSamba(), { baseDn: sambaBaseDn })

    // Three of the seeded accounts have no mail, and so have those that every domain is born with.
    expect(findings).toEqual(['warn ldap.attributes-present ldap.attributes.missing'])
    expect(byId('ldap.root-dse-answers').lines).toEqual(
      expect.arrayContaining(['Product: Active Directory (Samba)', 'Calls itself: dc.corp.example.test', `Naming context: ${sambaBaseDn}`])
    )
    expect(byId('ldap.identity-proved').lines).toEqual([
      `Read after signing in: ${sambaBaseDn}`,
      expect.stringMatching(
        /^The same read as a guest: refused, result 1 \(operationsError\): 00002020: Operation unavailable without auth/
      )
    ])
    expect(byId('ldap.account-safe').lines).toEqual([
      `Entry: CN=Directory Reader,${sambaUsersDn}`,
      'Locks after: 20 wrong passwords within 30 minutes',
      'Tries left: 20',
      expect.stringMatching(/^Password ends: \d+ \w+ 20\d\d$/),
      'Powerful groups: none (direct, nested and primary membership)'
    ])
    expect(byId('ldap.limits-known').lines).toEqual(
      expect.arrayContaining(['Largest page handed out: 1000 entries', 'MaxPageSize: 1000', 'MaxValRange: 1500', 'MaxQueryDuration: 120'])
    )
    expect(summary).toContain(offersOldTls)
    expect(report.suggestions).toEqual([])
  })

  it('is as green over StartTLS', async () => {
    const samba = useSamba()

    const { findings, byId } = await checkSamba(samba, { port: samba.ldapPort, security: 'starttls' })

    expect(findings).toEqual(['warn ldap.attributes-present ldap.attributes.missing', 'warn ldap.groups-found ldap.groups.none'])
    expect(byId('ldap.bind-accepted').lines).toContain('Connection: encrypted and verified')
  })

  it('counts people without computers and contacts, and those of a primary group that lists nobody', async () => {
    const samba = useSamba()
    const [computer, contact] = ['ladder-computer', 'ladder-contact'].map((name) => `CN=${name},${sambaUsersDn}`)
    await samba.ldbAdd(`dn: ${computer}\nobjectClass: computer\nsAMAccountName: ladder-pc$\nuserAccountControl: 4096\n`)
    await samba.ldbAdd(`dn: ${contact}\nobjectClass: contact\nmail: contact@elsewhere.example.test\n`)

    const all = await checkSamba(samba, { baseDn: sambaBaseDn })
    const inUnit = await checkSamba(samba)
    for (const dn of [computer, contact]) await samba.ldbModify(`dn: ${dn}\nchangetype: delete\n`)

    expect(inUnit.byId('ldap.users-found').lines).toEqual(expect.arrayContaining(['People: 15', 'Disabled among them: 1']))
    expect(all.byId('ldap.memberships-readable').lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^By primary group: 1,8\d\d people in Domain Users, which lists none of them as members$/)
      ])
    )
    expect(all.byId('ldap.users-found').lines).toContainEqual(expect.stringMatching(/^People: 1,8\d\d$/))
  })

  it('shows nested and circular groups, the one of 1,800, and the pointers that every domain root has as harmless', async () => {
    const { byId } = await checkSamba(useSamba(), { baseDn: sambaBaseDn })

    expect(byId('ldap.memberships-readable').lines).toEqual(
      expect.arrayContaining([
        'Largest group: big, 1,800 members',
        expect.stringMatching(/^Groups inside groups: \d+, 3 of them in a circle$/)
      ])
    )
    expect(byId('ldap.referrals-harmless').status).toBe('pass')
    expect(byId('ldap.referrals-harmless').lines).toEqual([
      'Pointers met: 3',
      `Pointer: ldaps://corp.example.test/CN=Configuration,${sambaBaseDn}`,
      `Pointer: ldaps://corp.example.test/DC=DomainDnsZones,${sambaBaseDn}`,
      `Pointer: ldaps://corp.example.test/DC=ForestDnsZones,${sambaBaseDn}`
    ])
  })

  it('counts members of another forest apart', async () => {
    const samba = useSamba()
    const sid = 'S-1-5-21-1111111111-2222222222-3333333333-1111'
    const unit = `OU=ladder-foreign,${sambaBaseDn}`
    const group = `CN=ladder-foreign,${unit}`
    await samba.ldbAdd(`dn: ${unit}\nobjectClass: organizationalUnit\n`)
    // Domain local: only such a group may hold them. Samba makes the entry for the stranger.
    await samba.ldbAdd(`dn: ${group}\nobjectClass: group\nsAMAccountName: ladder-foreign\ngroupType: -2147483644\nmember: <SID=${sid}>\n`)

    const { byId } = await checkSamba(samba, { baseDn: unit })
    for (const dn of [group, unit]) await samba.ldbModify(`dn: ${dn}\nchangetype: delete\n`)

    expect(byId('ldap.memberships-readable').lines).toContain('Members from other forests: 1; they cannot be provisioned from here')
  })
})
