import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

const wanted = { siteLdap: {}, strategies: [{ id: 101, fields: { label: 'Harbour', display_on_login_page: false } }] }

describe('a change that the site takes in its web form only', () => {
  it('is handed to a person with its values, and turns green as they arrive', async () => {
    // given a run that handed its change off
    await using site = await startCliSite(directory)
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const probes = site.writes().length
    const profile = await site.profile(wanted)
    const digest = await site.digest(['plan', '--profile', profile])
    const applied = await site.run(['apply', '--profile', profile, '--digest', digest])
    const runId = await newestRun(site)

    // when a person enters one value, then the other, and the run is checked each time
    const nothing = await site.run(['journal', '--check', runId])
    site.service.changeAsSecondAdministrator({ strategy: { id: 101, fields: { label: 'Harbour' } } })
    const half = await site.run(['journal', '--check', runId.slice(0, 8)])
    site.service.changeAsSecondAdministrator({ strategy: { id: 101, fields: { display_on_login_page: false } } })
    const whole = await site.run(['journal', '--check', runId, '--json'])

    // then each answer says what is there, and nothing was ever sent
    expect([applied.code, nothing.code, half.code, whole.code]).toEqual([10, 10, 10, 0])
    expect(applied.stdout).toContain('  [ ] Display name\n             Harbour\n')
    expect(ticks(nothing.stdout)).toEqual(['[ ]', '[ ]'])
    expect(ticks(half.stdout)).toEqual(['[x]', '[ ]'])
    expect(JSON.parse(whole.stdout)).toMatchObject({
      command: 'journal',
      outcome: 'proved',
      run: { handOffs: [{ steps: [{ state: 'verified' }, { state: 'verified' }] }] }
    })
    expect(site.writes()).toHaveLength(probes)
  })

  it('is planned as one when nobody has asked whether the site takes it', async () => {
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })
    const profile = await site.profile(wanted)

    const before = await site.run(['plan', '--profile', profile])
    await site.run(['site', '--probe'])
    const after = await site.run(['plan', '--profile', profile])

    expect(before.stdout).toContain('By hand')
    expect(after.stdout).not.toContain('By hand')
  })

  it('becomes one when the site refuses it although it took such changes before, and that is remembered', async () => {
    await using site = await startCliSite(directory, { strategyWrites: 'accepted' })
    await site.run(['site', '--site', site.service.origin, '--probe'])
    const profile = await site.profile(wanted)
    const digest = await site.digest(['plan', '--profile', profile])
    site.service.faults.add({ kind: 'answer-with', method: 'PATCH', path: '/sso_strategies/*', type: 'not-found', status: 404 })

    const applied = await site.run(['apply', '--profile', profile, '--digest', digest])
    const later = await site.run(['plan', '--profile', profile])

    expect(applied.code).toBe(10)
    expect(applied.stdout).toContain('To be entered by hand')
    expect(later.stdout).toContain('By hand')
  })
})

function ticks(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}(\[[ x]\]) /gm)].map(([, tick = '']) => tick)
}

async function newestRun(site: CliSite): Promise<string> {
  const { stdout } = await site.run(['journal', '--json'])
  const { runs } = JSON.parse(stdout) as { readonly runs: readonly { readonly runId: string }[] }
  return runs[0]?.runId ?? ''
}
