import { readFile, stat, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planDocumentSchema } from '../../../src-main/contract/plan-document-schema.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'
import { runCliHere } from '../../support/run-cli.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

describe('the plan command', () => {
  it('shows each field before and after, that it is safe, who gets in, and the command that goes on, and exits with 10', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stdout } = await site.run(['plan', '--profile', profile], ldapPassword)

    expect(code).toBe(10)
    const lines = stdout.split('\n')
    expect(lines.slice(0, 3)).toEqual([`Plan for ${site.host}`, '8 settings change, 0 people lose access.', ''])
    expect(stdout).toContain(`  LDAP Host (ldap_host)\n    before  (empty)\n    after   127.0.0.1\n`)
    expect(stdout).toContain('  LDAP Password (ldap_password)\n            will be replaced')
    expect(stdout).toMatch(/^ {4}Safe +Nothing speaks against this plan\.$/m)
    expect(stdout).toMatch(/^ {4}Way in +alice\.admin gets in with a password/m)
    const digest = /^ {4}Digest +((?:[0-9a-f]{4} ?){16})$/m.exec(stdout)?.[1]?.replaceAll(' ', '')
    expect(lines.at(-2)).toBe(`  entra-setup apply --profile ${profile} --digest ${digest ?? 'missing'}`)
    for (const line of lines.slice(0, -2)) expect(line.length).toBeLessThanOrEqual(100)
    expect(stdout).not.toContain(directory.password)
    expect(site.writes()).toEqual([])
  })

  it('prints one JSON document with empty values as null', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stdout } = await site.run(['plan', '--profile', profile, '--json'], ldapPassword)

    expect(code).toBe(10)
    expect(planDocumentSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined()
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'plan',
      outcome: 'changes',
      headline: '8 settings change, 0 people lose access',
      forecast: { kind: 'made', isComplete: true },
      secretFields: ['ldap_password'],
      plan: {
        site: site.host,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        safety: { kind: 'safe' },
        changes: [
          {
            id: 'site-ldap',
            way: 'update',
            fields: expect.arrayContaining([
              { kind: 'value', field: 'ldap_host', label: 'LDAP Host', before: null, after: '127.0.0.1', readBack: 'normalised' },
              { kind: 'secret', field: 'ldap_password', label: 'LDAP Password' }
            ]) as unknown[]
          }
        ]
      }
    })
  })

  it('exits with 0 when the site holds exactly this', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: { ldap_enabled: false } })

    const { code, stdout } = await site.run(['plan', '--profile', profile])

    expect(code).toBe(0)
    expect(stdout).toBe(`Plan for ${site.host}\nNothing to do: the site holds exactly this.\n`)
  })

  it('exits with 1 when nobody can tell what the sync would do, says why and what overrides it', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stdout } = await site.run(['plan', '--profile', profile])

    const document: unknown = JSON.parse((await site.run(['plan', '--profile', profile, '--json'])).stdout)

    expect(code).toBe(1)
    expect(planDocumentSchema.safeParse(document).error).toBeUndefined()
    expect(stdout).toMatch(/^ {4}Not safe +One reason speaks against this plan\.$/m)
    expect(stdout).toContain('plan.safety.directory-not-read')
    expect(stdout).toContain(`--override ${site.host} --reason TEXT; both are recorded`)
    expect(stdout).toMatch(new RegExp(`To carry it out all the same, with your reason:\\n.* --override ${site.host} --reason WHY\\n$`))
  })

  it('exits with 1 and offers no way on when nobody is proved to get in', async () => {
    await using site = await startCliSite(directory)
    for (const user of site.service.state.users.values()) if (user.site_admin) user.authentication_method = 'sso'
    const profile = await site.profile()

    const { code, stdout } = await site.run(['plan', '--profile', profile], ldapPassword)

    expect(code).toBe(1)
    expect(stdout).toContain('plan.break-glass.nobody')
    expect(stdout).not.toContain('entra-setup apply')
  })

  it('saves the plan for a second person, readable by its owner only, without any secret', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code } = await site.run(['plan', '--profile', profile, '--out', site.file('plan.json')], ldapPassword)

    expect(code).toBe(10)
    expect(JSON.parse(await readFile(site.file('plan.json'), 'utf8'))).toMatchObject({ kind: 'plan', site: site.host })
    if (process.platform !== 'win32') expect((await stat(site.file('plan.json'))).mode & 0o777).toBe(0o600)
    expect(await site.everythingWritten()).not.toContain(directory.password)
  })

  it('tells how to get an approval when the profile wants one', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ safety: { ...usualSafetyLimits, needsApproval: true } })

    const { stdout } = await site.run(['plan', '--profile', profile], ldapPassword)

    expect(stdout).toMatch(/entra-setup approve PLAN --digest [0-9a-f]{64} --out APPROVAL/)
    expect(stdout).toMatch(/entra-setup apply .* --approval APPROVAL\n$/)
  })

  it('gives the same digest as text, as document and for apply', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const digests = [await site.digest(['plan', '--profile', profile]), await site.digest(['apply', '--profile', profile], ldapPassword)]

    expect(new Set(digests).size).toBe(1)
    expect(site.writes()).toEqual([])
  })
})

