import { readFile, stat, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { noKeychain } from '../../support/cli-site.ts'
import { companyLdif, managedUser, personLdif, type PreviewSlapd, startPreviewSlapd, suffix } from '../../support/preview-slapd.ts'
import { runCliHere } from '../../support/run-cli.ts'

let company: PreviewSlapd
beforeAll(async () => {
  Object.assign(process.env, noKeychain)
  company = await startPreviewSlapd()
})
afterAll(() => company[Symbol.asyncDispose]())

type Document = z.output<typeof previewDocumentSchema>

function documentIn(stdout: string): Document {
  return previewDocumentSchema.parse(JSON.parse(stdout))
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runCliHere(args, { env: { ...noKeychain, ...company.env, ...env } })
}

async function preview(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await run(['preview', '--json', ...args], env)
  return { code, stderr, document: documentIn(stdout) }
}

function whoIsWhat({ rows }: Document): readonly string[] {
  return rows.map(({ username, outcome, reason }) => `${username} ${outcome} ${reason}`).sort()
}

const everybodyIsNew = ['anna', 'ben', 'carla', 'dora'].map((uid) => `${uid} create new-person`)

describe('a preview of a directory that the options name', () => {
  it('compared with no site, takes everybody for new', async () => {
    const { code, document } = await preview([...company.options, '--no-site'])

    expect(code).toBe(0)
    expect(whoIsWhat(document)).toEqual(everybodyIsNew)
    expect(document).toMatchObject({ outcome: 'safe', summary: { people: 4, users: 0 }, rules: { usernameField: 'uid' } })
    expect(document.about.site).toBeUndefined()
  })

  it.each([
    ['--ldap-password-file', '--ldap-password-file'],
    ['as “check” calls it', '--password-file']
  ])('takes the password from a file, %s', async (_, option) => {
    const file = company.file('password')
    await writeFile(file, `${company.slapd.readerPassword}\n`, { mode: 0o600 })

    const { code, document } = await preview([...company.options, '--no-site', option, file], { ENTRA_SETUP_LDAP_PASSWORD: '' })

    expect([code, document.summary.people]).toEqual([0, 4])
  })

  it('compared with a list of users, says who changes and why, and is unsafe beyond the limit', async () => {
    const users = await company.users([
      managedUser(1, 'anna'),
      managedUser(2, 'BEN', { name: 'Ben Test' }),
      managedUser(3, 'carla', { email: 'old@corp.example' }),
      managedUser(4, 'zoe')
    ])
    const args = [...company.options, '--users', users, '--no-groups']

    const cautious = await preview([...args, '--limit-disable', '0'])
    const generous = await preview([...args, '--limit-disable', '5', '--limit-disable', '50%'])

    expect(whoIsWhat(cautious.document)).toEqual([
      'BEN unchanged same',
      'anna unchanged same',
      'carla update fields-differ',
      'dora create new-person',
      'zoe disable gone-from-directory'
    ])
    expect([cautious.code, cautious.document.outcome]).toEqual([1, 'unsafe'])
    expect([generous.code, generous.document.outcome]).toEqual([0, 'safe'])
  })

  it('is judged by names that must be found, that are protected, and by what becomes of who is gone', async () => {
    const users = await company.users([managedUser(4, 'zoe')])
    const args = [...company.options, '--users', users, '--limit-disable', '5', '--limit-disable', '100%']

    const codes = [
      (await preview(args)).code,
      (await preview([...args, '--must-find', 'anna'])).code,
      (await preview([...args, '--must-find', 'quentin'])).code,
      (await preview([...args, '--protect', 'Zoe'])).code,
      (await preview([...args, '--protect', 'zoe', '--when-gone', 'nothing'])).code
    ]

    expect(codes).toEqual([0, 0, 1, 1, 0])
  })

  it('counts members of groups inside groups when told to', async () => {
    const args = [...company.options, '--no-site', '--required-groups', 'staff']

    const direct = await preview(args)
    const nested = await preview([...args, '--nested-members'])

    expect(direct.document.summary.counts).toMatchObject({ create: 2, 'left-out': 2 })
    expect(nested.document.summary.counts).toMatchObject({ create: 3, 'left-out': 1 })
  })

  it('is incomplete, and nothing better, when the directory gives only a part', async () => {
    await using small = await startPreviewSlapd({
      ldif: [...companyLdif, ...Array.from({ length: 40 }, (_, index) => personLdif(`person${String(index)}`))],
      readerSizeLimit: 10
    })

    const { code, stdout } = await runCliHere(['preview', ...small.options, '--no-site'], { env: { ...noKeychain, ...small.env } })
    const explained = await runCliHere(['explain', 'anna', ...small.options, '--no-site'], { env: { ...noKeychain, ...small.env } })

    expect(code).toBe(3)
    expect(stdout).toMatch(/^ {4}Incomplete +/m)
    expect(stdout).not.toMatch(/^ {4}Safe/m)
    expect(explained.code).toBe(3)
  })

  it('could not run without a directory that answers, and says so as a document too', async () => {
    const args = ['preview', ...company.options, '--no-site']

    const refused = await run([...args, '--json'], { ENTRA_SETUP_LDAP_PASSWORD: 'wrong-password' })
    const unreachable = await run([...args, '--port', '1', '--timeout', '2'])

    expect([refused.code, JSON.parse(refused.stdout)]).toEqual([
      2,
      expect.objectContaining({ command: 'preview', outcome: 'could-not-run' })
    ])
    expect(refused.stdout + refused.stderr).not.toContain('wrong-password')
    expect([unreachable.code, unreachable.stdout]).toEqual([2, ''])
  })
})

describe('a preview of a file', () => {
  it('holds the same people as the directory', async () => {
    await writeFile(company.file('company.ldif'), companyLdif.join('\n') + '\n')
    const args = ['--ldif', company.file('company.ldif'), '--type', 'openldap', '--no-site', '--domain', 'corp.example']

    const { code, document } = await preview(args)

    expect(code).toBe(0)
    expect(whoIsWhat(document)).toEqual(['anna', 'ben', 'carla', 'dora'].map((uid) => `${uid}@corp.example create new-person`))
    expect(document.about.directory).toBe('company.ldif')
  })

  it('is incomplete when the file ends in the middle', async () => {
    await writeFile(company.file('cut.ldif'), `${companyLdif.join('\n')}\ndn: uid=ed,ou=people,${suffix}\nobjectClass: inetOrgPer`)

    const { code } = await preview(['--ldif', company.file('cut.ldif'), '--type', 'openldap', '--no-site'])

    expect(code).toBe(3)
  })
})

describe('what an administrator has to look at', () => {
  it('is said of a user name that was given to somebody else, and of a group that its own comma hides', async () => {
    const path = company.file('reused.ldif')
    const group = `dn: cn=x,${suffix}\nobjectClass: groupOfNames\ncn: Sales, EMEA\nmember: uid=anna,ou=people,${suffix}\n`
    await writeFile(path, `${[personLdif('anna'), group].join('\n')}\n`)
    const users = await company.users([managedUser(1, 'anna', { name: 'Annabel Quist', email: 'annabel@corp.example' })])
    const args = ['preview', '--ldif', path, '--type', 'openldap', '--users', users, '--no-keep']

    const { stdout } = await run([...args, '--exclude-groups', 'Sales, EMEA'])
    const { document } = await preview([...args.slice(1), '--exclude-groups', 'Sales, EMEA'])
    const page = await run([...args, '--format', 'html'])

    expect(words(stdout)).toContain('1 Mail address and full name are both new. If the user name was given to somebody else, that person')
    expect(words(stdout)).toContain(
      'The directory has a group “Sales, EMEA”. A comma separates names here, so that this group is not meant: write “Sales* EMEA” for it.'
    )
    expect(document.rows.map(({ warnings }) => warnings)).toEqual([['other-person']])
    expect(document.filters.excluded.takenApart).toEqual(['Sales, EMEA'])
    expect(page.stdout).toContain('Perhaps another person')
  })
})

describe('recorded runs', () => {
  it('are listed, read again without the directory, and compared: the edit that did it is named', async () => {
    // given a run that is recorded
    await using world = await startPreviewSlapd()
    const env = { ...noKeychain, ...world.env }
    const users = await world.users([managedUser(1, 'anna'), managedUser(2, 'ben')])
    const args = [...world.options, '--users', users, '--required-groups', 'Staff', '--limit-disable', '50%', '--json']
    const first = await runCliHere(['preview', ...args], { env })
    const listed = await runCliHere(['preview', '--list-runs', '--json'], { env })
    const { runs } = JSON.parse(listed.stdout) as { readonly runs: readonly { readonly runId: string; readonly site: string }[] }
    const [run] = runs
    expect(runs.map(({ site }) => site)).toEqual(['127.0.0.1'])
    expect(first.stderr).toContain(`Recorded as run ${run?.runId ?? 'missing'}.`)

    // when somebody takes Ben out of the group
    await world.slapd.add(`dn: cn=Staff,ou=groups,${suffix}\nchangetype: modify\ndelete: member\nmember: uid=ben,ou=people,${suffix}\n`)
    const last = await runCliHere(['preview', ...args, '--compare', 'last', '--no-keep'], { env })
    const named = await runCliHere(['preview', ...args.slice(0, -1), '--compare', run?.runId.slice(0, 8) ?? '', '--no-keep'], { env })

    // then exactly that is said
    const { comparison } = documentIn(last.stdout)
    expect(comparison?.changed.map(({ username, causes }) => ({ username, causes }))).toEqual([
      { username: 'ben', causes: [{ kind: 'left', group: 'Staff' }] }
    ])
    expect(named.stdout).toContain('1 person has another outcome')
    expect(named.stdout).toMatch(/^ {2}ben {2}unchanged → disable\n {6}Was taken out of the group “Staff”\.$/m)

    // and nothing was recorded by the comparisons, and the first run can be asked without a directory
    await world.slapd.stop()
    const again = await runCliHere(['preview', '--run', run?.runId.slice(0, 8) ?? '', '--json'], { env })
    const explained = await runCliHere(['explain', 'ben', '--run', 'last'], { env })
    expect(JSON.parse((await runCliHere(['preview', '--list-runs', '--json'], { env })).stdout)).toMatchObject({ runs: [{}] })
    expect(documentIn(again.stdout).summary.counts).toEqual(documentIn(first.stdout).summary.counts)
    expect(explained.code).toBe(0)
  })

  it('lie in the data folder, readable by their owner only, and without the password', async () => {
    await using world = await startPreviewSlapd()
    const env = { ...noKeychain, ...world.env }

    await runCliHere(['preview', ...world.options, '--no-site'], { env })
    const { stdout } = await runCliHere(['preview', '--list-runs'], { env })

    expect(stdout).toContain('4: 4 created, 0 updated, 0 disabled, 0 deleted')
    const folder = world.file('data/previews/127.0.0.1')
    const { readdir } = await import('node:fs/promises')
    const [file = 'missing'] = await readdir(folder)
    if (process.platform !== 'win32') expect((await stat(`${folder}/${file}`)).mode & 0o777).toBe(0o600)
  })

  it('cannot be read with another user name field, and an unknown one is named', async () => {
    await preview([...company.options, '--no-site'])

    const other = await run(['preview', '--run', 'last', '--username-field', 'mail'])
    const unknown = await run(['preview', '--run', 'fffffff', '--json'])

    expect([other.code, other.stderr.split('\n')[0]]).toEqual([2, expect.stringContaining('--username-field: the run was read with uid')])
    expect([unknown.code, JSON.parse(unknown.stdout)]).toEqual([
      2,
      expect.objectContaining({ problem: expect.objectContaining({ code: 'preview.run.unknown' }) as unknown })
    ])
  })
})

describe('results in files', () => {
  it('are written whole, readable by their owner only', async () => {
    const { code, stdout, stderr } = await run([
      'preview',
      ...company.options,
      '--no-site',
      '--format',
      'csv',
      '--out',
      company.file('people.csv')
    ])

    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`Written: ${company.file('people.csv')}`)
    expect((await readFile(company.file('people.csv'), 'utf8')).split('\r\n')).toHaveLength(6)
    if (process.platform !== 'win32') expect((await stat(company.file('people.csv'))).mode & 0o777).toBe(0o600)
  })

  it('take the place of nothing that is read', async () => {
    const users = await company.users([], 'mine.json')

    const { code, stderr } = await run(['preview', ...company.options, '--users', users, '--out', users])

    expect([code, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining('--out: this command reads')])
    expect(await readFile(users, 'utf8')).toBe('[]')
  })
})

