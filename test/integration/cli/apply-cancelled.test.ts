import { performance } from 'node:perf_hooks'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'
import { startCli } from '../../support/run-cli.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

const SITE_WRITE = 'PATCH /api/rest/v1/site'

describe('Ctrl-C while a plan is being applied', () => {
  it('finishes the change on its way, reads it back, leaves out the later ones, and exits with 130 and the truth', async () => {
    // given a run of two changes whose first takes its time
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'slow', method: 'PATCH', path: '/site', delayMs: 1500 })
    const { child, finished } = await startedApply(site)
    await untilWrites(site, 1)

    // when the person presses Ctrl-C
    child.kill('SIGINT')
    const { code, stdout, stderr } = await finished

    // then the first is proved, the second was never sent, and both are said
    expect(code).toBe(130)
    expect(site.writes()).toEqual([SITE_WRITE])
    expect(stdout).toMatch(/^Done: LDAP settings/m)
    expect(stdout).toContain('  LDAP Host (ldap_host)\n             holds 127.0.0.1\n')
    expect(stdout).toMatch(/^Not done: User petra\.plain/m)
    expect(stderr).toContain('Stopping: the change that is on its way is finished and read back first.')
    expect(JSON.parse(await readFile(site.file('receipt.json'), 'utf8'))).toMatchObject({
      outcome: 'stopped',
      changes: [{ state: 'done' }, { state: 'not-done' }]
    })
  })

  it('ends at once when it is pressed twice, and the journal then finds out what became of the change', async () => {
    // given a run whose change has taken effect, and whose answer never comes
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'fail-after', method: 'PATCH', path: '/site', how: 'no-answer' })
    const { child, finished, said } = await startedApply(site)
    await untilWrites(site, 1)

    // when the person loses patience
    child.kill('SIGINT')
    await until(() => said().includes('Stopping:'))
    const startedMs = performance.now()
    child.kill('SIGINT')
    const { code, stderr } = await finished

    // then it ends at once, and has said how to find out
    expect(code).toBe(130)
    expect(performance.now() - startedMs).toBeLessThan(1000)
    const runId = /entra-setup journal --check ([0-9a-f-]{36})/.exec(stderr)?.[1] ?? 'not said'
    const listed = await site.run(['journal'])
    const checked = await site.run(['journal', '--check', runId, '--json'])
    expect(listed.stdout).toMatch(/Outcome +interrupted/)
    expect(JSON.parse(checked.stdout)).toMatchObject({
      run: {
        runId,
        changes: [
          {
            readBack: expect.arrayContaining([
              { field: 'ldap_host', label: 'LDAP Host', state: 'verified', value: '127.0.0.1' }
            ]) as unknown[]
          },
          { state: 'not-done' }
        ]
      }
    })
    expect(site.writes()).toEqual([SITE_WRITE])
  })

  it('ends at once while nothing has been sent', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()
    site.service.faults.add({ kind: 'hang', method: 'GET', path: '/sso_strategies*', times: Infinity })
    const { child, finished } = startCli(['plan', '--profile', profile], { env: site.env })
    await until(() => site.service.requests.some(({ path }) => path.includes('sso_strategies')))

    const startedMs = performance.now()
    child.kill('SIGINT')
    const { code, stdout, stderr } = await finished

    expect([code, stdout, stderr]).toEqual([130, '', 'Cancelled.\n'])
    expect(performance.now() - startedMs).toBeLessThan(1000)
  })
})

/** LDAP of the site, then one user. */
async function startedApply(site: CliSite) {
  const ldapPassword = { ENTRA_SETUP_LDAP_PASSWORD: directory.password }
  const profile = await site.profile({
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
  const digest = await site.digest(['plan', '--profile', profile], ldapPassword)
  const started = startCli(['apply', '--profile', profile, '--digest', digest, '--receipt', site.file('receipt.json')], {
    env: { ...site.env, ...ldapPassword }
  })
  let stderr = ''
  started.child.stderr?.on('data', (text: string) => (stderr += text))
  return { ...started, said: () => stderr }
}

function untilWrites(site: CliSite, count: number): Promise<void> {
  return until(() => site.writes().length >= count)
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20))
}
