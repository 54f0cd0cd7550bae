import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
let ldapPassword: Readonly<Record<string, string>>
beforeAll(async () => {
  directory = await startPracticeDirectory()
  ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
})
afterAll(() => directory.close())

describe('the undo command', () => {
  it('takes a run back to what the site held before, and its own receipt takes that back again, when somebody answers for it', async () => {
    // given a site with settings applied
    await using site = await startCliSite(directory)
    const before = settings(site)
    const receipt = await applied(site)
    const afterApply = settings(site)

    // when the run is undone by the plan that undo shows, and the undo by its own receipt
    const digest = await site.digest(['undo', '--receipt', receipt], ldapPassword)
    const undone = await site.run(['undo', '--receipt', receipt, '--digest', digest, '--out', site.file('undo.json')], ldapPassword)
    const afterUndo = settings(site)
    const again = await site.digest(['undo', '--receipt', site.file('undo.json')], ldapPassword)
    // a receipt holds no authority of the practice directory, so nobody can look into it
    const override = ['--override', site.host, '--reason', 'rehearsal']
    const redone = await site.run(['undo', '--receipt', site.file('undo.json'), '--digest', again, ...override], ldapPassword)

    // then each is proved and what it says
    expect([undone.code, redone.code]).toEqual([0, 0])
    expect(afterUndo).toEqual(before)
    expect(settings(site)).toEqual(afterApply)
    expect(JSON.parse(await readFile(site.file('undo.json'), 'utf8'))).toMatchObject({ purpose: 'undo', outcome: 'proved' })
  })

  it('shows its plan, what cannot be taken back and the next command, and sends nothing without a digest', async () => {
    await using site = await startCliSite(directory)
    const receipt = await applied(site)
    const sent = site.writes().length

    const { code, stdout } = await site.run(['undo', '--receipt', receipt])

    expect(code).toBe(10)
    expect(stdout).toContain(`Undo on ${site.host}`)
    expect(stdout).toContain('    before  127.0.0.1\n    after   (empty)\n')
    expect(stdout.replace(/\s+/g, ' ')).toContain('“LDAP Password” is not undone')
    expect(stdout).toMatch(new RegExp(`entra-setup undo --receipt ${receipt} --digest [0-9a-f]{64}\\n$`))
    expect(site.writes()).toHaveLength(sent)
  })

  it('sends nothing when somebody has changed the site meanwhile, and shows what would be overwritten', async () => {
    await using site = await startCliSite(directory)
    const receipt = await applied(site)
    const digest = await site.digest(['undo', '--receipt', receipt], ldapPassword)
    site.service.changeAsSecondAdministrator({ site: { ldap_host: 'dc9.practice.example' } })
    const sent = site.writes().length

    const { code, stdout, stderr } = await site.run(['undo', '--receipt', receipt, '--digest', digest], ldapPassword)

    expect(code).toBe(1)
    expect(stderr).toContain('plan.stale')
    expect(stdout).toContain('    before  dc9.practice.example\n')
    expect(site.writes()).toHaveLength(sent)
  })

  it.each([
    ['is not there', undefined, 'plan.file-unreadable'],
    ['is no receipt', '{"schemaVersion":1,"kind":"plan"}', 'plan.file-unreadable'],
    ['is no text', '\u0000', 'plan.file-unreadable']
  ])('exits with 2 when the receipt %s', async (_what, content, problemCode) => {
    await using site = await startCliSite(directory)
    const file = site.file('given.json')
    if (content !== undefined) await writeFile(file, content)

    const { code, stderr } = await site.run(['undo', '--receipt', file])

    expect(code).toBe(2)
    expect(stderr).toContain(problemCode)
    expect(site.service.requests).toEqual([])
  })

  it('exits with 2 when nothing of the run is in effect', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'fail-before', method: 'PATCH', path: '/site', how: 'reset' })
    const receipt = await applied(site)

    const { code, stderr } = await site.run(['undo', '--receipt', receipt])

    expect(code).toBe(2)
    expect(stderr).toContain('apply.nothing-to-undo')
  })
})

/** Every LDAP setting; empty is empty, however it is written. */
function settings({ service }: CliSite): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(service.state.site).flatMap(([name, value]) => (name.startsWith('ldap_') ? [[name, value === '' ? null : value]] : []))
  )
}

/** The receipt of a run. */
async function applied(site: CliSite): Promise<string> {
  const profile = await site.profile()
  const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
  await site.run(['apply', '--profile', profile, '--digest', digest, '--receipt', site.file('receipt.json')], ldapPassword)
  return site.file('receipt.json')
}
