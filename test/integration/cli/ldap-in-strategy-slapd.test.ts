import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planDocumentSchema } from '../../../src-main/contract/plan-document-schema.ts'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { type Authority, issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { groupEntries, peopleEntries } from '../preview-servers/plain-people.ts'

const DAY_MS = 86_400_000

let authority: Authority
let slapd: SlapdServer
let practice: PracticeDirectory
let password: Readonly<Record<string, string>>
beforeAll(async () => {
  authority = await makeAuthority({ commonName: 'Corp CA' })
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'], notAfter: new Date(Date.now() + 90 * DAY_MS) })
  slapd = await startSlapd({ ldif: [peopleEntries(70), groupEntries(5, 70)], certificate })
  practice = await startPracticeDirectory()
  password = { ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword }
})
afterAll(async () => {
  await practice.close()
  await slapd.stop()
})

const OAUTH = {
  displayName: 'Practice Entra ID (trial)',
  tenantId: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
  clientId: '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b',
  enabled: true
}

function ldapBlock() {
  return {
    ldap_provisioning_enabled: true,
    ldap_type: 'open_ldap',
    ldap_host: slapd.host,
    ldap_port: slapd.ldapsPort,
    ldap_secure: true,
    ldap_username: slapd.readerDn,
    ldap_username_field: 'uid',
    ldap_base_dn: slapd.suffix,
    scim_authentication_method: null
  }
}

async function profileOf(site: CliSite, parts: object, name = 'profile.json'): Promise<string> {
  const path = site.file(name)
  const directory = { caPem: authority.certificatePem }
  const safety = { mostDisabled: 100, mostDisabledPercent: 100 }
  await writeFile(path, JSON.stringify({ schemaVersion: 2, site: site.service.origin, directory, safety, ...parts }))
  return path
}

describe('LDAP provisioning with OpenLDAP inside a provider of Entra ID', () => {
  it.each([
    ['by SAML', 101, (): object => ({ strategies: [{ id: 101, fields: ldapBlock() }] })],
    ['by OAuth', 102, (): object => ({ oauth: { ...OAUTH, fields: ldapBlock() } })]
  ])('%s is forecast, applied and verified, and previewed from what the site holds', async (_, id, parts) => {
    await using site = await startCliSite(practice, { strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await profileOf(site, parts())

    // when it is planned: everybody of the directory is found
    const { plan, forecast } = planDocumentSchema.parse(
      JSON.parse((await site.run(['plan', '--profile', profile, '--json'], password)).stdout)
    )
    expect(forecast).toMatchObject({ kind: 'made', isComplete: true, peopleInDirectory: 70 })
    expect(plan.changes.map((change) => [change.id, change.way])).toEqual([[`sso-strategy:${String(id)}`, 'update']])

    // and applied and verified
    expect((await site.run(['apply', '--profile', profile, '--digest', plan.digest], password)).code).toBe(0)
    expect((await site.run(['verify', '--profile', profile])).code).toBe(0)

    // then a preview by a profile that says nothing of LDAP takes the settings of the provider from the site
    const plain = await profileOf(site, {}, 'plain.json')
    const previewed = await site.run(['preview', '--profile', plain, '--strategy', String(id), '--json', '--no-keep'], password)
    const { summary } = previewDocumentSchema.parse(JSON.parse(previewed.stdout))
    expect([summary.people, summary.isComplete]).toEqual([70, true])
  })

  it('by a wrong password is not forecast, and so not safe', async () => {
    await using site = await startCliSite(practice, { strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await profileOf(site, { strategies: [{ id: 101, fields: ldapBlock() }] })

    const planned = await site.run(['plan', '--profile', profile, '--json'], { ENTRA_SETUP_LDAP_PASSWORD: 'wrong' })

    const { plan, forecast } = planDocumentSchema.parse(JSON.parse(planned.stdout))
    expect(forecast.kind).toBe('not-made')
    expect(plan.safety).toMatchObject({ kind: 'unsafe' })
    expect(plan.peopleLosingAccess).toBeUndefined()
  })
})
