import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  rolloverDocumentSchema,
  samlMetadataDocumentSchema,
  samlResponseDocumentSchema
} from '../../../src-main/contract/saml-document-schema.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { APPLICATION, entraMetadata, TENANT } from '../../support/saml/make-metadata.ts'
import { makeResponse, type ResponseWishes, sampleMoment } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const issuer = `https://sts.windows.net/${TENANT}/`
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let current: SigningKey
let next: SigningKey
beforeAll(async () => {
  folder = await temporaryFolder()
  current = await makeSigningKey({ notBefore: '2024-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' })
  next = await makeSigningKey({ notBefore: '2026-10-01T00:00:00Z', notAfter: '2029-10-01T00:00:00Z' })
})
afterAll(() => folder[Symbol.asyncDispose]())

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

const metadata = () => file('metadata.xml', entraMetadata({ keys: [current] }))
const response = (wishes: ResponseWishes = {}) => makeResponse(current, { issuer, assertionIssuer: issuer, ...wishes })

describe('saml inspect', () => {
  it('tells facts and verdict of a healthy document', async () => {
    const { code, stdout, stderr } = await runCliHere(['saml', 'inspect', await metadata(), '--tenant', TENANT, '--app-id', APPLICATION])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Every place names the same tenant')
    expect(stdout).toMatch(new RegExp(`Tenant +${TENANT}`))
    expect(stdout).toContain('Metadata XML (recommended)')
  })

  it('exits with 1 and names what is wrong, for a person and for a program', async () => {
    const other = '99999999-1111-4222-8333-444444444444'

    const text = await runCliHere(['saml', 'inspect', await metadata(), '--tenant', other])
    const json = await runCliHere(['saml', 'inspect', await metadata(), '--tenant', other, '--json'])

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toContain('saml.metadata.tenants-disagree')
    const document = samlMetadataDocumentSchema.parse(JSON.parse(json.stdout))
    expect(document.checks.filter(({ status }) => status === 'fail').map(({ problem }) => problem?.code)).toEqual([
      'saml.metadata.tenants-disagree'
    ])
    expect(document.modes.map(({ mode, source }) => [mode, source])).toEqual([
      ['url', null],
      ['xml', null],
      ['fingerprint', null]
    ])
  })

  it('reads standard input, and writes a page on demand', async () => {
    const page = join(folder.path, 'report.html')

    const { code } = await runCliHere(['saml', 'inspect', '-', '--report', page], { input: entraMetadata({ keys: [current] }) })

    expect(code).toBe(0)
    expect(await readFile(page, 'utf8')).toContain('<h1>Inspection of SAML metadata</h1>')
  })

  it.each([
    ['a file that is not there', 'nowhere.xml', /there is no such file/],
    ['a page that is not encrypted', 'http://login.microsoftonline.com/x', /https/]
  ])('says so for %s', async (_what, typed, sentence) => {
    const { code, stdout, stderr } = await runCliHere(['saml', 'inspect', typed])

    expect(code).not.toBe(0)
    expect(`${stdout}${stderr}`).toMatch(sentence)
  })
})

describe('saml response', () => {
  it('says that it would be accepted, and as whom', async () => {
    const path = await file('response.txt', Buffer.from(response()).toString('base64'))

    const { code, stdout } = await runCliHere(['saml', 'response', path, '--config', await metadata(), '--at', sampleMoment])

    expect(code).toBe(0)
    expect(stdout).toContain('Files.com user name: anna.li@corp.example')
  })

  it('takes a certificate or a fingerprint for the configuration', async () => {
    const path = await file('response.xml', response())
    const certificate = await file('signing.cer', current.certificatePem)

    const byFile = await runCliHere(['saml', 'response', path, '--config', certificate, '--at', sampleMoment])
    const byFingerprint = await runCliHere(['saml', 'response', path, '--config', current.sha256.toUpperCase(), '--at', sampleMoment])
    const byThumbprint = await runCliHere(['saml', 'response', path, '--config', 'ab'.repeat(20)])

    expect([byFile.code, byFingerprint.code, byThumbprint.code]).toEqual([0, 0, 2])
    expect(byThumbprint.stderr).toContain('certificate.fingerprint.sha1')
  })

  it('exits with 1 for a key that nobody knows, and takes nothing of it for true', async () => {
    const path = await file('foreign.xml', makeResponse(next, { issuer, assertionIssuer: issuer }))

    const { code, stdout } = await runCliHere(['saml', 'response', path, '--config', await metadata(), '--at', sampleMoment, '--json'])

    expect(code).toBe(1)
    const document = samlResponseDocumentSchema.parse(JSON.parse(stdout))
    expect(document.checks.flatMap(({ problem }) => (problem === undefined ? [] : [problem.code]))).toContain('saml.response.key-unknown')
    expect(document.result).toMatchObject({ username: null, signed: [] })
  })

  it('leaves people out of the page that is sent to others', async () => {
    const path = await file('people.xml', response())
    const page = join(folder.path, 'response.html')

    await runCliHere(['saml', 'response', path, '--config', await metadata(), '--at', sampleMoment, '--report', page])

    const html = await readFile(page, 'utf8')
    expect(html).toContain('Inspection of a SAML response')
    for (const name of ['anna.li', 'Anna Li', 'Anna']) expect(html).not.toContain(name)
  })

  it('refuses a moment that is none, before anything is read', async () => {
    const { code, stderr } = await runCliHere(['saml', 'response', 'x', '--config', 'y', '--at', 'tomorrow'])

    expect([code, stderr]).toEqual([2, expect.stringContaining('--at')])
  })
})

