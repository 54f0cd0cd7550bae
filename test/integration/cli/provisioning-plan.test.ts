import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planDocumentSchema } from '../../../src-main/contract/plan-document-schema.ts'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { receiptSchema } from '../../../src-main/contract/receipt-schema.ts'
import { directoryFormAsSiteLdap } from '../../../src-main/core/model/service-fields.ts'
import { practiceForm } from '../../../src-main/practice/practice-form.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

const TENANT = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const CLIENT = '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b'
const OAUTH = { displayName: 'Practice Entra ID (trial)', tenantId: TENANT, clientId: CLIENT }

async function profileWith(site: CliSite, parts: object): Promise<string> {
  const path = site.file('profile.json')
  const way = { security: 'ldaps', caPem: directory.caPem }
  const safety = { mostDisabled: 100, mostDisabledPercent: 100 }
  await writeFile(path, JSON.stringify({ schemaVersion: 2, site: site.service.origin, directory: way, safety, ...parts }))
  return path
}

function ldapBlock() {
  return {
    ...directoryFormAsSiteLdap(practiceForm(directory, undefined)),
    ldap_provisioning_enabled: true,
    scim_authentication_method: null
  }
}

describe('LDAP provisioning inside a provider of Entra ID', () => {
  it.each([
    ['by SAML', 101, (): object => ({ strategies: [{ id: 101, fields: ldapBlock() }] })],
    ['by OAuth', 102, (): object => ({ oauth: { ...OAUTH, enabled: true, fields: ldapBlock() } })]
  ])('%s is forecast, applied, verified and previewed like that of the site', async (_, id, parts) => {
    // given a site with both providers that takes such writes, and a profile that switches LDAP provisioning on
    await using site = await startCliSite(directory, { strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await profileWith(site, parts())

    // when it is planned
    const planned = await site.run(['plan', '--profile', profile, '--json'], ldapPassword)

    // then somebody has looked whom the sync would find
    const document = planDocumentSchema.parse(JSON.parse(planned.stdout))
    expect([planned.code, document.outcome]).toEqual([10, 'changes'])
    expect(document.forecast).toMatchObject({ kind: 'made', isComplete: true })
    // and it is applied, holds, and the preview of the provider reads the same directory
    const applied = await site.run(['apply', '--profile', profile, '--digest', document.plan.digest], ldapPassword)
    expect(applied.code).toBe(0)
    expect(site.service.state.strategies.get(id)).toMatchObject({ ldap_provisioning_enabled: true, ldap_host: '127.0.0.1' })
    expect((await site.run(['verify', '--profile', profile])).code).toBe(0)
    const preview = await site.run(['preview', '--profile', profile, '--strategy', String(id), '--json', '--no-keep'], ldapPassword)
    const { people, users } = previewDocumentSchema.parse(JSON.parse(preview.stdout)).summary
    expect([people > 0, users]).toEqual([true, 60])
  })

  it('hands its password to a person, because how it is sent is documented nowhere', async () => {
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await profileWith(site, { strategies: [{ id: 101, fields: { ...ldapBlock(), ldap_password: 'set' } }] })

    const planned = await site.run(['plan', '--profile', profile, '--json'], ldapPassword)

    expect(JSON.parse(planned.stdout)).toMatchObject({ plan: { changes: [{ way: 'hand-off' }] }, secretFields: [] })
  })
})

describe('an oauth section', () => {
  it('is handed to a person, turns green by what can be read, and never tells a secret', async () => {
    // given a site without such a provider
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const before = site.writes().length
    const profile = await profileWith(site, {
      oauth: { ...OAUTH, displayName: 'Trial', clientSecret: 'set', secretEndsOn: '2027-11-30', enabled: true }
    })

    // when it is planned and applied
    const planned = await site.run(['plan', '--profile', profile])
    const document = planDocumentSchema.parse(JSON.parse((await site.run(['plan', '--profile', profile, '--json'])).stdout))
    const receipt = site.file('receipt.json')
    const applied = await site.run(['apply', '--profile', profile, '--digest', document.plan.digest, '--receipt', receipt, '--json'])

    // then everything that is to be entered is shown, and nothing was sent
    expect([planned.code, applied.code]).toEqual([10, 10])
    expect(planned.stdout).toContain(TENANT)
    expect(planned.stdout).toContain('the client secret ends on 30 November 2027')
    const ran = JSON.parse(applied.stdout) as { readonly receipt: unknown; readonly run: { readonly runId: string } }
    expect(receiptSchema.safeParse(ran.receipt).error).toBeUndefined()
    expect(site.writes()).toHaveLength(before)

    // when a person has entered it
    site.service.changeAsSecondAdministrator({
      newStrategy: { provider: 'azure', protocol: 'oauth2', label: 'Trial', enabled: true }
    })
    const checked = await site.run(['journal', '--check', ran.run.runId])

    // then what can be read is proved, and of the rest it says who alone can
    expect(checked.code).toBe(0)
    // Once where it was entered, once where it was read back.
    expect(checked.stdout.match(/only a real sign-in proves it/g)).toHaveLength(6)
    expect(checked.stdout.replaceAll(/\s+/g, ' ')).toContain('Let one person sign in: only that proves tenant, client and secret.')
    const verified = await site.run(['verify', '--profile', profile])
    expect(verified.code).toBe(0)
    expect(verified.stdout).toContain('only a real sign-in proves it')
    expect(verified.stdout).toContain('Write-only fields cannot be compared (3)')
  })

  it('that holds the secret itself is refused', async () => {
    await using site = await startCliSite(directory)
    const secret = 'Abc8Q~made.up.value.of.a.client.secret-1'
    const profile = await profileWith(site, { oauth: { ...OAUTH, clientSecret: secret } })

    const { code, stdout, stderr } = await site.run(['plan', '--profile', profile])

    expect(code).toBe(2)
    expect(stderr).toContain('oauth.clientSecret')
    expect(`${stdout}${stderr}`).not.toContain(secret)
  })
})
