import { describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { personLdif, smallCompany } from './people.ts'
import { relay } from './relay.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

const people = 'ou=people,dc=corp,dc=example,dc=test'
const first = 'not-provable-here ldap.account-safe'

describe('a backup host', () => {
  it('that is the same is green, after one bind', async () => {
    await using one = await startSlapd({ ldif: smallCompany() })
    await using two = await startSlapd({ ldif: smallCompany() })
    await using _second = await relay('127.0.0.2', one.port, two.port)

    const { findings, summary, byId } = await checkADirectory({ ...settingsFor(one), backupHosts: ['127.0.0.2'] })

    expect(findings).toEqual([first])
    expect(summary.slice(-6)).toEqual([
      'pass backup-1/ldap.type-as-chosen',
      'pass backup-1/ldap.bind-accepted',
      'pass backup-1/ldap.identity-proved',
      'pass backup-1/ldap.base-exists',
      'pass backup-1/ldap.backup-host-agrees',
      'not-provable-here ldap.reachable-from-files-com'
    ])
    expect(byId('backup-1/ldap.backup-host-agrees').lines).toEqual([
      'Serves: dc=corp,dc=example,dc=test',
      'People here: 3',
      'People on the first host: 3'
    ])
    expect([bindsIn(await completeLog(one)), bindsIn(await completeLog(two))]).toEqual([[one.readerDn], [two.readerDn]])
  })

  it('with fewer people differs', async () => {
    await using one = await startSlapd({ ldif: [...smallCompany(), personLdif(people, 'dora')] })
    await using two = await startSlapd({ ldif: smallCompany() })
    await using _second = await relay('127.0.0.2', one.port, two.port)

    const { findings, byId } = await checkADirectory({ ...settingsFor(one), backupHosts: ['127.0.0.2'] })

    expect(findings).toEqual([first, 'warn backup-1/ldap.backup-host-agrees ldap.backup.differs'])
    expect(byId('backup-1/ldap.backup-host-agrees').lines).toContain('People here: 3')
  })

  it('of another directory differs, and knows neither account nor base', async () => {
    await using one = await startSlapd({ ldif: smallCompany() })
    await using two = await startSlapd({ suffix: 'dc=other,dc=test', ldif: smallCompany('dc=other,dc=test') })
    await using _second = await relay('127.0.0.2', one.port, two.port)

    const { findings } = await checkADirectory({ ...settingsFor(one), backupHosts: ['127.0.0.2'] })

    expect(findings).toEqual([
      first,
      'fail backup-1/ldap.bind-accepted ldap.bind.wrong-name-or-password',
      'blocked 2 by backup-1/ldap.bind-accepted',
      'warn backup-1/ldap.backup-host-agrees ldap.backup.differs'
    ])
  })

  it('whose certificate ended is named, and gets no password', async () => {
    const authority = await makeAuthority()
    const names = ['127.0.0.1', '127.0.0.2']
    const yesterday = new Date(Date.now() - 86_400_000)
    const lastYear = new Date(Date.now() - 365 * 86_400_000)
    await using one = await startSlapd({
      ldif: smallCompany(),
      tlsVersions: ['1.2', '1.3'],
      certificate: await issueCertificate(authority, { names })
    })
    await using two = await startSlapd({
      ldif: smallCompany(),
      tlsVersions: ['1.2', '1.3'],
      certificate: await issueCertificate(authority, { names, notBefore: lastYear, notAfter: yesterday })
    })
    await using _second = await relay('127.0.0.2', one.port, two.port)

    const { findings } = await checkADirectory({
      ...settingsFor(one),
      backupHosts: ['127.0.0.2'],
      systemAuthorities: [authority.certificatePem],
      publicAuthorities: [authority.certificatePem]
    })

    expect(findings).toEqual([
      first,
      'fail backup-1/certificate.dates-valid certificate.expired',
      'blocked 3 by backup-1/certificate.dates-valid',
      'not-provable-here backup-1/ldap.backup-host-agrees'
    ])
    expect(bindsIn(await completeLog(two))).toEqual([])
  })

  it('that nobody reaches blocks only itself', async () => {
    await using one = await startSlapd({ ldif: smallCompany() })

    const { findings } = await checkADirectory({ ...settingsFor(one), backupHosts: ['127.0.0.2', 'nowhere.invalid'] })

    expect(findings).toEqual([
      first,
      'fail backup-1/ldap.port-accepts ldap.tcp.refused',
      'blocked 14 by backup-1/ldap.port-accepts',
      'fail backup-2/ldap.name-resolves ldap.dns.not-found',
      'blocked 15 by backup-2/ldap.name-resolves'
    ])
  })
})
