import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { startCli } from '../../support/run-cli.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

describe('the journal command', () => {
  it('says that nothing has been applied yet', async () => {
    await using site = await startCliSite(directory)

    const text = await site.run(['journal'])
    const json = await site.run(['journal', '--json'])

    expect(text).toEqual({ code: 0, stdout: 'Nothing has been applied from this computer yet.\n', stderr: '' })
    expect(JSON.parse(json.stdout)).toEqual({ schemaVersion: 1, command: 'journal', runs: [] })
  })

  it('lists runs, newest first, and those of one site when it is named, without any key', async () => {
    await using site = await startCliSite(directory)
    await applied(site)
    const undo = await site.digest(['undo', '--receipt', site.file('receipt.json')])
    await site.run(['undo', '--receipt', site.file('receipt.json'), '--digest', undo])
    const asked = site.service.requests.length

    const all = await site.run(['journal'], { FILES_API_KEY: '' })
    const ofSite = await site.run(['journal', '--site', site.host, '--json'], { FILES_API_KEY: '' })
    const ofOther = await site.run(['journal', '--site', 'acme', '--json'], { FILES_API_KEY: '' })
    const otherText = await site.run(['journal', '--site', 'acme'], { FILES_API_KEY: '' })

    expect([...all.stdout.matchAll(/^ {4}(Undo|Plan) /gm)].map(([, word]) => word)).toEqual(['Undo', 'Plan'])
    expect(JSON.parse(ofSite.stdout)).toMatchObject({
      runs: [
        { purpose: 'undo', outcome: 'proved' },
        { purpose: 'profile', outcome: 'proved' }
      ]
    })
    expect(JSON.parse(ofOther.stdout)).toMatchObject({ runs: [] })
    expect(otherText.stdout).toBe('Nothing has been applied to acme.files.com from this computer yet.\n')
    expect(site.service.requests).toHaveLength(asked)
  })

  it('names a file whose beginning is damaged, since nobody can say what that run did', async () => {
    await using site = await startCliSite(directory)
    await applied(site)
    const folder = join(site.file('data'), 'journal')
    const [name = ''] = await readdir(folder)
    await writeFile(join(folder, name), `X${await readFile(join(folder, name), 'utf8')}`)

    const { code, stdout, stderr } = await site.run(['journal'])

    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`${name} is damaged from its beginning`)
  })

  it('shows one run by the beginning of its id, and writes its receipt, which undo takes', async () => {
    await using site = await startCliSite(directory)
    const runId = await applied(site)

    const shown = await site.run(['journal', runId.slice(0, 6)])
    const kept = await site.run(['journal', runId, '--receipt', site.file('kept.json')])
    const undo = await site.run(['undo', '--receipt', site.file('kept.json')])

    expect([shown.code, kept.code, undo.code]).toEqual([0, 0, 10])
    expect(shown.stdout).toContain('  LDAP Host (ldap_host)\n             holds 127.0.0.1\n')
    expect(JSON.parse(await readFile(site.file('kept.json'), 'utf8'))).toEqual(
      JSON.parse(await readFile(site.file('receipt.json'), 'utf8'))
    )
  })

  it('finds out by reading alone what became of a run whose process was killed', async () => {
    // given a process that is killed after its change has taken effect
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
    site.service.faults.add({ kind: 'fail-after', method: 'PATCH', path: '/site', how: 'no-answer' })
    const { child, finished } = startCli(['apply', '--profile', profile, '--digest', digest], { env: { ...site.env, ...ldapPassword } })
    await until(() => site.writes().length === 1 && site.service.state.site['ldap_enabled'])
    child.kill('SIGKILL')
    await finished

    // when the journal is asked, and then the site
    const listed = await site.run(['journal', '--json'])
    const { runs } = JSON.parse(listed.stdout) as { readonly runs: readonly { readonly runId: string; readonly outcome: string }[] }
    const checked = await site.run(['journal', '--check', runs[0]?.runId ?? ''])

    // then what is known is said, and nothing was sent a second time
    expect(runs[0]?.outcome).toBe('interrupted')
    expect(checked.stdout).toContain('  LDAP Host (ldap_host)\n             holds 127.0.0.1\n')
    expect(site.writes()).toEqual(['PATCH /api/rest/v1/site'])
  })

  it.each([
    ['an unknown run', ['journal', 'no-such-run'], 'apply.run-unknown'],
    ['an unknown run to check', ['journal', '--check', 'no-such-run'], 'apply.run-unknown'],
    ['an empty run', ['journal', ' '], 'apply.run-unknown'],
    ['a receipt of nothing', ['journal', '--receipt', 'r.json'], '--receipt needs a run.'],
    ['two runs', ['journal', 'a', '--check', 'b'], '--check names the run already.']
  ])('exits with 2 for %s', async (_what, args, message) => {
    await using site = await startCliSite(directory)

    const { code, stdout, stderr } = await site.run(args)

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })
})

async function applied(site: CliSite): Promise<string> {
  const profile = await site.profile()
  const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
  const { stdout } = await site.run(
    ['apply', '--profile', profile, '--digest', digest, '--receipt', site.file('receipt.json'), '--json'],
    ldapPassword
  )
  return (JSON.parse(stdout) as { readonly run: { readonly runId: string } }).run.runId
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}
