import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority, type Authority } from '../../../src-main/practice/make-certificates.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

const DAY_MS = 86_400_000

describe('a healthy slapd', () => {
  let authority: Authority
  let slapd: SlapdServer
  beforeAll(async () => {
    authority = await makeAuthority({ commonName: 'Corp CA' })
    const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], notAfter: new Date(Date.now() + 90 * DAY_MS) })
    slapd = await startSlapd({ ldif: smallCompany(), certificate, tlsVersions: ['1.2', '1.3'] })
  })
  afterAll(() => slapd.stop())

  it('is green to the top over LDAPS with the CA file', async () => {
    const { summary, report, byId } = await checkADirectory({
      ...settingsFor(slapd),
      security: 'ldaps',
      port: slapd.ldapsPort ?? 0,
      caPem: authority.certificatePem
    })

    expect(summary).toEqual([
      'pass ldap.name-resolves',
      'pass ldap.port-accepts',
      'pass ldap.tls-opens',
      'pass certificate.chain-complete',
      'pass certificate.names-server',
      'pass certificate.dates-valid',
      'pass certificate.purpose-server',
      'pass certificate.key-strong',
      'pass certificate.trusted-here',
      'warn certificate.trusted-publicly certificate.private-authority',
      'pass ldap.root-dse-answers',
      'pass ldap.type-as-chosen',
      'pass ldap.bind-accepted',
      'pass ldap.identity-proved',
      'not-provable-here ldap.account-safe',
      'pass ldap.base-exists',
      'pass ldap.users-found',
      'pass ldap.attributes-present',
      'pass ldap.usernames-unique',
      'pass ldap.groups-found',
      'pass ldap.memberships-readable',
      'pass ldap.limits-known',
      'pass ldap.referrals-harmless',
      'not-provable-here ldap.reachable-from-files-com'
    ])
    expect(report.suggestions).toEqual([])
    expect(byId('ldap.identity-proved').lines).toEqual([`“Who am I” answers: dn:${slapd.readerDn}`])
    expect(byId('ldap.users-found').lines).toEqual(expect.arrayContaining(['People: 3', 'Pages: 1 of at most 3 entries']))
    expect(byId('ldap.bind-accepted').lines).toContain('Connection: encrypted and verified')
  })

  it('is as green over StartTLS, with a public authority', async () => {
    const publicAuthorities = [authority.certificatePem]
    const { findings, byId } = await checkADirectory({
      ...settingsFor(slapd),
      publicAuthorities,
      systemAuthorities: publicAuthorities
    })

    expect(findings).toEqual(['not-provable-here ldap.account-safe'])
    expect(byId('ldap.tls-opens')).toMatchObject({ status: 'pass', detail: 'StartTLS opened with TLS 1.3.' })
  })

  it('costs one bind and a handful of connections', async () => {
    const before = await completeLog(slapd)
    await checkADirectory({ ...settingsFor(slapd), caPem: authority.certificatePem })
    const log = (await completeLog(slapd)).slice(before.length)

    expect(bindsIn(log)).toEqual([slapd.readerDn])
    expect(log.match(/ ACCEPT /g)?.length).toBeLessThanOrEqual(10)
  })

  it('finds out the type by itself, and says so', async () => {
    const { findings, report } = await checkADirectory({
      ...settingsFor(slapd),
      caPem: authority.certificatePem,
      serverType: 'auto'
    })

    expect(findings).toEqual(['warn certificate.trusted-publicly certificate.private-authority', 'not-provable-here ldap.account-safe'])
    expect(report.suggestions.map(({ field, value }) => `${field} ${value}`)).toEqual(['serverType openldap'])
  })
})

it('warns of a slapd that also speaks outdated TLS, and goes on', async () => {
  const authority = await makeAuthority()
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    certificate: await issueCertificate(authority, { names: ['127.0.0.1'] }),
    tlsVersions: ['1.1', '1.2']
  })

  const { findings } = await checkADirectory({
    ...settingsFor(slapd),
    publicAuthorities: [authority.certificatePem],
    caPem: authority.certificatePem
  })

  expect(findings).toEqual(['warn ldap.tls-opens ldap.tls.old-versions-offered', 'not-provable-here ldap.account-safe'])
})
