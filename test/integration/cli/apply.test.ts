import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiptSchema } from '../../../src-main/contract/receipt-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

/** Switches LDAP on with a directory that nobody has looked into. */
const unsafe = {
  ldap_enabled: true,
  ldap_host: 'dc1.practice.example',
  ldap_secure: true,
  ldap_port: 636,
  ldap_username: 'svc-files@practice.example',
  ldap_base_dn: 'DC=practice,DC=example'
}

const SITE_WRITE = 'PATCH /api/rest/v1/site'

describe('the apply command', () => {
  it('shows the plan and sends nothing without a digest', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code, stdout } = await site.run(['apply', '--profile', profile], ldapPassword)

    expect(code).toBe(10)
    expect(stdout).toContain('8 settings change')
    expect(stdout).toMatch(/entra-setup apply --profile .* --digest [0-9a-f]{64}\n$/)
    expect(site.writes()).toEqual([])
  })

  it('applies exactly the plan with this digest, proves it by reading back and writes a receipt, and exits with 0', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
    const receipt = site.file('receipt.json')

    const { code, stdout, stderr } = await site.run(['apply', '--profile', profile, '--digest', digest, '--receipt', receipt], ldapPassword)

    expect(code).toBe(0)
    expect(site.writes()).toEqual([SITE_WRITE])
    expect(site.service.state.site).toMatchObject({ ldap_enabled: true, ldap_host: '127.0.0.1', ldap_port: directory.ldapsPort })
    expect(site.service.state.ldapPasswords.get('site')).toBe(directory.password)
    expect(stdout).toMatch(/Outcome +proved: everything was read back as planned/)
    expect(stdout).toContain('  LDAP Host (ldap_host)\n             holds 127.0.0.1\n')
    expect(stdout).toContain('  LDAP Password (ldap_password)\n             accepted; nobody can read it back\n')
    expect(stdout).toMatch(new RegExp(`entra-setup undo --receipt ${receipt}\\n$`))
    expect(stderr.split('\n').map((line) => line.replace(/Run .*/, 'Run'))).toEqual([
      'Planned again: the same 1 change. Run',
      `Sending: LDAP settings of ${site.host}`,
      `Reading back: LDAP settings of ${site.host}`,
      `Done: LDAP settings of ${site.host}`,
      ''
    ])
    const kept: unknown = JSON.parse(await readFile(receipt, 'utf8'))
    expect(receiptSchema.safeParse(kept).error).toBeUndefined()
    expect(kept).toMatchObject({
      kind: 'receipt',
      outcome: 'proved',
      digest,
      appliedBy: 'alice.admin'
    })
    if (process.platform !== 'win32') expect((await stat(receipt)).mode & 0o777).toBe(0o600)
    expect(stdout + stderr + (await site.everythingWritten())).not.toContain(directory.password)
  })

  it('prints one JSON document with run and receipt', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)

    const { code, stdout } = await site.run(
      ['apply', '--profile', profile, '--digest', `sha256:${digest}`, '--yes', '--json'],
      ldapPassword
    )

    expect(code).toBe(0)
    const document = JSON.parse(stdout) as { readonly receipt: unknown }
    expect(receiptSchema.safeParse(document.receipt).error).toBeUndefined()
    expect(document).toMatchObject({
      schemaVersion: 1,
      command: 'apply',
      outcome: 'proved',
      run: { site: site.host, outcome: 'proved', canUndo: true, nextStep: '' },
      receipt: {
        outcome: 'proved',
        digest,
        changes: [
          {
            state: 'done',
            readBack: expect.arrayContaining([
              { field: 'ldap_host', label: 'LDAP Host', state: 'verified', value: '127.0.0.1' }
            ]) as unknown[]
          }
        ]
      }
    })
  })

  it('leaves a change record when told to', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await applied(site, ['--leave-record'])

    expect(code).toBe(0)
    expect(site.writes()).toEqual([SITE_WRITE, 'POST /api/rest/v1/external_events'])
    expect(stdout).toMatch(/Record +left in the External Logs of the site/)
  })

  it('has nothing to do the second time, and exits with 0', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: { ldap_enabled: false } })
    const digest = await site.digest(['plan', '--profile', profile])

    const text = await site.run(['apply', '--profile', profile, '--digest', digest])
    const json = await site.run(['apply', '--profile', profile, '--digest', digest, '--json'])

    expect([text.code, json.code, text.stderr]).toEqual([0, 0, ''])
    expect(text.stdout).toContain('Nothing to do')
    expect(JSON.parse(json.stdout)).toMatchObject({ command: 'apply', outcome: 'nothing-to-do' })
    expect(site.writes()).toEqual([])
  })
})