describe('the LDAP password', () => {
  it.each([
    ['a file', (file: string) => ({ args: ['--ldap-password-file', file] })],
    ['standard input', () => ({ args: ['--ldap-password-stdin'], input: `${directory.password}\n` })],
    ['the environment', () => ({ args: [], env: ldapPassword })]
  ] as const)('comes from %s, and lets the directory be read', async (_where, given) => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    await writeFile(site.file('password'), `${directory.password}\n`, { mode: 0o600 })
    const { args, ...options }: { args: readonly string[]; input?: string; env?: Readonly<Record<string, string>> } = given(
      site.file('password')
    )

    const { code, stdout } = await runCliHere(['plan', '--profile', profile, '--json', ...args], {
      ...options,
      env: { ...site.env, ...options.env }
    })

    expect(code).toBe(10)
    expect(JSON.parse(stdout)).toMatchObject({ forecast: { kind: 'made' } })
  })

  it('is not asked of a directory when the plan is not about one', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({
      siteLdap: undefined,
      users: [
        {
          username: 'petra.plain',
          authenticationMethod: 'none',
          ssoStrategyId: undefined,
          clear2fa: false,
          newUsername: undefined,
          newEmail: undefined
        }
      ]
    })

    const { code, stdout } = await site.run(['plan', '--profile', profile, '--json'])

    expect(code).toBe(10)
    expect(JSON.parse(stdout)).toMatchObject({ forecast: { kind: 'not-needed' }, secretFields: [] })
  })
})

describe('a plan that cannot be made', () => {
  it.each([
    ['the profile is not there', undefined, 'plan.profile.unreadable'],
    ['the profile is no JSON', '{ "schemaVersion": 2,', 'plan.profile.unreadable'],
    [
      'the profile holds a password',
      '{ "schemaVersion": 2, "site": "acme", "siteLdap": { "ldap_password": "Kanari-1" } }',
      'plan.profile.holds-secret'
    ],
    ['the profile is of a newer version', '{ "schemaVersion": 9, "site": "acme" }', 'plan.profile.too-new']
  ])('ends with exit code 2 when %s', async (_what, content, problemCode) => {
    await using site = await startCliSite(directory)
    const file = site.file('given.json')
    if (content !== undefined) await writeFile(file, content)

    const { code, stdout, stderr } = await site.run(['plan', '--profile', file])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(problemCode)
    expect(stderr).not.toContain('Kanari')
    expect(site.service.requests).toEqual([])
  })

  it('ends with exit code 2 when --site names another site than the profile, before any request', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stderr } = await site.run(['plan', '--profile', profile, '--site', 'acme'])

    expect(code).toBe(2)
    expect(stderr).toContain('plan.profile.other-site')
    expect(site.service.requests).toEqual([])
  })

  it('takes --site when it says the same', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    expect((await site.run(['plan', '--profile', profile, '--site', site.host], ldapPassword)).code).toBe(10)
  })

  it('ends with exit code 2 when the plan cannot be saved, before anything is read', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stderr } = await site.run(['plan', '--profile', profile, '--out', site.file('no-folder/plan.json')])

    expect(code).toBe(2)
    expect(stderr).toContain('--out: no file can be written in')
    expect(site.service.requests).toEqual([])
  })

  it('ends with exit code 2 and the problem as a document when the site cannot be read to its end', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    site.service.faults.add({ kind: 'broken-json', method: 'GET', path: '/sso_strategies*', times: Infinity })

    const { code, stdout } = await site.run(['plan', '--profile', profile, '--json'])

    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ command: 'plan', outcome: 'could-not-run', problem: { code: expect.any(String) as string } })
  })
})
