import { readFile, writeFile } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { startCli } from '../../support/run-cli.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

type Document = z.output<typeof previewDocumentSchema>

function documentIn(stdout: string): Document {
  return previewDocumentSchema.parse(JSON.parse(stdout))
}

/** People of the site are managed by its own LDAP sync, and three of them have left. */
function siteWithoutProviders(): Promise<CliSite> {
  return startCliSite(directory, { strategies: 'none' })
}

describe('a preview of a profile', () => {
  it('compares its directory with its site by GET requests only, and judges who would be disabled', async () => {
    await using site = await siteWithoutProviders()
    const profile = await site.profile()

    const { code, stdout } = await site.run(['preview', '--profile', profile, '--json', '--limit-disable', '2'], ldapPassword)

    const document = documentIn(stdout)
    expect([code, document.outcome]).toEqual([1, 'unsafe'])
    expect(document.summary.users).toBe(60)
    const disabled = document.rows.filter(({ outcome }) => outcome === 'disable').map(({ username }) => username)
    expect(disabled.filter((name) => name.startsWith('former.'))).toHaveLength(3)
    expect(disabled).toHaveLength(document.summary.counts.disable)
    expect(document.rows).toHaveLength(Object.values(document.summary.counts).reduce((sum, count) => sum + count))
    expect(site.writes()).toEqual([])
    expect(site.service.requests.length).toBeGreaterThan(0)
  })

  it('is kept until its site is forgotten', async () => {
    await using site = await siteWithoutProviders()
    await site.run(['preview', '--profile', await site.profile()], ldapPassword)
    const runs = async (): Promise<unknown> => JSON.parse((await site.run(['preview', '--list-runs', '--json'])).stdout)
    expect(await runs()).toMatchObject({ runs: [{ summary: { isComplete: true } }] })

    await site.run(['site', '--forget', '--site', site.service.origin])

    expect(await runs()).toMatchObject({ runs: [] })
  })

  it('shows the same numbers as text and as document', async () => {
    await using site = await siteWithoutProviders()
    const args = ['preview', '--profile', await site.profile(), '--no-keep']

    const text = await site.run(args, ldapPassword)
    const { summary } = documentIn((await site.run([...args, '--json'], ldapPassword)).stdout)

    const { counts, groups, people, users, effectiveMemberships } = summary
    const shown = [...text.stdout.matchAll(/^ {4,}([\d,]+) {2} *(\S[^\n]*)$/gm)].map(([, count = '', label = '']) => [
      label,
      Number(count.replaceAll(',', ''))
    ])
    expect(shown.slice(0, 14)).toEqual([
      ['People in the directory', people],
      ['Users of the site', users],
      ['would be created', counts['create']],
      ['would be updated', counts['update']],
      ['would be disabled', counts['disable']],
      ['would be deleted', counts['delete']],
      ['unchanged', counts['unchanged']],
      ['left out', counts['left-out']],
      ['Groups in the directory', groups['total']],
      ['would be taken over', groups['provisioned']],
      ['would be created', groups['created']],
      ['memberships gained', groups['gainedMembers']],
      ['memberships lost', groups['lostMembers']],
      ['Memberships, each person once a group', effectiveMemberships]
    ])
    expect(shown.slice(14).map(([, count]) => count)).toEqual(Object.values(summary.warnings))
    expect(text.stdout).toContain(`… and ${String(counts.create - 10)} more: --only create --all`)
    for (const line of text.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  it('lists everybody when told to, and only those who are wanted', async () => {
    await using site = await siteWithoutProviders()
    const args = ['preview', '--profile', await site.profile(), '--no-keep', '--no-site']

    const all = await site.run([...args, '--all'], ldapPassword)
    const some = await site.run([...args, '--json', '--only', 'left-out'], ldapPassword)

    const { rows, summary } = documentIn(some.stdout)
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['left-out']))
    expect(rows).toHaveLength(summary.counts['left-out'])
    expect(all.stdout).not.toContain('--all')
    for (const { username } of rows) expect(all.stdout).toContain(username)
  })

  it('lays the profile over what the site holds, and the options over the profile', async () => {
    await using site = await siteWithoutProviders()
    Object.assign(site.service.state.site, { ldap_group_exclusion: 'Guests', ldap_user_include_groups: 'of the site' })
    const profile = await site.profile()
    const own = JSON.parse(await readFile(profile, 'utf8')) as { siteLdap: Record<string, unknown> }
    await writeFile(profile, JSON.stringify({ ...own, siteLdap: { ...own.siteLdap, ldap_user_include_groups: 'All*' } }))
    const args = ['preview', '--profile', profile, '--json', '--no-keep']

    const usual = documentIn((await site.run(args, ldapPassword)).stdout)
    const other = documentIn(
      (await site.run([...args, '--required-groups', 'Legal', '--when-gone', 'delete', '--no-new-users', '--no-groups'], ldapPassword))
        .stdout
    )

    expect(usual.rules).toMatchObject({ requiredGroups: 'All*', excludedGroups: 'Guests', directMembersOnly: true, whenGone: 'disable' })
    expect(other.rules).toMatchObject({
      requiredGroups: 'Legal',
      excludedGroups: 'Guests',
      whenGone: 'delete',
      provisionsUsers: false,
      provisionsGroups: false
    })
    expect(other.summary.counts['create']).toBe(0)
    expect(other.summary.counts['delete']).toBeGreaterThan(0)
  })

  it('can do without the site: with its users from a file, or with none, nobody asks it', async () => {
    await using site = await siteWithoutProviders()
    const args = ['preview', '--profile', await site.profile(), '--json']
    await writeFile(site.file('users.json'), JSON.stringify([...site.service.state.users.values()]))

    const fromFile = await site.run([...args, '--users', site.file('users.json')], ldapPassword)
    const alone = await site.run([...args, '--no-site'], ldapPassword)

    // Three of the people whom the sync manages have left: more than five in a hundred.
    expect([fromFile.code, alone.code]).toEqual([1, 0])
    expect(site.service.requests).toEqual([])
    const { summary } = documentIn((await site.run(args, ldapPassword)).stdout)
    const ofFile = documentIn(fromFile.stdout).summary
    // The file has groups by their numbers only, so nobody changes just because of them.
    const onlyGroups = summary.reasons['groups-differ'] ?? 0
    expect(onlyGroups).toBeGreaterThan(0)
    const { update, unchanged, ...others } = summary.counts
    expect(ofFile.counts).toEqual({ ...others, update: update - onlyGroups, unchanged: unchanged + onlyGroups })
    expect(ofFile.assumptions.join(' ')).toContain('does not name their groups')
  })

  it('is that of the site itself when no profile is given', async () => {
    await using site = await siteWithoutProviders()
    const profile = await site.profile()
    const { siteLdap } = JSON.parse(await readFile(profile, 'utf8')) as { siteLdap: Record<string, unknown> }
    Object.assign(site.service.state.site, siteLdap)

    const { code, stderr } = await site.run(['preview', '--site', site.service.origin], ldapPassword)

    // The authority of the practice directory is in the profile only: this computer does not trust it without.
    expect([code, stderr]).toEqual([2, expect.stringContaining('tls.')])
    expect(site.writes()).toEqual([])
  })
})

describe('the sync that is meant', () => {
  const strategy = (id: number) => ({ id, fields: { ldap_provisioning_enabled: true, provision_group_required: 'Legal' } })

  it('is asked for when a profile names several, and is named by --strategy', async () => {
    await using site = await startCliSite(directory)
    const [id = 0] = site.service.state.strategies.keys()
    const path = await site.profile()
    const profile = JSON.parse(await readFile(path, 'utf8')) as { siteLdap: Record<string, unknown> }
    const { ldap_enabled: _, ...ldap } = profile.siteLdap
    const both = { ...profile, strategies: [{ id, fields: { ...ldap, ...strategy(id).fields } }] }
    await writeFile(path, JSON.stringify(both))
    const args = ['preview', '--profile', path, '--no-site', '--json']

    const several = await site.run(args, ldapPassword)
    const ofSite = await site.run([...args, '--strategy', 'site'], ldapPassword)
    const ofProvider = await site.run([...args, '--strategy', String(id)], ldapPassword)
    const ofNobody = await site.run([...args, '--strategy', '999'], ldapPassword)

    expect([several.code, several.stderr]).toEqual([2, expect.stringContaining(`--strategy ${String(id)} (`)])
    expect(documentIn(ofSite.stdout).rules).toMatchObject({ managedBy: { kind: 'site-ldap' }, requiredGroups: '' })
    expect(documentIn(ofProvider.stdout).rules).toMatchObject({
      managedBy: { kind: 'strategy', id },
      requiredGroups: 'Legal'
    })
    expect([ofNobody.code, ofNobody.stderr]).toEqual([2, expect.stringContaining('no single sign-on provider with the number 999')])
  })
})

describe('formats', () => {
  it('are one document, lines, a table and a page, with the same people in each', async () => {
    await using site = await siteWithoutProviders()
    const args = ['preview', '--profile', await site.profile(), '--no-keep', '--only', 'disable,left-out', '--format']
    const written = async (format: string): Promise<string> => (await site.run([...args, format], ldapPassword)).stdout

    const { rows } = documentIn(await written('json'))
    const lines = (await written('ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string; readonly username?: string })
    const table = parsedCsv(await written('csv'))
    const page = await written('html')

    const names = rows.map(({ username }) => username)
    expect(names.length).toBeGreaterThan(3)
    expect(lines.map(({ type }) => type)).toEqual(['preview', ...names.map(() => 'row'), 'end'])
    expect(lines.slice(1, -1).map(({ username }) => username)).toEqual(names)
    expect(table.map((row) => row['username'])).toEqual(names)
    expect(table.map((row) => row['outcome'])).toEqual(rows.map(({ outcome }) => outcome))
    expect(page.match(/<!doctype html>/g)).toHaveLength(1)
    expect(page.trimEnd().endsWith('</html>')).toBe(true)
    for (const name of names) expect(page).toContain(name)
  })

  it('are the same in a file as on standard output', async () => {
    await using site = await siteWithoutProviders()
    const args = ['preview', '--profile', await site.profile(), '--no-keep', '--no-site', '--format', 'csv']

    const { stdout } = await site.run(args, ldapPassword)
    const filed = await site.run([...args, '--out', site.file('people.csv')], ldapPassword)

    expect([filed.code, filed.stdout]).toEqual([0, ''])
    expect(await readFile(site.file('people.csv'), 'utf8')).toBe(stdout)
  })
})

describe('what is never told', () => {
  it('is a password or a key, on any output and in any file', async () => {
    // given a directory and a site that repeat the secrets where they have room for text
    await using site = await siteWithoutProviders()
    const key = site.env['FILES_API_KEY'] ?? ''
    const [user] = [...site.service.state.users.values()].slice(-1)
    if (user !== undefined) Object.assign(user, { name: `${key} ${directory.password}` })
    const profile = await site.profile()

    const outputs: string[] = []
    for (const format of ['text', 'json', 'csv', 'html', 'ndjson'])
      for (const out of [[], ['--out', site.file(`result.${format}`)]]) {
        const { stdout, stderr } = await site.run(['preview', '--profile', profile, '--all', '--format', format, ...out], ldapPassword)
        outputs.push(stdout, stderr)
      }
    const { stdout, stderr } = await site.run(['explain', user?.username ?? '', '--profile', profile], ldapPassword)
    const all = [...outputs, stdout, stderr, await site.everythingWritten()].join('\n')

    expect(all).toContain('[secret]')
    for (const secret of [key, directory.password]) expect(all.includes(secret)).toBe(false)
  })
})

describe('Ctrl-C', () => {
  it('ends a reading at once, with exit code 130, closed connections and nothing recorded', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })
    await using site = await siteWithoutProviders()
    const args = ['--host', '127.0.0.1', '--port', String(server.port), '--username', 'a@b.example', '--base-dn', 'DC=b', '--timeout', '60']
    const { child, finished } = startCli(['preview', ...args, '--no-site', '--out', site.file('out.txt')], {
      env: { ...site.env, ...ldapPassword }
    })
    await until(() => server.received().length > 0)

    const startedMs = performance.now()
    child.kill('SIGINT')
    const { code, stdout, stderr } = await finished

    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(/Cancelled\.\n$/)
    expect(performance.now() - startedMs).toBeLessThan(1500)
    await server.untilAllClosed()
    expect(await site.everythingWritten()).toBe('')
  })

  it('while the users of the site are read', async () => {
    await using site = await siteWithoutProviders()
    const profile = await site.profile()
    site.service.faults.add({ kind: 'hang', method: 'GET', path: '/users*', times: Infinity })
    const { child, finished } = startCli(['preview', '--profile', profile], { env: { ...site.env, ...ldapPassword } })
    await until(() => site.service.requests.some(({ path }) => path.includes('/users')))

    child.kill('SIGINT')

    expect((await finished).code).toBe(130)
  })
})

/** RFC 4180, with the byte order mark that spreadsheets want. */
function parsedCsv(text: string): readonly Readonly<Record<string, string>>[] {
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const lines = [...text.slice(1).matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)].map(([, line = '']) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'))
  )
  const [header = [], ...rows] = lines
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}
