import { expect, it } from 'vitest'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { checkADirectory, settingsFor } from '../../support/check-a-directory.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'

it.each([
  ['demand', ['fail ldap.tls-opens ldap.tls.client-certificate-required', 'blocked 20 by ldap.tls-opens']],
  ['try', ['not-provable-here ldap.account-safe']]
] as const)('a slapd that says “%s” about client certificates', async (policy, expected) => {
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'] })
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    tlsVersions: ['1.2', '1.3'],
    certificate: { ...certificate, caPem: authority.certificatePem },
    globalConfig: `TLSVerifyClient ${policy}`
  })

  const { findings } = await checkADirectory({
    ...settingsFor(slapd),
    security: 'ldaps',
    port: slapd.ldapsPort ?? 0,
    systemAuthorities: [authority.certificatePem],
    publicAuthorities: [authority.certificatePem]
  })

  expect(findings).toEqual(expected)
})