describe('apply sends nothing and exits with 1', () => {
  it('when the site is not what it was, and shows the plan as it is now', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
    site.service.changeAsSecondAdministrator({ site: { ldap_host: 'dc9.practice.example' } })

    const text = await site.run(['apply', '--profile', profile, '--digest', digest], ldapPassword)
    const json = await site.run(['apply', '--profile', profile, '--digest', digest, '--json'], ldapPassword)

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stderr).toContain('plan.stale')
    expect(text.stdout).toContain('    before  dc9.practice.example\n    after   127.0.0.1\n')
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'not-applied',
      problem: { code: 'plan.stale' },
      plan: { digest: expect.not.stringContaining(digest) as string }
    })
    expect(site.writes()).toEqual([])
  })

  it('when the plan is not safe', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: unsafe })
    const digest = await site.digest(['plan', '--profile', profile])

    const { code, stderr } = await site.run(['apply', '--profile', profile, '--digest', digest])

    expect(code).toBe(1)
    expect(stderr).toContain('plan.unsafe')
    expect(site.writes()).toEqual([])
  })

  it('when nobody is proved to get in', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    for (const user of site.service.state.users.values()) if (user.site_admin) user.authentication_method = 'sso'
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)

    const { code, stderr } = await site.run(
      ['apply', '--profile', profile, '--digest', digest, '--override', site.host, '--reason', 'because'],
      ldapPassword
    )

    expect(code).toBe(1)
    expect(stderr).toContain('plan.break-glass.nobody')
    expect(site.writes()).toEqual([])
  })
})

describe('an unsafe plan', () => {
  it('is applied with the name of the site and a reason, which receipt and journal keep', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: unsafe })
    const digest = await site.digest(['plan', '--profile', profile])

    const { code, stdout } = await site.run([
      'apply',
      '--profile',
      profile,
      '--digest',
      digest,
      '--override',
      site.host,
      '--reason',
      'the directory is not reachable from here'
    ])

    expect(code).toBe(0)
    expect(stdout).toMatch(/Override +the directory is not reachable from here/)
    expect((await site.run(['journal', '--json'])).stdout).toContain('the directory is not reachable from here')
    expect(site.service.state.site).toMatchObject({ ldap_host: 'dc1.practice.example' })
  })

  it.each([
    ['another site', ['--override', 'acme.files.com', '--reason', 'because'], 'plan.override-wrong'],
    ['no reason', ['--override', 'SITE', '--reason', ' '], 'plan.override-wrong'],
    ['--override alone', ['--override', 'SITE'], '--override and --reason belong together'],
    ['--reason alone', ['--reason', 'because'], '--override and --reason belong together']
  ])('is not applied with %s', async (_what, words, message) => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: unsafe })
    const digest = await site.digest(['plan', '--profile', profile])
    const override = words.map((word) => (word === 'SITE' ? site.host : word))

    const { code, stderr } = await site.run(['apply', '--profile', profile, '--digest', digest, ...override])

    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(site.writes()).toEqual([])
  })
})

describe('apply sends nothing and exits with 2', () => {
  it.each([
    ['the digest is none', ['--digest', '123'], {}, 'plan.digest-unreadable'],
    ['the key may only look', [], { FILES_API_KEY: 'readOnlyAdmin' }, 'apply.key-cannot-write'],
    [
      'the password that shall be set is not there',
      ['--override', 'SITE', '--reason', 'because'],
      { ENTRA_SETUP_LDAP_PASSWORD: '' },
      'plan.secret-missing'
    ],
    ['the receipt could not be written', ['--receipt', 'no/such/folder/receipt.json'], {}, '--receipt: no file can be written in'],
    ['the approval is not there', ['--approval', 'no-such-file'], {}, 'plan.file-unreadable']
  ])('when %s', async (_what, words, changedEnv: Readonly<Record<string, string>>, message) => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
    const env = Object.fromEntries(
      Object.entries(changedEnv).map(([name, value]) => [name, value === 'readOnlyAdmin' ? site.service.keys.readOnlyAdmin : value])
    )
    const more = words.map((word) => (word === 'SITE' ? site.host : word))

    const { code, stderr } = await site.run(['apply', '--profile', profile, '--digest', digest, ...more], { ...ldapPassword, ...env })

    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(site.writes()).toEqual([])
  })
})

describe('apply exits with 1 and says what is true', () => {
  it('when the site keeps something else than was sent', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'drop-field', method: 'PATCH', path: '/site', field: 'ldap_host' })

    const { code, stdout } = await applied(site, ['--receipt', site.file('differs.json')])

    expect(code).toBe(1)
    expect(receiptSchema.safeParse(JSON.parse(await readFile(site.file('differs.json'), 'utf8'))).error).toBeUndefined()
    expect(stdout).toMatch(/Outcome +different/)
    expect(stdout).toContain('  LDAP Host (ldap_host)\n    planned  127.0.0.1\n    holds    (empty)\n')
    expect(site.writes()).toEqual([SITE_WRITE])
  })

  it('when the site refuses, and nothing was done', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'PATCH',
      path: '/site',
      type: 'processing-failure/model-save-error',
      status: 422
    })

    const { code, stdout } = await applied(site)

    expect(code).toBe(1)
    expect(stdout).toMatch(/^Not done: LDAP settings/m)
    expect(stdout).toMatch(/entra-setup journal --check [0-9a-f-]{36}/)
    expect(site.service.state.site['ldap_host']).not.toBe('127.0.0.1')
  })

  it('and finds out by reading, without sending twice, when the answer was lost after it took effect', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'fail-after', method: 'PATCH', path: '/site', how: 'reset' })

    const { stdout } = await applied(site)

    expect(stdout).toContain('  LDAP Host (ldap_host)\n             holds 127.0.0.1\n')
    expect(stdout).toContain('  LDAP Password (ldap_password)\n             not known\n')
    expect(site.writes()).toEqual([SITE_WRITE])
  })
})

/** Plans and applies the usual profile. */
async function applied(site: CliSite, more: readonly string[] = []) {
  const profile = await site.profile()
  const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
  return site.run(['apply', '--profile', profile, '--digest', digest, ...more], ldapPassword)
}
