import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { refusedPort } from '../../support/awkward-tcp.ts'
import { startCliSite } from '../../support/cli-site.ts'
import { runCli } from '../../support/run-cli.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe('the site command', () => {
  it('shows who the key is, what it may do, what is there and who gets in, by GET alone', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout, stderr } = await site.run(['site', '--site', site.service.origin])

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Site Practice Harbour Freight (${site.host})`)
    expect(stdout).toMatch(/Key +Setup assistant, alice\.admin/)
    expect(stdout).toMatch(/Rights +May read and change the settings of this site\./)
    expect(stdout).toMatch(/101 +Practice Entra ID: SAML with Microsoft Entra ID, on/)
    expect(stdout).toMatch(/Way in +alice\.admin: Password/)
    expect(stdout).toMatch(/Other +bob\.admin: Single sign-on/)
    expect(site.writes()).toEqual([])
    expect(stdout + (await site.everythingWritten())).not.toContain(site.service.keys.siteAdmin)
  })

  it('prints one JSON document', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await site.run(['site', '--site', site.service.origin, '--json'])

    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'site',
      outcome: 'connected',
      site: site.host,
      key: { who: 'alice.admin', canWrite: true },
      strategies: [{ id: 101, enabled: true, ldapProvisioning: false }],
      strategyWrites: 'not-asked',
      keyStorage: { kind: 'not-stored' }
    })
  })

  it('asks with one change without any field whether strategies can be written, only when told to, and remembers the answer', async () => {
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })

    const probed = await site.run(['site', '--site', site.service.origin, '--probe', '--json'])
    const later = await site.run(['site', '--json'])

    expect([JSON.parse(probed.stdout), JSON.parse(later.stdout)]).toMatchObject([
      { strategyWrites: 'accepted' },
      { strategyWrites: 'accepted', site: site.host }
    ])
    expect(site.service.requests.filter(({ method }) => method !== 'GET')).toMatchObject([{ method: 'PATCH', bodyFields: [] }])
  })

  it('takes the site that was connected last when none is named', async () => {
    await using site = await startCliSite(directory)

    const before = await site.run(['site'])
    await site.run(['site', '--site', site.service.origin])
    const after = await site.run(['site'])

    expect([before.code, after.code]).toEqual([2, 0])
    expect(before.stderr).toContain('--site is missing, and no site has been connected from this computer yet.')
  })

  it('forgets a site', async () => {
    await using site = await startCliSite(directory)
    await site.run(['site', '--site', site.service.origin])

    const { stderr } = await site.run(['site', '--forget', '--site', site.service.origin])
    const after = await site.run(['site'])

    // no keychain here: what might be in it cannot be removed, and that is said
    expect(stderr).toContain('service.keychain.unavailable')
    expect(after.stderr).toContain('no site has been connected')
  })

  it('goes on without a keychain, and says that the key is not kept', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await site.run(['site', '--site', site.service.origin, '--keep-key'])

    expect(code).toBe(0)
    expect(stdout).toMatch(/Kept +nowhere: the keychain cannot be used/)
    expect(stdout).toContain('service.keychain.unavailable')
  })
})

describe('the API key', () => {
  it.each([
    [
      'a file',
      async (key: string, file: string) => (await writeFile(file, ` ${key}\r\n`, { mode: 0o600 }), { args: ['--api-key-file', file] })
    ],
    ['standard input', async (key: string) => ({ args: ['--api-key-stdin'], input: `${key}\n` })],
    ['the environment', async (key: string) => ({ args: [], env: { FILES_API_KEY: key } })]
  ] as const)('comes from %s', async (_where, given) => {
    await using site = await startCliSite(directory)
    const { args, ...options }: { args: readonly string[]; input?: string; env?: Record<string, string> } = await given(
      site.service.keys.siteAdmin,
      site.file('key')
    )
    const { FILES_API_KEY: _key, ...withoutKey } = site.env

    const { code, stdout, stderr } = await runCli(['site', '--site', site.service.origin, ...args], {
      ...options,
      env: { ...withoutKey, ...options.env }
    })

    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('alice.admin')
    expect(stdout).not.toContain(site.service.keys.siteAdmin)
  })

  it('is missed with the ways to give it when nobody can be asked', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout, stderr } = await site.run(['site', '--site', site.service.origin], { FILES_API_KEY: '' })

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('service.key.missing')
    expect(stderr).toContain('--api-key-file')
    expect(site.service.requests).toEqual([])
  })

  it.each([
    ['unknown', () => 'not-a-key', 'service.key.refused'],
    ['expired', 'expired', 'service.key.'],
    ['of a plain user', 'plainUser', 'service.key.not-site-admin'],
    ['of an address that is not allowed', 'blockedIp', 'service.access.address-not-allowed']
  ] as const)('ends it with exit code 2 when it is %s, as text and as document', async (_what, which, problemCode) => {
    await using site = await startCliSite(directory)
    const env = { FILES_API_KEY: typeof which === 'string' ? site.service.keys[which] : which() }

    const text = await site.run(['site', '--site', site.service.origin], env)
    const json = await site.run(['site', '--site', site.service.origin, '--json'], env)

    expect([text.code, text.stdout, json.code]).toEqual([2, '', 2])
    expect(text.stderr).toContain(problemCode)
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'site',
      outcome: 'could-not-run',
      problem: { code: expect.stringContaining(problemCode) as string }
    })
    expect(json.stderr).toMatch(/^Error: .* \(service\..*\)\n$/)
  })

  it('may look with a read-only administrator, and that is said', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await site.run(['site', '--site', site.service.origin], { FILES_API_KEY: site.service.keys.readOnlyAdmin })

    expect(code).toBe(0)
    expect(stdout).toContain('service.key.read-only-admin')
  })
})

it.each([
  ['no address', ['--site', 'a b'], '--site: '],
  ['plain http to elsewhere', ['--site', 'http://acme.files.com'], 'https only'],
  ['both secrets by standard input', ['--profile', 'PROFILE', '--api-key-stdin', '--ldap-password-stdin'], 'only one secret'],
  ['a key with odd characters', ['--site', '127.0.0.1:1', '--api-key-file', 'KEY'], 'characters that no key has'],
  ['--forget with something else', ['--forget', '--probe'], '--forget stands alone']
])('refuses %s', async (_what, args, message) => {
  await using site = await startCliSite(directory)
  await writeFile(site.file('key'), 'abc def', { mode: 0o600 })
  const profile = await site.profile()
  const command = args.includes('--profile') ? 'plan' : 'site'

  const { code, stdout, stderr } = await site.run([
    command,
    ...args.map((word) => (word === 'PROFILE' ? profile : word === 'KEY' ? site.file('key') : word))
  ])

  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
})

it('names the network, not the key, when nobody listens', async () => {
  await using site = await startCliSite(directory)

  const { code, stderr } = await site.run(['site', '--site', `http://127.0.0.1:${String(await refusedPort())}`])

  expect(code).toBe(2)
  expect(stderr).toContain('service.network.')
})
