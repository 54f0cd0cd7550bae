import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oauthDocumentSchema } from '../../../src-main/contract/oauth-document-schema.ts'
import { type Authority, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startOpenIdProvider } from '../../support/oauth/openid-provider.ts'
import { clientId, correlationId, entraWords } from '../../support/oauth/registration-test.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { trustAuthority } from '../../support/saml/https-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let authority: Authority
let trust: Disposable
let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  authority = await makeAuthority()
  trust = trustAuthority(authority)
  folder = await temporaryFolder()
})
afterAll(async () => {
  trust[Symbol.dispose]()
  await folder[Symbol.asyncDispose]()
})

async function secretFile(text: string): Promise<string> {
  const path = join(folder.path, `${String(text.length)}.secret`)
  await writeFile(path, text)
  await chmod(path, 0o600)
  return path
}

describe('oauth test', () => {
  it('proves a registration, for a person and for a program, from each source of the secret', async () => {
    await using provider = await startOpenIdProvider(authority)
    const args = ['oauth', 'test', '--authority', provider.origin, '--client-id', provider.clients.byBody, '--secret-ends', '2027-12-01']

    const text = await runCliHere([...args, '--client-secret-file', await secretFile(`${provider.secret}\n`)])
    const json = await runCliHere([...args, '--client-secret-stdin', '--json'], { input: provider.secret })
    const environment = await runCliHere([...args, '--json'], { env: { ENTRA_SETUP_CLIENT_SECRET: provider.secret } })

    expect([text.code, text.stderr]).toEqual([0, ''])
    expect(text.stdout).toContain('The provider gave a token for the application')
    expect(text.stdout).toMatch(/Token address +https:\/\/localhost/)
    for (const run of [json, environment]) {
      expect(run.code).toBe(0)
      const document = oauthDocumentSchema.parse(JSON.parse(run.stdout))
      expect(document).toMatchObject({ secretProved: true, tenantId: null })
      expect(document.checks.map(({ status }) => status)).not.toContain('fail')
    }
    expect([text, json, environment].map(({ stdout }) => stdout).join()).not.toContain(provider.secret)
  })

  it('exits with 1 when the secret is refused, says why in our words, and prints and writes the secret nowhere', async () => {
    await using provider = await startOpenIdProvider(authority)
    const canary = 'Kanari-7f3a91c2"<&~8Q-and-some-more'
    const description = `${entraWords(7_000_215, `The secret '${canary}' is wrong.`)} ${Buffer.from(canary).toString('base64')}`
    provider.answerTokens({
      status: 401,
      body: JSON.stringify({ error: 'invalid_client', error_description: description, correlation_id: correlationId })
    })
    const report = join(folder.path, 'report.html')
    const args = ['oauth', 'test', '--authority', provider.origin, '--client-id', provider.clients.byBody, '--report', report]
    const env = { ENTRA_SETUP_CLIENT_SECRET: canary }

    const text = await runCliHere(args, { env })
    const json = await runCliHere([...args, '--json'], { env })

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toContain('entra.sign-in.client-secret')
    expect(text.stdout).toContain(correlationId)
    const document = oauthDocumentSchema.parse(JSON.parse(json.stdout))
    expect(document.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)).toEqual(['oauth.secret-accepted'])
    const everything = [text.stdout, text.stderr, json.stdout, json.stderr, await readFile(report, 'utf8')].join('\n')
    expect(everything).toContain('<h1>Test of an OAuth registration</h1>')
    for (const form of [canary, JSON.stringify(canary).slice(1, -1), Buffer.from(canary).toString('base64'), encodeURIComponent(canary)])
      expect(everything).not.toContain(form)
  })

  it('tests without a secret as far as that goes, and says so', async () => {
    await using provider = await startOpenIdProvider('plain')

    const { code, stdout } = await runCliHere([
      'oauth',
      'test',
      '--authority',
      `${provider.origin}/.well-known/openid-configuration`,
      '--client-id',
      'x'
    ])

    expect(code).toBe(0)
    expect(stdout).toMatch(/No client secret was given, so none was proved/)
    expect(provider.tokenRequests).toEqual([])
  })

  it('stops at what was typed before anybody is asked', async () => {
    const { code, stdout } = await runCliHere(['oauth', 'test', '--tenant', 'common', '--client-id', clientId, '--json'])

    expect(code).toBe(1)
    const { checks, tenantId } = oauthDocumentSchema.parse(JSON.parse(stdout))
    expect(tenantId).toBeNull()
    expect(checks.find(({ status }) => status === 'fail')?.problem?.code).toBe('oauth.tenant.unusable')
    expect(checks.find(({ id }) => id === 'oauth.discovery-answers')).toMatchObject({ status: 'blocked', by: 'oauth.tenant-readable' })
  })

  it.each<[string, readonly string[], RegExp]>([
    ['no tenant', ['--client-id', clientId], /Give the tenant with --tenant/],
    ['no client id', ['--tenant', 'common'], /--client-id/],
    [
      'a cloud that does not exist',
      ['--tenant', 'x', '--client-id', clientId, '--cloud', 'moon'],
      /Allowed choices are global, us-government, china/
    ],
    [
      'a provider without encryption',
      ['--authority', 'http://provider.example', '--client-id', clientId],
      /http is only for this computer itself/
    ],
    ['a provider that is no address', ['--authority', 'provider', '--client-id', clientId], /an address such as/],
    [
      'a password in the address',
      ['--authority', 'https://a:b@provider.example', '--client-id', clientId],
      /take the name or password out/
    ],
    [
      'an address that goes on behind a mark',
      ['--authority', 'https://provider.example/#x', '--client-id', clientId],
      /ends with its path/
    ],
    ['an empty question', ['--authority', 'https://provider.example/?', '--client-id', clientId], /ends with its path/],
    ['a port that does not exist', ['--authority', 'https://provider.example:99999', '--client-id', clientId], /an address such as/],
    [
      'a name that ends with a dot',
      ['--authority', 'http://localhost.:1', '--client-id', clientId],
      /http is only for this computer itself/
    ],
    [
      'a host of Microsoft as another provider',
      ['--authority', 'https://login.microsoftonline.us/common/v2.0', '--client-id', clientId],
      /is Microsoft Entra ID itself[\s\S]*--cloud us-government/
    ],
    [
      'a secret as an argument',
      ['--tenant', 'common', '--client-id', clientId, '--client-secret', 'Kanari'],
      /never taken as an argument[\s\S]*--client-secret-file/
    ],
    ['two sources', ['--tenant', 'common', '--client-id', clientId, '--client-secret-file', 'x', '--client-secret-stdin'], /not by both/],
    [
      'a file that is not there',
      ['--tenant', 'common', '--client-id', clientId, '--client-secret-file', '/nowhere/x'],
      /cannot be read \(ENOENT\)/
    ],
    [
      'a report over the secret',
      ['--tenant', 'common', '--client-id', clientId, '--client-secret-file', 'a.secret', '--report', 'a.secret'],
      /this command reads a\.secret/
    ]
  ])('refuses %s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await runCliHere(['oauth', 'test', ...args])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toContain('Kanari')
  })

  it('explains itself with an example', async () => {
    const { code, stdout } = await runCliHere(['oauth', 'test', '--help'])

    expect(code).toBe(0)
    expect(stdout).toContain('entra-setup oauth test --tenant TENANT --client-id CLIENT --client-secret-file')
  })
})