describe('an address that lost its https', () => {
  it('is still an address, unless a file is called so', async () => {
    const { code, stdout } = await runCliHere([
      'saml',
      'inspect',
      'login.microsoftonline.com/common/federationmetadata/2007-06/federationmetadata.xml'
    ])
    expect([code, stdout]).toEqual([1, expect.stringContaining('saml.metadata.shared-tenant')])
  })
})

describe('saml rollover', () => {
  it.each([
    ['url', 0],
    ['xml', 0],
    ['fingerprint', 1]
  ] as const)('rehearses the mode %s and exits with %i', async (mode, expected) => {
    const old = await file('old.cer', current.certificatePem)
    const coming = await file('both.xml', entraMetadata({ keys: [current, next] }))

    const text = await runCliHere(['saml', 'rollover', '--old', old, '--new', coming, '--mode', mode])
    const json = await runCliHere(['saml', 'rollover', '--old', old, '--new', coming, '--mode', mode, '--json'])

    expect([text.code, json.code]).toEqual([expected, expected])
    const document = rolloverDocumentSchema.parse(JSON.parse(json.stdout))
    expect(document.modes.find(({ inForce }) => inForce)?.mode).toBe(mode)
    expect(text.stdout.replaceAll('\n', ' ')).toContain(document.modes.find(({ inForce }) => inForce)?.headline.slice(0, 30))
  })

  it('exits with 1 for a document that would break sign-in as soon as it is stored', async () => {
    const old = await file('old.cer', current.certificatePem)
    const coming = await file('new-only.xml', entraMetadata({ keys: [next] }))

    const { code, stdout } = await runCliHere(['saml', 'rollover', '--old', old, '--new', coming, '--mode', 'xml'])

    expect([code, stdout]).toEqual([1, expect.stringContaining('entra.rollover.no-overlap')])
  })

  it('keeps the columns of the time line, and the numbers of the steps', async () => {
    const old = await file('old.cer', current.certificatePem)
    const coming = await file('both.xml', entraMetadata({ keys: [current, next] }))

    const { stdout } = await runCliHere(['saml', 'rollover', '--old', old, '--new', coming, '--mode', 'xml'])

    expect(stdout).toMatch(/^ {2}\d+ \w+ \d{4} +works {6}Today$/m)
    expect(stdout).toMatch(/^ {32}Entra ID signs with the old key/m)
    expect(stdout).toMatch(/^ {3}1\. Make sure .*\n {6}\S/m)
    expect(stdout).toMatch(/^ {9}SHA-256 [0-9a-f]{64}$/m)
  })

  it('says that a document without a signing key has none, on either side', async () => {
    const good = await file('good.cer', next.certificatePem)
    const without = await file('without.xml', entraMetadata({ keys: [current], signer: 'none', keyXml: '' }))
    for (const [old, coming] of [
      [without, good],
      [good, without]
    ] as const) {
      const { code, stderr } = await runCliHere(['saml', 'rollover', '--old', old, '--new', coming, '--mode', 'xml'])
      expect([code, stderr]).toEqual([2, expect.stringContaining('saml.metadata.no-signing-key')])
    }
  })

  it('says that a fingerprint alone tells no dates', async () => {
    const coming = await file('new.cer', next.certificatePem)
    const fingerprint = await file('fingerprint.txt', current.sha256)

    const { code, stderr } = await runCliHere(['saml', 'rollover', '--old', fingerprint, '--new', coming, '--mode', 'fingerprint'])

    expect([code, stderr]).toEqual([2, expect.stringContaining('saml.provider.no-certificate')])
  })
})
