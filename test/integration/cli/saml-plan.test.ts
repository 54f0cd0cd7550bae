import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planDocumentSchema } from '../../../src-main/contract/plan-document-schema.ts'
import { receiptSchema } from '../../../src-main/contract/receipt-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { serviceMetadata } from '../../support/saml/make-metadata.ts'
import { entraMetadata, tenant } from '../../support/saml/plan-sources.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let directory: PracticeDirectory
let key: SigningKey
beforeAll(async () => {
  directory = await startPracticeDirectory()
  key = await makeSigningKey({ kind: 'ec' })
})
afterAll(() => directory.close())

/** A profile of SAML only, as somebody writes it. */
async function profileWith(site: CliSite, saml: object): Promise<string> {
  const path = site.file('profile.json')
  await writeFile(path, JSON.stringify({ schemaVersion: 2, site: site.service.origin, saml: { displayName: 'Entra ID', ...saml } }))
  return path
}

const certificate = () => ({
  sha256: `sha256 Fingerprint=${key.sha256.toUpperCase().replace(/(..)(?=.)/g, '$1:')}`,
  issuer: `https://sts.windows.net/${tenant}/`,
  signOnUrl: `https://login.microsoftonline.com/${tenant}/saml2`
})

describe('a profile with a saml section', () => {
  it('is planned, applied, verified, and has nothing left to do, where the site takes it', async () => {
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await profileWith(site, { certificate: certificate(), enabled: true })

    const planned = await site.run(['plan', '--profile', profile])
    expect(planned).toMatchObject({ code: 10 })
    expect(planned.stdout).toContain('New single sign-on “Entra ID”')
    expect(planned.stdout).toMatch(/^ {4}New +the site has no such provider yet$/m)
    const before = site.writes().length
    const document = await site.run(['plan', '--profile', profile, '--json'])
    expect(planDocumentSchema.safeParse(JSON.parse(document.stdout)).error).toBeUndefined()
    expect((await site.run(['verify', '--profile', profile])).code).toBe(1)

    const digest = await site.digest(['plan', '--profile', profile])
    const receipt = site.file('receipt.json')
    const applied = await site.run(['apply', '--profile', profile, '--digest', digest, '--receipt', receipt])

    expect(applied.code).toBe(0)
    expect(site.writes().slice(before)).toEqual(['POST /api/rest/v1/sso_strategies'])
    const kept: unknown = JSON.parse(await readFile(receipt, 'utf8'))
    expect(receiptSchema.safeParse(kept).error).toBeUndefined()
    expect(kept).toMatchObject({ changes: [{ state: 'done', createdId: expect.any(Number) as number }] })
    expect((await site.run(['verify', '--profile', profile])).code).toBe(0)
    expect(await site.run(['plan', '--profile', profile])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to do') as string
    })

    expect((await site.run(['undo', '--receipt', receipt, '--site', site.service.origin])).stdout.replaceAll(/\s+/g, ' ')).toContain(
      '“The provider itself” is not undone: It is switched off and its button is taken from the sign-in page. Deleting it is done in the web form'
    )
    const undo = await site.digest(['undo', '--receipt', receipt, '--site', site.service.origin])
    const undone = await site.run(['undo', '--receipt', receipt, '--site', site.service.origin, '--digest', undo])
    expect(undone.code).toBe(0)
    expect([...site.service.state.strategies.values()].at(-1)).toMatchObject({
      label: 'Entra ID',
      enabled: false,
      display_on_login_page: false
    })
  })

  it('is handed off with the document as a file, not as text, where it is not taken', async () => {
    await using site = await startCliSite(directory)
    const profile = await profileWith(site, { metadataXml: entraMetadata([key]) })
    const digest = await site.digest(['plan', '--profile', profile])

    const { code, stdout } = await site.run(['apply', '--profile', profile, '--digest', digest])

    expect(code).toBe(10)
    expect(stdout).toMatch(/Add provider ›\s+Microsoft Azure Active Directory SSO › Use SAML/)
    expect(stdout).toMatch(/XML document, [\d,]+ bytes, SHA-256/)
    expect(stdout).not.toContain('KeyDescriptor')
    expect(site.writes()).toEqual([])
  })

  it('has its document written to a folder when it is applied, or later from the journal', async () => {
    // given a document as Windows writes it
    await using site = await startCliSite(directory)
    const document = `\uFEFF${entraMetadata([key]).replaceAll('\n', '\r\n')}`
    const profile = await profileWith(site, { metadataXml: document })
    const digest = await site.digest(['plan', '--profile', profile])
    const folder = site.file('documents')

    // when it is applied with a folder that does not exist, and asked for once more into one that does
    const applied = await site.run(['apply', '--profile', profile, '--digest', digest, '--documents', folder])
    const [path = ''] = /\S+-metadata\.xml$/m.exec(applied.stderr) ?? []
    const { stdout } = await site.run(['journal', '--json'])
    const { runs } = JSON.parse(stdout) as { readonly runs: readonly { readonly runId: string }[] }
    const later = await site.run(['journal', runs[0]?.runId ?? '', '--documents', folder, '--json'])

    // then it lies there, letter by letter, for its owner only
    expect([applied.code, later.code]).toEqual([10, 10])
    expect(path).toBe(join(folder, 'Entra-ID-metadata.xml'))
    expect(applied.stderr).toContain(`Document for the web form: ${path}`)
    expect(later.stderr).toContain(`Document for the web form: ${path}`)
    expect(JSON.parse(later.stdout)).toMatchObject({ outcome: 'handed-off' })
    expect(await readFile(path, 'utf8')).toBe(document)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['Entra-ID-metadata.xml'])
  })

  it('says how to get the document, and refuses a folder that is none before anything is sent', async () => {
    await using site = await startCliSite(directory)
    const profile = await profileWith(site, { metadataXml: entraMetadata([key]) })
    const digest = await site.digest(['plan', '--profile', profile])

    const refused = await site.run(['apply', '--profile', profile, '--digest', digest, '--documents', profile])
    const lost = await site.run(['apply', '--profile', profile, '--digest', digest, '--documents', site.file('no/such/place')])
    const alone = await site.run(['journal', '--documents', '.'])
    const told = await site.run(['apply', '--profile', profile, '--digest', digest])

    expect([refused.code, lost.code, alone.code, told.code]).toEqual([2, 2, 2, 10])
    expect(refused.stderr).toContain('is no folder')
    expect(lost.stderr).toContain('ENOENT')
    expect(alone.stderr).toContain('--documents needs a run.')
    expect(told.stdout.replaceAll(/\s+/g, ' ')).toMatch(/To get the document as a file: entra-setup journal \S+ --documents FOLDER/)
  })

  it('with the metadata of the service itself is unsafe, and no override helps', async () => {
    await using site = await startCliSite(directory)
    const profile = await profileWith(site, { metadataXml: serviceMetadata })

    const { code, stdout } = await site.run(['plan', '--profile', profile])

    expect(code).toBe(1)
    expect(stdout).toContain('The metadata describes no identity provider to trust')
    expect(stdout).toMatch(/Override +not possible/)
  })

  it('with a SHA-1 thumbprint is refused with the reason', async () => {
    await using site = await startCliSite(directory)
    const profile = await profileWith(site, { certificate: { ...certificate(), sha256: 'AB'.repeat(20) } })

    const { code, stderr } = await site.run(['plan', '--profile', profile])

    expect(code).toBe(2)
    expect(stderr).toContain('SHA-1 thumbprint')
    expect(site.service.requests).toEqual([])
  })
})
