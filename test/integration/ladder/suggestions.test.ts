import { expect, it } from 'vitest'
import { createAdapters } from '../../../src-main/adapters/create-adapters.ts'
import { findSuggestions } from '../../../src-main/app/operations/suggest-settings.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { directorySettings, emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startSlapd } from '../../support/slapd.ts'
import { smallCompany } from './people.ts'
import { bindsIn, completeLog } from './slapd-log.ts'

const fields = ({ suggestions }: Awaited<ReturnType<typeof findSuggestions>>): readonly string[] =>
  suggestions.map(({ field, value }) => `${field} ${value}`)

it('finds base DN, type and user name field of a slapd without any password', async () => {
  await using slapd = await startSlapd({ ldif: smallCompany() })
  const form = { ...emptyDirectoryForm, host: slapd.host, port: String(slapd.port), security: 'none' as const }

  const answer = await findSuggestions(createAdapters(), directorySettings(form), neverCancelled)

  expect(fields(answer)).toEqual([`baseDn ${slapd.suffix}`, 'serverType openldap', 'usernameField uid'])
  expect(bindsIn(await completeLog(slapd))).toEqual([])
})

it('finds the way in where LDAPS was chosen for the port of StartTLS', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    certificate: await issueCertificate(await makeAuthority(), { names: ['127.0.0.1'] })
  })
  const form = { ...emptyDirectoryForm, host: slapd.host, port: String(slapd.port), baseDn: slapd.suffix, serverType: 'openldap' as const }

  const answer = await findSuggestions(createAdapters(), directorySettings(form, 2), neverCancelled)

  expect(fields(answer)).toEqual(['security starttls'])
})

it('finds the way in where StartTLS was chosen for the port of LDAPS', async () => {
  await using slapd = await startSlapd({
    ldif: smallCompany(),
    certificate: await issueCertificate(await makeAuthority(), { names: ['127.0.0.1'] })
  })
  const form = {
    ...emptyDirectoryForm,
    host: slapd.host,
    port: String(slapd.ldapsPort),
    baseDn: slapd.suffix,
    serverType: 'openldap' as const,
    security: 'starttls' as const
  }

  const answer = await findSuggestions(createAdapters(), directorySettings(form, 2), neverCancelled)

  expect(fields(answer)).toEqual(['security ldaps'])
})
