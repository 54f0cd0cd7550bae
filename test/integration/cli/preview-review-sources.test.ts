import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCliPorts } from '../../../src-main/cli/create-cli-ports.ts'
import { preparePreview } from '../../../src-main/cli/preview/prepare-preview.ts'
import { succeed } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { noKeychain, startCliSite } from '../../support/cli-site.ts'
import { fakeTerminal } from '../../support/fake-terminal.ts'
import { startPreviewSlapd } from '../../support/preview-slapd.ts'
import { runCliHere } from '../../support/run-cli.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  Object.assign(process.env, noKeychain)
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe('the password that the keychain has for a site', () => {
  it('is shown to the directory of its set-up, and to no other that the options name', async () => {
    await using site = await startCliSite(directory)
    const terminal = fakeTerminal({ env: { ...site.env } })
    const ports = createCliPorts(terminal)
    const keychain = { ...ports.keychain, read: () => Promise.resolve(succeed(new Secret('of-the-set-up'))) }
    const prepare = (options: Partial<Parameters<typeof preparePreview>[2]>) =>
      preparePreview(
        { ...ports, keychain },
        () => Promise.resolve(succeed([])),
        { newUsers: true, groups: true, ...options },
        terminal,
        new AbortController().signal
      )

    const ofSetUp = await prepare({ profile: await site.profile() })
    const other = await prepare({
      site: site.service.origin,
      ...{ host: 'elsewhere.example', username: 'cn=somebody,dc=else', baseDn: 'dc=else', type: 'openldap' }
    })

    expect(ofSetUp).toMatchObject({ ok: true, value: { request: { people: { kind: 'live' } } } })
    expect(other).toMatchObject({ ok: false, error: { kind: 'usage' } })
    expect(JSON.stringify(other)).toContain('--ldap-password-file')
  })
})

describe('the last run', () => {
  it('is the last one of the site that is named, not of another one', async () => {
    // given a run of a directory without any site, and none of the site
    await using world = await startPreviewSlapd()
    await using site = await startCliSite(directory)
    const env = { ...noKeychain, ...world.env, ...site.env, ENTRA_SETUP_USER_DATA: world.file('data') }
    const recorded = await runCliHere(['preview', ...world.options, '--no-site', '--json'], { env })

    const ofSite = await runCliHere(['preview', '--run', 'last', '--site', site.service.origin, '--json'], { env })
    const ofAnybody = await runCliHere(['preview', '--run', 'last', '--json'], { env })

    expect([recorded.code, ofAnybody.code]).toEqual([0, 0])
    expect([ofSite.code, JSON.parse(ofSite.stdout)]).toMatchObject([2, { problem: { code: 'preview.run.unknown' } }])
  })
})

describe('a preview without a site', () => {
  it('is not called safe: nobody could be seen to lose anything', async () => {
    await using world = await startPreviewSlapd()
    const env = { ...noKeychain, ...world.env }

    const shown = await runCliHere(['preview', ...world.options, '--no-site', '--no-keep'], { env })
    const written = await runCliHere(['preview', ...world.options, '--no-site', '--no-keep', '--out', world.file('out.txt')], { env })

    expect([shown.code, written.code]).toEqual([0, 0])
    expect(shown.stdout).toMatch(/Not judged +No site was compared/)
    expect(shown.stdout + written.stderr).not.toMatch(/Safe/)
    expect(written.stderr).toContain('Not judged: no site was compared.')
  })
})