describe('wrong use', () => {
  it.each<[string, readonly string[], string]>([
    ['no directory', [], 'No directory is named'],
    ['nothing to compare with', ['--ldif', 'x'], '--site SITE, --users FILE.json, or --no-site'],
    ['two directories', ['--ldif', 'x', '--run', 'y', '--no-site'], '--ldif and --run each name a directory'],
    ['a profile and another directory', ['--profile', 'x', '--host', 'y'], '--host: the profile says how the directory is reached'],
    ['two sites', ['--ldif', 'x', '--users', 'y', '--site', 'acme'], '--users names the users already: leave out --site'],
    ['a limit that is none', ['--ldif', 'x', '--no-site', '--limit-disable', 'many'], '--limit-disable: “many”'],
    ['a share that is none', ['--ldif', 'x', '--no-site', '--limit-shrink', '120%'], '--limit-shrink: “120%”'],
    ['a strategy that is none', ['--ldif', 'x', '--no-site', '--strategy', 'Entra'], '--strategy: “Entra”'],
    ['a kind of directory that nobody knows', ['--ldif', 'x', '--no-site'], '--type is missing'],
    ['an outcome that is none', ['--ldif', 'x', '--no-site', '--only', 'create,gone'], '--only: “gone”'],
    ['a comparison where there is no room', ['--ldif', 'x', '--no-site', '--format', 'csv', '--compare', 'last'], '--compare: csv holds'],
    ['two ways to count members', ['--direct-members-only', '--nested-members'], 'cannot be used with option'],
    ['a domain that is none', ['--ldif', 'x', '--type', 'openldap', '--no-site', '--domain', 'a b'], '--domain: '],
    ['two secrets by one pipe', ['--profile', 'x', '--api-key-stdin', '--password-stdin'], 'only one secret'],
    ['a password that is asked of nobody', ['--host', 'dc1', '--username', 'a@b.c', '--base-dn', 'DC=c', '--no-site'], 'No LDAP password']
  ])('is named with exit code 2: %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(['preview', ...args], { ENTRA_SETUP_LDAP_PASSWORD: '' })

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })
})

/** Without the breaks of lines. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ')
}
