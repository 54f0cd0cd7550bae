import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { ask, picked } from './service-client.ts'

const person = (uid: string, mail: string): string =>
  `dn: uid=${uid},ou=people,dc=corp,dc=example,dc=test\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid} Person\nsn: Person\nmail: ${mail}\n`

const group = (name: string, ...uids: readonly string[]): string =>
  `dn: cn=${name},ou=groups,dc=corp,dc=example,dc=test\nobjectClass: groupOfNames\ncn: ${name}\n${uids
    .map((uid) => `member: uid=${uid},ou=people,dc=corp,dc=example,dc=test\n`)
    .join('')}`

describe('the sync against a real OpenLDAP server', () => {
  let slapd: SlapdServer
  let caPem: string
  beforeAll(async () => {
    const authority = await makeAuthority()
    caPem = authority.certificatePem
    slapd = await startSlapd({
      certificate: await issueCertificate(authority, { names: ['localhost', '127.0.0.1'] }),
      ldif: [
        ...['anna', 'bea', 'carl'].map((uid) => person(uid, `${uid}@corp.example`)),
        group('readers', 'anna', 'bea'),
        'dn: cn=unix,ou=groups,dc=corp,dc=example,dc=test\nobjectClass: posixGroup\ncn: unix\ngidNumber: 7\nmemberUid: bea\n'
      ]
    })
  })
  afterAll(() => slapd.stop())

  async function switchOn(service: PracticeService, isSecure: boolean): Promise<void> {
    const told = await ask(service, 'PATCH', '/site', {
      body: {
        ldap_enabled: true,
        ldap_type: 'open_ldap',
        ldap_host: '127.0.0.1',
        ldap_port: isSecure ? slapd.ldapsPort : slapd.port,
        ldap_secure: isSecure,
        ldap_base_dn: slapd.suffix,
        ldap_username: slapd.readerDn,
        ldap_username_field: 'uid',
        ldap_domain: '',
        ldap_user_include_groups: 'read*',
        ldap_group_inclusion: '*',
        ldap_password_change: slapd.readerPassword,
        ldap_password_change_confirmation: slapd.readerPassword
      }
    })
    expect(told.status).toBe(200)
  }

  it.each([true, false])('creates, updates and disables people over LDAP, secured %s', async (isSecure) => {
    await using service = await startPracticeService({ caPem, strategies: 'none', userCount: 5 })
    await switchOn(service, isSecure)
    const people = (): readonly unknown[] =>
      [...service.state.users.values()]
        .filter(({ externally_managed }) => externally_managed)
        .map((user) => [user.username, user.email, user.disabled, groupsOf(service, user.id)])

    await service.runSync()
    expect(people()).toEqual([
      ['anna', 'anna@corp.example', false, ['readers']],
      ['bea', 'bea@corp.example', false, ['readers', 'unix']]
    ])

    // when one changes, one leaves the group, and one joins
    const groupDn = `cn=readers,${slapd.groupsDn}`
    const change = (uid: string, kind: string): string =>
      `dn: ${groupDn}\nchangetype: modify\n${kind}: member\nmember: uid=${uid},${slapd.peopleDn}\n`
    await slapd.add(
      [
        `dn: uid=anna,${slapd.peopleDn}\nchangetype: modify\nreplace: mail\nmail: anna.new@corp.example\n`,
        change('carl', 'add'),
        change('bea', 'delete')
      ].join('\n')
    )
    await service.runSync()
    expect(people()).toEqual([
      ['anna', 'anna.new@corp.example', false, ['readers']],
      ['bea', 'bea@corp.example', true, ['readers', 'unix']],
      ['carl', 'carl@corp.example', false, ['readers']]
    ])
    expect(picked(service.state.externalEvents.at(-1), 'status', 'body')).toEqual({
      status: 'success',
      body: 'LDAP sync of the site with 127.0.0.1: 3 people found, 2 of them in scope.\nUsers: 1 created, 1 updated, 0 enabled, 1 disabled, 0 unchanged, 0 left alone.'
    })

    // put it back for the next one
    await slapd.add(
      [
        `dn: uid=anna,${slapd.peopleDn}\nchangetype: modify\nreplace: mail\nmail: anna@corp.example\n`,
        change('bea', 'add'),
        change('carl', 'delete')
      ].join('\n')
    )
  })

  it('a wrong password is asked once, and the backup hosts are spared', async () => {
    await using service = await startPracticeService({ caPem, strategies: 'none', userCount: 5 })
    await switchOn(service, true)
    service.changeAsSecondAdministrator({ site: { ldap_password_change: 'wrong', ldap_host_2: 'localhost', ldap_host_3: '127.0.0.1' } })
    const bindsBefore = slapd.log().match(/BIND dn=/g)?.length ?? 0

    await service.runSync()

    expect(service.state.externalEvents.at(-1)?.status).toBe('failure')
    // The log comes by a pipe of its own.
    await expect.poll(() => (slapd.log().match(/BIND dn=/g)?.length ?? 0) - bindsBefore).toBe(1)
  })
})

function groupsOf(service: PracticeService, userId: number): readonly (string | undefined)[] {
  return service.state.memberships.groupIdsOf(userId).map((id) => service.state.groups.get(id)?.name)
}
