import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

describe('a directory without encryption', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    slapd = await startSlapd({ ldif: smallCompany() })
  })
  afterAll(() => slapd.stop())

  it('gets no password without an explicit yes', async () => {
    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), allowCleartext: false })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.cleartext-not-allowed', 'blocked 10 by ldap.bind-accepted'])
    expect(byId('ldap.root-dse-answers').status).toBe('pass')
    expect(bindsIn(await completeLog(slapd))).toEqual([])
  })

  it('is green to the top when the yes was given, and the certificate rungs are not needed', async () => {
    const { findings, summary } = await checkADirectory({ ...settingsFor(slapd), allowCleartext: true })

    expect(findings).toEqual(['not-provable-here ldap.account-safe'])
    expect(summary.slice(2, 10)).toEqual([
      'skip ldap.tls-opens',
      'skip certificate.chain-complete',
      'skip certificate.names-server',
      'skip certificate.dates-valid',
      'skip certificate.purpose-server',
      'skip certificate.key-strong',
      'skip certificate.trusted-here',
      'skip certificate.trusted-publicly'
    ])
    expect(bindsIn(await completeLog(slapd))).toEqual([slapd.readerDn])
  })
})

describe('a directory that wants encryption before a password', () => {
  it('says so with result 13, and the password is not blamed', async () => {
    const authority = await makeAuthority()
    await using slapd = await startSlapd({
      ldif: smallCompany(),
      security: 'simple_bind=128',
      certificate: await issueCertificate(authority, { names: ['127.0.0.1'] })
    })

    const { findings, byId } = await checkADirectory({ ...settingsFor(slapd), security: 'none', allowCleartext: true })

    expect(findings).toEqual(['fail ldap.bind-accepted ldap.bind.tls-wanted', 'blocked 10 by ldap.bind-accepted'])
    expect(byId('ldap.bind-accepted').lines).toContain('Result code: 13 (confidentialityRequired)')
  })
})
