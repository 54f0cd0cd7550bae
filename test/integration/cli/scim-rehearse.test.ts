import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scimDocumentSchema } from '../../../src-main/contract/scim-document-schema.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { runCliHere } from '../../support/run-cli.ts'
import { startWrongScimServer } from '../../support/scim/wrong-scim-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let service: PracticeService
beforeAll(async () => {
  folder = await temporaryFolder()
  service = await startPracticeService({ userCount: 5 })
})
afterAll(async () => {
  await service.close()
  await folder[Symbol.asyncDispose]()
})

const token = () => service.scimToken(AZURE_SAML_ID)

async function tokenFile(): Promise<string> {
  const path = join(folder.path, 'scim.token')
  await writeFile(path, `${token()}\n`)
  await chmod(path, 0o600)
  return path
}

describe('scim rehearse', () => {
  it('tells the rungs and exits with 0, with the token from a file, standard input or the environment', async () => {
    const { scimEndpoint: endpoint } = service
    const runs = [
      await runCliHere(['scim', 'rehearse', '--endpoint', endpoint, '--token-file', await tokenFile()]),
      await runCliHere(['scim', 'rehearse', '--endpoint', endpoint, '--token-stdin'], { input: `${token()}\n` }),
      await runCliHere(['scim', 'rehearse', '--endpoint', endpoint], { env: { ENTRA_SETUP_SCIM_TOKEN: token() } })
    ]

    for (const { code, stdout, stderr } of runs) {
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('An unknown user is answered with an empty list')
      expect(stdout).toContain('Rehearsal of SCIM provisioning')
      expect(stdout).not.toContain(token())
    }
    expect(new Set(service.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
  })

  it('takes a user name and a password for an older provider, from a file, standard input or the environment', async () => {
    await using older = await startPracticeService({ userCount: 5 })
    const { username, password } = older.generateScimPassword(AZURE_SAML_ID)
    const path = join(folder.path, 'scim.password')
    await writeFile(path, `${password}\n`, { mode: 0o600 })
    const start = ['scim', 'rehearse', '--endpoint', older.scimEndpoint, '--username', username, '--show-exchanges']
    const runs = [
      await runCliHere([...start, '--password-file', path]),
      await runCliHere([...start, '--password-stdin', '--json'], { input: `${password}\n` }),
      // A token in the environment is for others: whoever names a user means the password.
      await runCliHere(start, { env: { ENTRA_SETUP_SCIM_PASSWORD: password, ENTRA_SETUP_SCIM_TOKEN: 'token-0123456789abcdef' } })
    ]
    const wrong = await runCliHere(start, { env: { ENTRA_SETUP_SCIM_PASSWORD: 'canary-wrong-word' } })
    const colon = await runCliHere([...start, '--username', 'a:b'], { env: { ENTRA_SETUP_SCIM_PASSWORD: 'canary-wrong-word' } })

    for (const { code, stdout, stderr } of runs) {
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('User name and password are accepted')
      expect(stdout).not.toContain(password)
      expect(stdout).not.toContain(Buffer.from(`${username}:${password}`).toString('base64'))
    }
    expect([wrong.code, colon.code]).toEqual([1, 1])
    expect(wrong.stdout).toContain('scim.basic.refused')
    expect(colon.stdout).toContain('the user name holds a colon')
    expect(wrong.stdout + wrong.stderr + colon.stdout + colon.stderr).not.toContain('canary-wrong-word')
  })

  it('writes to the built-in server and shows every exchange, without the token', async () => {
    const { code, stdout } = await runCliHere(['scim', 'rehearse', '--built-in', '--write', '--show-exchanges'])

    expect(code).toBe(0)
    expect(stdout).toContain('> PATCH /api/scim/Users/')
    expect(stdout).toContain('"value": "False"')
    expect(stdout).toContain('< HTTP 204')
    expect(stdout).not.toMatch(/[0-9a-f]{64}|Bearer/)
  })

  it('gives a program one document by the schema, and a page without people', async () => {
    const report = join(folder.path, 'report.html')
    const { code, stdout } = await runCliHere([
      'scim',
      'rehearse',
      '--endpoint',
      service.scimEndpoint,
      '--token-file',
      await tokenFile(),
      '--write',
      '--json',
      '--show-exchanges',
      '--report',
      report
    ])

    expect(code).toBe(0)
    const document = scimDocumentSchema.parse(JSON.parse(stdout))
    expect(document.checks).toHaveLength(28)
    expect(document.exchanges?.length).toBeGreaterThan(25)
    expect(document.summary.outcome).toBe('healthy')
    const page = await readFile(report, 'utf8')
    expect(page).toContain('Rehearsal of SCIM provisioning')
    expect(stdout + page).not.toContain(token())
  })

  it('exits with 1 and names the code when something is wrong', async () => {
    await using server = await startWrongScimServer('unknown user is 404')
    const run = (...more: string[]) =>
      runCliHere(['scim', 'rehearse', '--endpoint', server.endpoint, ...more], { env: { ENTRA_SETUP_SCIM_TOKEN: server.token } })

    const text = await run()
    const json = await run('--json')

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toContain('scim.answer.not-found')
    expect(text.stdout).toContain('quarantine')
    expect(scimDocumentSchema.parse(JSON.parse(json.stdout)).exchanges).toBeUndefined()
  })

  it('judges a wrong address without asking anybody', async () => {
    const run = await runCliHere(['scim', 'rehearse', '--endpoint', 'https://app.files.com/api/scim/v2'], {
      env: { ENTRA_SETUP_SCIM_TOKEN: 'token-0123456789abcdef' }
    })
    expect(run.code).toBe(1)
    expect(run.stdout).toContain('scim.address.not-exact')
  })

  it('refuses to write at Files.com, before anything is sent', async () => {
    const env = { ENTRA_SETUP_SCIM_TOKEN: 'token-0123456789abcdef' }
    const text = await runCliHere(['scim', 'rehearse', '--endpoint', 'https://app.files.com/api/scim', '--write'], { env })
    const json = await runCliHere(['scim', 'rehearse', '--endpoint', 'https://app.files.com/api/scim', '--write', '--json'], { env })

    expect([text.code, json.code]).toEqual([2, 2])
    expect(text.stderr).toContain('Nothing is written at Files.com in a rehearsal')
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: 'scim rehearse',
      outcome: 'could-not-run',
      problem: { code: 'scim.write.not-allowed' }
    })
  })

  it.each([
    [['scim', 'rehearse'], 'Give the address with --endpoint'],
    [['scim', 'rehearse', '--endpoint', 'https://x.example'], 'No SCIM token'],
    [['scim', 'rehearse', '--endpoint', 'https://x.example', '--built-in'], 'cannot be used with'],
    [['scim', 'rehearse', '--built-in', '--token-stdin'], 'leave yours out'],
    [['scim', 'rehearse', '--endpoint', 'https://x.example', '--token-file', 'nowhere', '--token-stdin'], 'not by both'],
    [['scim', 'rehearse', '--endpoint', 'https://x.example', '--token-file', '/nonexistent/token'], 'cannot be read'],
    [['scim', 'rehearse', '--endpoint', 'https://x.example', '--username', 'scim'], 'No SCIM password'],
    [
      ['scim', 'rehearse', '--endpoint', 'https://x.example', '--username', 'scim', '--token-stdin'],
      'goes with a password, not with a token'
    ],
    [['scim', 'rehearse', '--endpoint', 'https://x.example', '--password-stdin'], 'A password goes with a user name'],
    [['scim', 'rehearse', '--built-in', '--username', 'scim'], 'leave yours out'],
    [['scim', 'rehearse', '--username', 'scim', '--password', 'typed-token-0123456789'], 'ENTRA_SETUP_SCIM_PASSWORD'],
    [['scim', 'rehearse', '--token', 'typed-token-0123456789'], 'a secret is never taken as an argument']
  ])('exits with 2: %j', async (args, sentence) => {
    const { code, stderr } = await runCliHere(args)
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('typed-token-0123456789')
  })

  it('does not overwrite the file of the token', async () => {
    const path = await tokenFile()
    const { code } = await runCliHere(['scim', 'rehearse', '--endpoint', service.scimEndpoint, '--token-file', path, '--report', path])
    expect(code).toBe(2)
    expect(await readFile(path, 'utf8')).toBe(`${token()}\n`)
  })

  it('explains itself with an example', async () => {
    const { code, stdout } = await runCliHere(['scim', 'rehearse', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('entra-setup scim rehearse --built-in --write')
  })
})
